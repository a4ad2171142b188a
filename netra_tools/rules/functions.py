"""What rules about functions and classes share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

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


def too_long(
    found: Iterable[Definition], most: int, count: str, what: str = ""
) -> Iterator[tuple[Definition, int, str]]:
    """Give the definitions whose bodies have more than `most` lines, with the number and a message."""
    word = "body lines" if count == "physical" else "lines of code"
    for one in found:
        lines = one.body_lines if count == "physical" else one.code_lines
        if lines > most:
            yield one, lines, f"{what}`{one.name}` has {lines} {word}, limit {most}"


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
    if is_script(path):
        return span_of_name("", definition.name, definition.line, definition.column)
    keyword = "class " if definition.kind == "class" else "async def " if definition.is_async else "def "
    return span_of_name(keyword, definition.name, definition.line, definition.column)


def span_of_name(keyword: str, name: str, line: int, column: int) -> Span:
    """Span a keyword, with its space, and the last part of a qualified name behind it."""
    return line, column, line, column + len(keyword) + len(name.rpartition(".")[2].encode())
