"""What an index refers to: links, definitions, and code spans that are paths."""

from __future__ import annotations

import pytest

from netra_tools.knowledge.markdown import look_at_index

CASES = {
    "a link": ("see [a](app/a.py) there", [("app/a.py", 1, 8)]),
    "an image": ("![a](a.png)", [("a.png", 1, 5)]),
    "a link with a title": ('[a](a.md "A (b)")', [("a.md", 1, 4)]),
    "pointed brackets": ("[a](<a b.md>)", [("a b.md", 1, 4)]),
    "escaped characters": ("[a](a%20b%28c%29.md)", [("a b(c).md", 1, 4)]),
    "brackets in a path": ("[a](a(b).md)", [("a(b).md", 1, 4)]),
    "a heading of a file": ("[a](docs/a.md#b-c)", [("docs/a.md#b-c", 1, 4)]),
    "a heading of its own": ("[a](#b)", [("#b", 1, 4)]),
    "a definition": ("[a]: docs/a.md\n  [b]: <b c.md>", [("docs/a.md", 1, 5), ("b c.md", 2, 7)]),
    "a link around code": ("[`app/a.py`](app/b.py)", [("app/b.py", 1, 13)]),
    "a link around an image": ("[![a](a.svg)](b.md)", [("a.svg", 1, 6), ("b.md", 1, 14)]),
    "a path in a list": (
        "- **A**: `scripts/a.py` and `b/c.py`",
        [("scripts/a.py", 1, 10), ("b/c.py", 1, 29)],
    ),
    "a path in a numbered list": ("  10. `scripts/a.py`", [("scripts/a.py", 1, 7)]),
    "a path in a table": ("| a | `b/c.py` |\na | `d/e.py`", [("b/c.py", 1, 7), ("d/e.py", 2, 5)]),
    "a path in a heading": ("## `a/b.py`", [("a/b.py", 1, 4)]),
    "a path in a sentence": ("run `scripts/a.py` now\n`b/c.py`", []),
    "a path with a line in a sentence": ("see `app/a.py:12`", [("app/a.py:12", 1, 5)]),
    "columns are bytes": ("é [a](b.md)", [("b.md", 1, 7)]),
    "several lines": ("a\n\n- [b](c.md)\r\n- [d](e.md)", [("c.md", 3, 6), ("e.md", 4, 6)]),
    "addresses": ("[a](https://a.org/b.md) [b](mailto:a@b.org) [c](//c.org/a.md)", []),
    "code is no link": ("- `[a](b.md)` and `x.py` and `a/b` and `app/*.py` and `GET /a/b.c`", []),
    "fences": ("````\n[a](b.md)\n```\n[a](c.md)\n", []),
    "a fence that is closed": ("~~~ text\n[a](b.md)\n~~~\n[a](c.md)", [("c.md", 4, 4)]),
    "comments": ("<!-- [a](b.md)\n- `app/c.py` --> [d](e.md)", [("e.md", 2, 21)]),
    "no targets": ("[a]() [b]( ) [c] (d) [e][f]", []),
    "other bytes": ("\udcff [a](b.md)", [("b.md", 1, 8)]),
}


@pytest.mark.parametrize("name", CASES)
def test_references(name: str) -> None:
    text, expected = CASES[name]
    known = look_at_index("index.md", text.encode("utf-8", "surrogateescape"))
    assert [(one.value, one.line, one.column) for one in known.references] == expected


def test_comments_silence_findings() -> None:
    text = "# a\n<!-- netra: ignore[spec-dead-reference] made by make -->\n[a](b.md)\n"
    [found] = look_at_index("index.md", text.encode()).suppressions
    assert (found.rules, found.reason, found.line, found.own_line) == (
        ("spec-dead-reference",),
        "made by make",
        2,
        True,
    )
