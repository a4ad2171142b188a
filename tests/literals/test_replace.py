"""Renaming a literal: only where it is of the category, and as it was written."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.changes.literals import plan_replacement
from netra_tools.changes.tree import Tree
from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.replace import plan, spell
from netra_tools.plan import State
from tests.literals.indexes import indexed
from tests.repository import make

SOURCE = """import os

KEY = os.environ["APP_KEY"]
other = os.getenv('APP_KEY')
raise ValueError("APP_KEY")
both = os.environ["APP" "_KEY"]
"""


def test_only_the_category_is_renamed(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": SOURCE, ".env": "APP_KEY=1\n"})
    with indexed(tmp_path) as store:
        found = plan(store, str(tmp_path), ("APP_KEY", "APP_TOKEN"), CATEGORIES.index("environment"))
    change = plan_replacement(Tree(str(tmp_path)), found, ("APP_KEY", "APP_TOKEN", "environment"))
    (edit,) = change.edits
    expected = SOURCE.replace('["APP_KEY"]', '["APP_TOKEN"]').replace("'APP_KEY'", "'APP_TOKEN'")
    assert edit.after == State(expected.encode(), edit.before.mode if edit.before else 0)
    assert [(left.path, left.line) for left in found.left] == [(".env", 1), ("a.py", 6)]


@pytest.mark.parametrize(
    ("source", "new", "expected"),
    [
        ('"old"', "new", '"new"'),
        ("'old'", "it's", "'it\\'s'"),
        ('"old"', 'say "x"', '"say \\"x\\""'),
        ('r"old"', "a\\d", 'r"a\\d"'),
        ('r"old"', 'a"', None),
        ('b"old"', "new", 'b"new"'),
        ('"""old"""', "new", '"""new"""'),
        ('"o" "ld"', "new", None),
        ('f"old"', "new", None),
        ('"other"', "new", None),
    ],
)
def test_it_is_written_as_it_was(source: str, new: str, expected: str | None) -> None:
    assert spell(source, ("old", new)) == expected


@given(st.text(max_size=20), st.sampled_from(["'", '"', "'''", '"""']))
def test_what_is_written_means_the_new_word(new: str, quote: str) -> None:
    written = spell(f"{quote}old{quote}", ("old", new))
    assert written is None or ast.literal_eval(written) == new
    if new.isalnum():
        assert written is not None
