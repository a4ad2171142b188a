"""Puts an import behind others that are sure to have run where it is needed."""

from __future__ import annotations

from netra_tools.changes.source import NEWLINE, SourceText, Splice, UnwritableError
from netra_tools.facts.uses import ImportStatement, Uses


def import_line(module: str, name: str) -> str:
    """Write an import."""
    return f"from {module} import {name}"


def behind_block(text: SourceText, uses: Uses, anchor: ImportStatement, line: str) -> Splice:
    """Put an import behind the one that is given, or behind the last of those that follow it directly.

    Raises: UnwritableError when it shares its line with something.
    """
    start = text.offset(anchor.start)
    indent = text.data[text.line_start(start) : start]
    if indent.strip() or rest_of_line(text, anchor):
        raise UnwritableError("an import shares its line with something", anchor.start[0])
    last = anchor
    for statement in sorted(uses.imports, key=lambda one: one.start):
        if statement.start > last.end and follows(text, last, statement):
            last = statement
    place = text.line_end(text.offset(last.end))
    newline = NEWLINE.match(text.data, place)
    if newline is None:
        return Splice(place, place, text.newline + indent + line.encode())
    return Splice(newline.end(), newline.end(), indent + line.encode() + text.newline)


def follows(text: SourceText, last: ImportStatement, statement: ImportStatement) -> bool:
    """Say whether a statement stands right behind another, in a line of its own and as far in."""
    between = text.data[text.line_end(text.offset(last.end)) : text.offset(statement.start)]
    alike = (statement.scope, statement.start[1]) == (last.scope, last.start[1])
    return alike and not between.strip() and not rest_of_line(text, statement)


def rest_of_line(text: SourceText, statement: ImportStatement) -> bytes:
    """Give what stands behind a statement in its line, but for a comment."""
    end = text.offset(statement.end)
    rest = text.data[end : text.line_end(end)].strip()
    return b"" if rest.startswith(b"#") else rest
