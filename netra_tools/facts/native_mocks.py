"""From chains that begin with the name of a mock to the calls of mocks."""

from __future__ import annotations

from netra_tools.facts.mocks import mock_aliases, mock_called
from netra_tools.facts.native_module import ModuleReader
from netra_tools.facts.tags import CALL, MEMBER
from netra_tools.model import Access


def finish_mocks(reader: ModuleReader) -> tuple[Access, ...]:
    """Give the calls of mocks in source order."""
    aliases = mock_aliases(tuple(reader.imports))
    found = []
    for first, base, scope in reader.mocks:
        callee = base
        while callee > first and reader.data[callee - 1] == MEMBER:
            callee -= 1
        if callee == first or reader.data[callee - 1] != CALL:
            continue
        name = mock_called(reader.dotted(callee), aliases)
        if name:
            found.append(make_access(reader, name, scope, base, base - callee))
    found.sort(key=lambda access: (access.line, access.column))
    return tuple(found)


def make_access(reader: ModuleReader, name: str, scope: int, base: int, attributes: int) -> Access:
    """Make the record of a call whose callee is the name at `base` with so many attributes."""
    reader.pos = base + 1
    reader.pass_string()
    for _index in range(attributes):
        reader.skip_location()
        reader.pos += 1
        reader.pass_string()
    reader.location()
    return Access("mock", name, scope, reader.line, reader.column, reader.end_line, reader.end_column)
