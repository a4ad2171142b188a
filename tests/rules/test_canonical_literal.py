"""NET607."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.rules.canonical_literal import CanonicalLiteral
from tests.literals.views import told

RULE = CanonicalLiteral(replacements={"userId": "user_id", "gone": "here"})
SAID = "app/a.py:1 `userId` is written here; use `user_id`"

TREES = [
    pytest.param('x = r["userId"]\n', [SAID], id="a key"),
    pytest.param('x = r["userId"] + r["userId"]\n', [SAID, SAID], id="two in a line"),
    pytest.param('x = r["user_id"]\n', [], id="the form agreed on"),
    pytest.param('x = "the userId of it"\n', [], id="a part of a text"),
    pytest.param('x = r["USERID"]\n', [], id="another form"),
]


@pytest.mark.parametrize(("text", "found"), TREES)
def test_trees(tmp_path: Path, text: str, found: list[str]) -> None:
    assert told(RULE, tmp_path, {"app/a.py": text}) == found


def test_tests_and_an_empty_table(tmp_path: Path) -> None:
    assert told(RULE, tmp_path, {"tests/test_a.py": 'r["userId"]\n'}) == []
    assert told(CanonicalLiteral(), tmp_path, {"app/a.py": 'r["userId"]\n'}) == []
