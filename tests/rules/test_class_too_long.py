"""NET204."""

from __future__ import annotations

import pytest

from netra_tools.rules.class_too_long import ClassTooLong
from tests.trees import file_of, run, told

SOURCE = '''
@decorated
class Outer(Base):
    """A docstring

    of three lines.
    """
    first = 1

    # a comment
    class Inner:
        a = 1
        b = 2

    def method(self):
        """A docstring of a method."""
'''

LIMITS = [
    pytest.param(ClassTooLong(max_lines=9), [], id="at the limit"),
    pytest.param(
        ClassTooLong(max_lines=8),
        ["app.py:3 class `Outer` has 9 body lines, limit 8"],
        id="without docstring and header",
    ),
    pytest.param(
        ClassTooLong(max_lines=1),
        [
            "app.py:3 class `Outer` has 9 body lines, limit 1",
            "app.py:11 class `Outer.Inner` has 2 body lines, limit 1",
        ],
        id="a class in a class has its own",
    ),
    pytest.param(
        ClassTooLong(max_lines=5, count="code"),
        ["app.py:3 class `Outer` has 6 lines of code, limit 5"],
        id="code alone",
    ),
    pytest.param(ClassTooLong(max_lines=6, count="code"), [], id="code at the limit"),
]


@pytest.mark.parametrize(("rule", "expected"), LIMITS)
def test_the_body_without_its_docstring(rule: ClassTooLong, expected: list[str]) -> None:
    assert told(rule, [file_of("app.py", SOURCE)]) == expected


def test_the_finding_points_at_the_name_and_keeps_the_numbers() -> None:
    (finding,) = run(ClassTooLong(max_lines=8), [file_of("app.py", SOURCE)])
    assert (finding.value, finding.limit, finding.subject) == (9, 8, "Outer")
    assert finding[4:8] == (3, 0, 3, 11)


def test_functions_are_not_its_business() -> None:
    source = "def f():\n    a()\n    b()\n"
    assert run(ClassTooLong(max_lines=1), [file_of("app.py", source)]) == []
