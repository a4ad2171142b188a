"""Code in comments is found, and prose, formulas and examples are not."""

from __future__ import annotations

import pytest

from netra_tools.facts.read import read_source

CODE = [
    ("an import", "# import os", [(2, 2)]),
    ("from", "#from a import (b,\n#               c)", [(2, 3)]),
    ("a call", "# print(a)", [(2, 2)]),
    ("a method", "# a.b.c()", [(2, 2)]),
    ("an assignment", "# a = f(b)\n# c = 1", [(2, 3)]),
    ("a branch", "# if a:\n#     b()\n# else:\n#     c = 1", [(2, 5)]),
    ("a function", "#def f(a):\n#    return a", [(2, 3)]),
    ("indented", "def f():\n    # a = f(b)\n    pass", [(3, 3)]),
    ("behind a sentence", "# It fails. See the issue.\n# a = f(b)", [(3, 3)]),
    ("behind a task", "# TODO make it work\n# assert f(b)", [(3, 3)]),
    ("a return", "# return f(a)", [(2, 2)]),
    ("no letters of ours", "# print('é')", [(2, 2)]),
]
PROSE = [
    ("words", "# import things carefully"),
    ("one word", "# a"),
    ("a formula", "# n = m + 1"),
    ("a value", "# Index([1, 2],\n#     name='a')"),
    ("a plural", "# colour(s)"),
    ("the name of a function", "# f()"),
    ("part of a sentence", "# as we do in\n# a.b(c)"),
    ("a sentence goes on", "# a.b(c)\n# gives nothing here"),
    ("an example", "# For example:\n# a = f(b)"),
    ("an example apart", "# For example\n#\n# a = f(b)"),
    ("said to be one", "# e.g. df = f(b)"),
    ("what a branch is for", "if a:\n    # f.b(1)\n    pass"),
    ("in a string", "'''\n# import os\n'''"),
    ("behind code", "a = 1  # import os"),
    ("a directive", "# type: ignore[a]\n# noqa: F401"),
    ("a heading", "# --- a.b(c) ---"),
    ("not Python", "# import a from 'b';"),
    ("a null byte", "# f(1, '\0')"),
]


@pytest.mark.parametrize(("source", "lines"), [case[1:] for case in CODE], ids=[case[0] for case in CODE])
def test_code(source: str, lines: list[tuple[int, int]]) -> None:
    assert list(read_source(f"x = 1\n{source}\n".encode()).facts.dead_code) == lines


@pytest.mark.parametrize("source", [case[1] for case in PROSE], ids=[case[0] for case in PROSE])
def test_prose(source: str) -> None:
    assert read_source(f"x = 1\n{source}\n".encode()).facts.dead_code == ()


def test_a_large_comment_is_read_in_time() -> None:
    source = b"# a = f(b)  # so.\n# b = f(a) is.\n" * 3_000
    assert read_source(source).facts.dead_code == ()
