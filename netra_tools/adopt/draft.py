"""A configuration that is proposed: its tables, why they say what they say, and what they cannot say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from netra_tools.config.place import Place

WIDTH = 110  # a list that is longer gets a line for each item
Value = str | int | bool | Sequence[str]


class Entry(NamedTuple):
    """One key of a table."""

    key: str
    value: Value


class Table(NamedTuple):
    """One table of the configuration; `name` is dotted, below the netra table, "" for that itself."""

    name: str
    entries: tuple[Entry, ...]
    listed: bool = False  # one of several of this name
    why: tuple[str, ...] = ()  # stands above it as a comment


class Draft(NamedTuple):
    """What would be written, and what is to be said of it."""

    tables: tuple[Table, ...]
    reasons: tuple[tuple[str, str], ...] = ()  # (of what, why)
    losses: tuple[str, ...] = ()  # what another tool's configuration says and netra's cannot


def entries(**values: Value) -> tuple[Entry, ...]:
    """Make entries of what is not empty."""
    return tuple([Entry(key, value) for key, value in values.items() if value not in ((), [], "", False)])


def render(tables: Iterable[Table], parent: str = "") -> str:
    """Write tables as TOML, below `parent` or, without one, at the top level."""
    full = [table for table in tables if table.entries or table.why]
    return "\n".join(["\n".join(table_lines(table, parent)) + "\n" for table in full])


def table_lines(table: Table, parent: str) -> Iterator[str]:
    """Write one table, line by line."""
    for line in table.why:
        yield f"# {line}"
    name = ".".join([part for part in (parent, table.name) if part])
    if name:
        yield f"[[{name}]]" if table.listed else f"[{name}]"
    for key, value in table.entries:
        yield f"{Place('').dotted(key)} = {write(value, len(key))}"


def write(value: Value, indent: int) -> str:
    """Write a value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    items = [quoted(item) for item in value]
    line = f"[{', '.join(items)}]"
    if len(line) + indent + len(" = ") <= WIDTH:
        return line
    return "[\n" + "".join([f"    {item},\n" for item in items]) + "]"


def quoted(text: str) -> str:
    """Write a string; what JSON escapes TOML escapes in the same way, but for DEL, which JSON leaves."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
