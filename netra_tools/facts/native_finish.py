"""From what was read of the bytes to the records of `model`: owners looked up, texts restored."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_definitions import RawDefinition
from netra_tools.facts.native_literals import NO_OWNER, NO_PLACE, OF_LITERAL, RawLiteral
from netra_tools.facts.native_module import ModuleReader
from netra_tools.facts.references import CONSTANT_ROLES, PARAMETER_ROLES, is_constant
from netra_tools.facts.scan import Literals, Row
from netra_tools.facts.tags import MEMBER
from netra_tools.model import REFERENCE, Definition

if TYPE_CHECKING:
    from mypy_extensions import i64

# A named tuple's own constructor is interpreted; this one is not, and takes a third of the time.
make_definition: Final[Callable[[tuple[object, ...]], Definition]] = partial(tuple.__new__, Definition)


def finish_definitions(reader: ModuleReader, no_code: Sequence[int]) -> tuple[Definition, ...]:
    """Give the definitions; `no_code` are the sorted numbers of blank and comment lines."""
    return tuple([finish_definition(found, no_code) for found in reader.definitions])


def finish_definition(found: RawDefinition, no_code: Sequence[int]) -> Definition:
    """Give the record of a definition."""
    first_line, line, column, end_line, end_column = found.span
    body_lines, code_lines = count_body(found.body_line, end_line, no_code)
    row = (
        found.name,
        found.kind,
        found.is_async,
        first_line,
        line,
        column,
        end_line,
        end_column,
        found.decorators,
        found.parameters,
        found.returns,
        found.bases,
        tuple(found.fields.items()) if found.fields else (),
        found.complexity,
        found.nesting,
        found.docstring,
        body_lines,
        code_lines,
        *(found.structure, found.alike),
        found.idle,
    )
    return make_definition(row)


def count_body(first: int, last: int, no_code: Sequence[int]) -> tuple[int, int]:
    """Count the lines of a body and of these the lines of code; `first` is 0 when there is none."""
    if not first:
        return 0, 0
    lines = last - first + 1
    return lines, lines - (bisect_right(no_code, last) - bisect_left(no_code, first))


def finish_literals(reader: ModuleReader) -> Literals:
    """Give the literals in source order with the names of their owners.

    All the rest is done when they are asked for, which most runs never do: it takes as long as the reading.
    """
    return Literals(partial(prepare_literals, reader), finish_rows)


def prepare_literals(reader: ModuleReader) -> list[RawLiteral]:
    """Give what was kept of the literals and references, in source order, with the names they need."""
    records = [found for found in reader.records if found.place == NO_PLACE or name_reference(reader, found)]
    name_owners(reader, records)
    if not in_order(records):
        records.sort(key=place)
    return records


def name_reference(reader: ModuleReader, found: RawLiteral) -> bool:
    """Look up the name of a reference; say whether it is one."""
    name = found.value = reader.dotted(found.place)
    if is_constant(name):
        return found.role in CONSTANT_ROLES
    if found.scope < 0 or found.role not in PARAMETER_ROLES:
        return False
    return any(parameter[0] == name for parameter in reader.definitions[found.scope].parameters)


def name_owners(reader: ModuleReader, records: list[RawLiteral]) -> None:
    """Look up the names of the literals' owners."""
    owners: dict[int, str] = {}
    last: i64 = NO_OWNER
    name = ""
    for record in records:
        owner = record.owner
        if owner == NO_OWNER:
            continue
        if owner != last:
            known = owners.get(owner)
            if known is None:
                known = owners[owner] = owner_name(reader, owner)
            last = owner
            name = known
        record.owner_name = name


def in_order(records: list[RawLiteral]) -> bool:
    """Say whether literals stand in source order."""
    line: i64 = 0
    column: i64 = 0
    for record in records:
        if record.line < line or (record.line == line and record.column < column):
            return False
        line = record.line
        column = record.column
    return True


def place(record: RawLiteral) -> int:
    """Give a number by which literals can be sorted."""
    return (record.line << 32) | record.column


def finish_rows(records: Sequence[RawLiteral]) -> list[Row]:
    """Give the fields of the records of literals."""
    return [
        (
            found.value,
            found.kind,
            found.role,
            found.flags,
            found.owner_name,
            found.slot,
            found.scope,
            found.line,
            found.column,
            found.end_line,
            found.end_column,
        )
        for found in records
    ]


def string_blocks(records: list[RawLiteral]) -> tuple[tuple[int, int], ...]:
    """Give the first and the last line of each literal of several lines."""
    return tuple(
        [
            (found.line, found.end_line)
            for found in records
            if found.end_line > found.line and found.kind != REFERENCE
        ]
    )


def owner_name(reader: ModuleReader, owner: i64) -> str:
    """Give the dotted name that an owner stands for."""
    if owner < NO_OWNER:
        return "Literal" if owner == OF_LITERAL else reader.definitions[-2 - owner].name
    name = reader.dotted(owner) or reader.keyed(owner)
    if name or reader.data[owner] != MEMBER or owner not in reader.attribute_of:
        return name
    reader.pos = reader.attribute_of[owner]
    return "." + reader.string()
