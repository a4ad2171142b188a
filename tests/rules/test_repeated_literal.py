"""NET605."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.literals.categories import CATEGORIES, VOCABULARY
from netra_tools.rules.repeated_literal import RepeatedLiteral
from tests.literals.views import findings, told

EVERYWHERE = RepeatedLiteral(min_places=3, categories=CATEGORIES[:VOCABULARY])

POSITIONS = [
    ('f("some_name")', 3),
    ('f(x="some_name")', 3),
    ('x == "some_name"', 3),
    ('x["some_name"]', 3),
    ('def f(a="some_name"): ...', 3),
    ('x = {"some_name": 1}', 0),
    ('__all__ = ["some_name"]', 0),
    ('NAME = "some_name"', 0),
    ('x: "some_name" = 1', 0),
    ('raise E("no some_name")', 0),
    ('f(f"some_{name}")', 0),
    ('f(b"some_name")', 0),
    ('"""some_name"""', 0),
]


@pytest.mark.parametrize(("line", "count"), POSITIONS)
def test_positions(tmp_path: Path, line: str, count: int) -> None:
    found = findings(EVERYWHERE, tmp_path, {"app/a.py": f"{line}\n" * 3})
    assert [item.value for item in found] == ([count] if count else [])


USES = 'import os\nos.environ["TOKEN"]\nos.environ["TOKEN"]\n'
TREES = [
    pytest.param(
        {"app/a.py": USES, "app/b.py": USES},
        ["app/a.py:2 `TOKEN` (environment) is written out in 4 places"],
        id="over files",
    ),
    pytest.param({"app/a.py": USES}, [], id="too few"),
    pytest.param({"app/a.py": USES, "tests/test_b.py": USES}, [], id="tests do not count"),
    pytest.param({"app/a.py": USES.replace("TOKEN", "TOK") * 2}, [], id="too short"),
    pytest.param({"app/a.py": USES.replace("environ", "names") * 2}, [], id="other category"),
]


@pytest.mark.parametrize(("files", "expected"), TREES)
def test_trees(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    assert told(RepeatedLiteral(min_places=4), tmp_path, files) == expected


def test_a_category_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="'colours' is no category"):
        RepeatedLiteral(categories=("colours",))
