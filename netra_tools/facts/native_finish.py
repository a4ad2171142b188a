"""From what was read of the bytes to the records of `model`: owners looked up, texts restored."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from netra_tools.facts.native_definitions import RawDefinition
from netra_tools.facts.native_literals import NO_OWNER, Record
from netra_tools.facts.native_module import ModuleReader, RawImport
from netra_tools.facts.native_parts import RawParameter
from netra_tools.facts.tags import MEMBER
from netra_tools.model import Definition, Import, Literal, Parameter

# A named tuple's own constructor is interpreted; this one is not, and takes a third of the time.
make_import: Callable[[type[Import], RawImport], Import] = tuple.__new__
make_parameter: Callable[[type[Parameter], RawParameter], Parameter] = tuple.__new__
make_definition: Callable[[type[Definition], tuple[object, ...]], Definition] = tuple.__new__
make_literal: Callable[[type[Literal], tuple[object, ...]], Literal] = tuple.__new__


def finish_imports(reader: ModuleReader) -> tuple[Import, ...]:
    """Give the imports in source order."""
    return tuple([make_import(Import, found) for found in reader.imports])


def finish_definitions(reader: ModuleReader, no_code: Sequence[int]) -> tuple[Definition, ...]:
    """Give the definitions; `no_code` are the sorted numbers of blank and comment lines."""
    return tuple([finish_definition(found, no_code) for found in reader.definitions])


def finish_definition(found: RawDefinition, no_code: Sequence[int]) -> Definition:
    """Count the lines of a definition's body and give its record."""
    body_lines = code_lines = 0
    if found.body_line:
        last = found.span[3]
        body_lines = last - found.body_line + 1
        empty = bisect_right(no_code, last) - bisect_left(no_code, found.body_line)
        code_lines = body_lines - empty
    parameters = tuple([make_parameter(Parameter, found) for found in found.parameters])
    row = (
        found.name,
        found.kind,
        found.is_async,
        *found.span,
        found.decorators,
        parameters,
        found.returns,
        found.bases,
        tuple(found.fields.items()),
        found.complexity,
        found.nesting,
        found.docstring,
        body_lines,
        code_lines,
        found.structure,
    )
    return make_definition(Definition, row)


def finish_literals(reader: ModuleReader) -> tuple[Literal, ...]:
    """Give the literals in source order with the names of their owners."""
    records = reader.records
    records.sort()
    owners: dict[int, str] = {NO_OWNER: ""}
    literals = []
    for record in records:
        owner = record[5]
        name = owners.get(owner)
        if name is None:
            name = owners[owner] = owner_name(reader, owner)
        literals.append(finish_literal(record, name))
    return tuple(literals)


def finish_literal(record: Record, owner: str) -> Literal:
    """Give the record of one literal."""
    _, value, kind, role, flags, _, slot, scope, line, column, end_line, end_column = record
    row = (value, kind, role, flags, owner, slot, scope, line, column, end_line, end_column)
    return make_literal(Literal, row)


def owner_name(reader: ModuleReader, owner: int) -> str:
    """Give the dotted name that an owner stands for."""
    if owner < NO_OWNER:
        return reader.definitions[-2 - owner].name
    name = reader.dotted(owner)
    if name or reader.data[owner] != MEMBER or owner not in reader.attribute_of:
        return name
    reader.pos = reader.attribute_of[owner]
    return "." + reader.string()
