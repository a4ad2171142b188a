"""Rewrites `__all__` of a package where it lists a submodule that is called otherwise, or has left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from netra_tools.changes.bindings import Importer
from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming import split_last
from netra_tools.changes.source import Splice
from netra_tools.changes.starred import is_listed_module
from netra_tools.model import Literal

ALL = "__all__"
BEFORE = re.compile(rb",\s*\Z")
LINE = re.compile(rb"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
QUOTES = re.compile(rb"[A-Za-z]*(?:'''|\"\"\"|'|\")")


def export_splices(codebase: Codebase, importer: Importer, literals: Sequence[Literal]) -> Iterator[Splice]:
    """Yield what changes in the lists of names that a package exports."""
    listed = [literal for literal in literals if literal.owner == ALL and literal.scope < 0]
    kept = list(listed)
    for literal in listed:
        full = f"{importer.module}.{literal.value}"
        new = codebase.renaming.module(full)
        if new is None or not is_listed_module(codebase, importer.module, literal.value):
            continue
        parent, leaf = split_last(new)
        if parent == importer.new_module:
            yield from renamed(importer, literal, leaf)
        else:
            kept.remove(literal)
            yield without(importer, literal)
    if len(kept) == 1 < len(listed):
        yield from closed(importer, kept[0])


def renamed(importer: Importer, literal: Literal, leaf: str) -> Iterator[Splice]:
    """Write another name into a string."""
    data = importer.text.data
    start = importer.text.offset((literal.line, literal.column))
    quotes = QUOTES.match(data, start)
    first = quotes.end() if quotes else start
    old = literal.value.encode()
    if data.startswith(old, first):
        yield Splice(first, first + len(old), leaf.encode())


def without(importer: Importer, literal: Literal) -> Splice:
    """Take a string out of a list."""
    text = importer.text
    start = text.offset((literal.line, literal.column))
    end = text.offset((literal.end_line, literal.end_column))
    comma = re.compile(rb"[ \t]*,[ \t]*").match(text.data, end)
    if comma is None:
        before = BEFORE.search(text.data, 0, start)
        return Splice(before.start() + 1 if before else start, end, b"")
    first = text.line_start(start)
    line = LINE.match(text.data, comma.end())
    if line is not None and not text.data[first:start].strip():
        return Splice(first, line.end(), b"")
    return Splice(start, comma.end(), b"")


def closed(importer: Importer, literal: Literal) -> Iterator[Splice]:
    """Keep a tuple of one string a tuple."""
    text = importer.text
    end = text.offset((literal.end_line, literal.end_column))
    if text.data[end : end + 1] == b")":
        yield Splice(end, end, b",")
