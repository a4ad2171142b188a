"""NET203. What counts is in tests/facts."""

from __future__ import annotations

from netra_tools.rules.too_complex import TooComplex
from tests.trees import file_of, run

SOURCE = """
class Many:
    def one(self, a):
        if a:
            return 1
        return 2

    def two(self, a):
        for b in a:
            if b:
                return 1
        return 2
"""


def test_functions_are_compared_and_classes_are_not() -> None:
    (finding,) = run(TooComplex(max_complexity=2), [file_of("app.py", SOURCE)])
    assert finding.message == "`Many.two` has complexity 3, limit 2"
    assert (finding.line, finding.value, finding.limit, finding.subject) == (8, 3, 2, "Many.two")


def test_the_limit_itself_is_fine() -> None:
    assert run(TooComplex(max_complexity=3), [file_of("app.py", SOURCE)]) == []
