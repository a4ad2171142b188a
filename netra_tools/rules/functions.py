"""What rules about functions share."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.model import Span
from netra_tools.model import Definition, FileFacts


def functions(file: FileFacts) -> Iterator[Definition]:
    """Yield the functions and methods of a file, in the order of their facts."""
    for definition in file.facts.definitions:
        if definition.kind != "class":
            yield definition


def header(definition: Definition) -> Span:
    """Span `def name`, where a finding about the whole function points."""
    keyword = "class " if definition.kind == "class" else "async def " if definition.is_async else "def "
    name = definition.name.rpartition(".")[2]
    width = len(keyword) + len(name.encode())
    return definition.line, definition.column, definition.line, definition.column + width
