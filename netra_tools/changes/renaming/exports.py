"""Rewrites `__all__` of a package where it lists a submodule that is called otherwise, or has left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.bindings import Importer
from netra_tools.changes.renaming.pairs import split_last
from netra_tools.changes.renaming.starred import is_listed_module
from netra_tools.changes.source import SourceText, Splice
from netra_tools.model import Literal

ALL = ("__all__", "__all__.extend", "__all__.append")
BEFORE = re.compile(rb",\s*\Z")
BETWEEN = re.compile(rb"(?:[\s,]|#[^\r\n]*)*")
COMMA = re.compile(rb"[ \t]*,[ \t]*")
LINE = re.compile(rb"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
CALL = re.compile(rb"__all__\s*\.\s*append\s*\(\s*\Z")
CLOSED = re.compile(rb"\s*\)")
QUOTES = re.compile(rb"[A-Za-z]*(?:'''|\"\"\"|'|\")")


def export_splices(codebase: Codebase, importer: Importer, literals: Sequence[Literal]) -> Iterator[Splice]:
    """Yield what changes in the lists of names that a package exports."""
    listed = [literal for literal in literals if literal.owner in ALL and literal.scope < 0]
    for display in displays(importer.text, listed):
        kept = list(display)
        for literal in display:
            full = f"{importer.module}.{literal.value}"
            new = codebase.renaming.module(full)
            if new is None or not is_listed_module(codebase, importer.module, literal.value):
                continue
            parent, leaf = split_last(new)
            if parent == importer.new_module:
                yield from renamed(importer, literal, leaf)
            else:
                kept.remove(literal)
                yield without(importer.text, literal)
        if len(kept) == 1 < len(display):
            yield from closed(importer.text, kept[0])


def displays(text: SourceText, listed: Sequence[Literal]) -> Iterator[list[Literal]]:
    """Part strings by the lists and tuples in which they stand."""
    together: list[Literal] = []
    for literal in listed:
        if together:
            end = text.offset((together[-1].end_line, together[-1].end_column))
            between = BETWEEN.match(text.data, end)
            if between is None or between.end() != text.offset((literal.line, literal.column)):
                yield together
                together = []
        together.append(literal)
    if together:
        yield together


def renamed(importer: Importer, literal: Literal, leaf: str) -> Iterator[Splice]:
    """Write another name into a string."""
    data = importer.text.data
    start = importer.text.offset((literal.line, literal.column))
    quotes = QUOTES.match(data, start)
    first = quotes.end() if quotes else start
    old = literal.value.encode()
    if data.startswith(old, first):
        yield Splice(first, first + len(old), leaf.encode())


def without(text: SourceText, literal: Literal) -> Splice:
    """Take a string out of a list, or the call that would append it."""
    start = text.offset((literal.line, literal.column))
    end = text.offset((literal.end_line, literal.end_column))
    call, close = CALL.search(text.data, 0, start), CLOSED.match(text.data, end)
    if call is not None and close is not None:
        return Splice(call.start(), close.end(), b"pass")
    comma = COMMA.match(text.data, end)
    if comma is None:
        before = BEFORE.search(text.data, 0, start)
        return Splice(before.start() + 1 if before else start, end, b"")
    first = text.line_start(start)
    line = LINE.match(text.data, comma.end())
    if line is not None and not text.data[first:start].strip():
        return Splice(first, line.end(), b"")
    return Splice(start, comma.end(), b"")


def closed(text: SourceText, literal: Literal) -> Iterator[Splice]:
    """Keep a tuple of one string a tuple."""
    end = text.offset((literal.end_line, literal.end_column))
    if text.data[end : end + 1] == b")":
        yield Splice(end, end, b",")
