"""The imports of new modules: those of the old one as they are written, as far as their names are used."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from netra_tools.changes.name_removal import without
from netra_tools.changes.source import SourceText
from netra_tools.facts.outermost import GUARDED
from netra_tools.facts.uses import MODULE, Alias, ImportStatement
from netra_tools.fix.split_parts import COPIED, Module, Part

WIDTH = 88


def local_of(statement: ImportStatement, alias: Alias) -> str:
    """Give the name that an import binds."""
    return alias.alias or (alias.name if statement.is_from else alias.name.partition(".")[0])


def statements_of(module: Module, part: Part) -> list[ImportStatement]:
    """List the imports of a part."""
    return [
        one for one in module.uses.imports if one.scope == MODULE and part.line <= one.start[0] <= part.last
    ]


def copied(module: Module, part: Part, names: Collection[str]) -> bytes:
    """Write those names of an import, or of a block of them, that are wanted; b"" for none.

    A block with values for imports that fail is written whole.
    """
    text = module.text
    if part.kind == GUARDED and binds_one(module, part, names):
        return (
            text.data[text.starts[part.line - 1] : text.line_end(text.starts[part.last - 1])] + text.newline
        )
    wanted = [kept_names(one, names) for one in statements_of(module, part)]
    if part.kind == GUARDED or not any(wanted):
        return b""
    start = text.starts[part.line - 1]
    end = text.line_end(text.starts[part.last - 1])
    splices: list[tuple[int, int]] = []
    for statement, kept in zip(statements_of(module, part), wanted, strict=True):
        splices += cut(module, statement, kept)
    return applied(text, start, end, splices).rstrip(b"\r\n") + text.newline


def kept_names(statement: ImportStatement, names: Collection[str]) -> list[Alias]:
    """List the names of a statement that are wanted."""
    return [alias for alias in statement.names if local_of(statement, alias) in names]


def cut(module: Module, statement: ImportStatement, kept: Collection[Alias]) -> Iterator[tuple[int, int]]:
    """Yield the bytes that go when only some names of a statement are kept."""
    text = module.text
    leaving = [alias for alias in statement.names if alias not in kept]
    if not kept:
        first = text.line_start(text.offset(statement.start))
        row = statement.end[0]
        yield first, text.starts[row] if row < len(text.starts) else len(text.data)
    elif leaving:
        lines = [line.decode("utf-8", "replace") for line in module.lines]
        yield from ((one.start, one.end) for one in without(text, lines, statement, leaving))


def applied(text: SourceText, start: int, end: int, cuts: Collection[tuple[int, int]]) -> bytes:
    """Give the bytes between two offsets without those that are cut."""
    pieces, at = [], start
    for first, last in sorted(cuts):
        pieces.append(text.data[at:first])
        at = max(at, last)
    return b"".join([*pieces, text.data[at:end]])


def binds_one(module: Module, part: Part, names: Collection[str]) -> bool:
    """Say whether a part binds one of some names."""
    return any(part.number in module.binders.get(name, ()) for name in names)


def is_import(part: Part) -> bool:
    """Say whether a part is imports that can be copied."""
    return part.kind in COPIED


def from_statement(module: str, names: Collection[str], newline: bytes) -> bytes:
    """Write `from module import ...`, in parentheses when it is long."""
    ordered = sorted(names, key=lambda name: (name.lower(), name))
    line = f"from {module} import {', '.join(ordered)}"
    if len(line) <= WIDTH:
        return line.encode() + newline
    body = b"".join(b"    " + name.encode() + b"," + newline for name in ordered)
    return f"from {module} import (".encode() + newline + body + b")" + newline
