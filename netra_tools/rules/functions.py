"""What rules about functions and classes share."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from netra_tools.facts.languages import is_script
from netra_tools.graph.model import Span
from netra_tools.model import Definition, FileFacts, Parameter


def functions(file: FileFacts) -> Iterator[Definition]:
    """Yield the functions and methods of a file, in the order of their facts."""
    for definition in file.facts.definitions:
        if definition.kind != "class":
            yield definition


def classes(file: FileFacts) -> Iterator[Definition]:
    """Yield the classes of a file, in the order of their facts."""
    for definition in file.facts.definitions:
        if definition.kind == "class":
            yield definition


def called_with(function: Definition) -> tuple[Parameter, ...]:
    """Give the parameters that a caller fills in: a method's without `self` or `cls`."""
    parameters = function.parameters
    static = function.decorators and decorated(function, ("staticmethod",))
    bound = function.kind == "method" and not static
    return parameters[1:] if bound and parameters and parameters[0].kind < 2 else parameters


def decorated(definition: Definition, names: Collection[str]) -> bool:
    """Tell whether a decorator is called one of `names`, whatever it is reached through."""
    return any(decorator.rpartition(".")[2] in names for decorator in definition.decorators)


def header(definition: Definition, path: str = "") -> Span:
    """Span `def name`, where a finding about the whole function points; the name alone in a script."""
    name = definition.name.rpartition(".")[2]
    if is_script(path):
        end = definition.column + len(name.encode())
        return definition.line, definition.column, definition.line, end
    keyword = "class " if definition.kind == "class" else "async def " if definition.is_async else "def "
    width = len(keyword) + len(name.encode())
    return definition.line, definition.column, definition.line, definition.column + width
