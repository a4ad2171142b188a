"""NET205. What opens a level is said, and tested, with the facts."""

from __future__ import annotations

import pytest

from netra_tools.rules.too_deep import TooDeep
from tests.trees import file_of, run, told

FIVE = """
def f(rows):
    with rows:
        for row in rows:
            try:
                while row:
                    if row:
                        pass
            except KeyError:
                pass
"""

CASES = [
    pytest.param(TooDeep(), ["app.py:2 `f` has blocks 5 levels deep, limit 4"], id="the default"),
    pytest.param(TooDeep(max_depth=5), [], id="at the limit"),
]


@pytest.mark.parametrize(("rule", "expected"), CASES)
def test_depth(rule: TooDeep, expected: list[str]) -> None:
    assert told(rule, [file_of("app.py", FIVE)]) == expected


SHALLOW = [
    pytest.param("if a:\n  pass\n elif b:\n  pass\n elif c:\n  pass\n else:\n  pass", id="elif"),
    pytest.param("if a:\n  pass\n if b:\n  pass", id="side by side"),
    pytest.param("if a:\n  def g():\n   if b:\n    pass", id="a nested function starts at zero"),
    pytest.param("match a:\n  case 1:\n   pass\n  case 2:\n   pass", id="cases"),
]


@pytest.mark.parametrize("body", SHALLOW)
def test_one_level(body: str) -> None:
    file = file_of("app.py", f"def f():\n {body}\n")
    assert run(TooDeep(max_depth=1), [file]) == []
    assert run(TooDeep(max_depth=0), [file])[0].value == 1


def test_the_finding_points_at_the_name() -> None:
    source = "class A:\n    async def f(self):\n        if a:\n            if b:\n                c\n"
    (finding,) = run(TooDeep(max_depth=1), [file_of("app.py", source)])
    assert (finding.value, finding.limit, finding.subject) == (2, 1, "A.f")
    assert finding[4:8] == (2, 4, 2, 15)
