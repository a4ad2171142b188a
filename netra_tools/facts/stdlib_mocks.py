"""Calls of what replaces parts of a program in tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from netra_tools.facts.mocks import FIXTURES, mock_called, mock_names
from netra_tools.facts.stdlib_definitions import parameters_of
from netra_tools.facts.stdlib_outline import Outline, dotted
from netra_tools.model import Access, Import

Place = tuple[int, int]


def bound_mockers(outline: Outline, imports: Sequence[Import]) -> dict[str, Place]:
    """Map the names by which something is replaced to the place where they are bound first."""
    places = [(name, (found.line, found.column)) for found in imports for name in mock_names(found)]
    for scope in outline.scopes:
        if not isinstance(scope.node, ast.ClassDef):
            place = scope.node.lineno, scope.node.col_offset
            names = {arg.arg for arg, _, _ in parameters_of(scope.node.args)}
            places.extend((name, place) for name in names & FIXTURES)
    bound: dict[str, Place] = {}
    for name, place in places:
        bound[name] = min(place, bound.get(name, place))
    return bound


def read_mocks(
    root: ast.AST, scope: int, mockers: Mapping[str, Place], aliases: dict[str, str]
) -> Iterator[Access]:
    """Yield the calls in an expression whose callee begins with a name that was bound before."""
    for node in ast.walk(root):
        if isinstance(node, ast.Call) and (text := dotted(node.func)):
            callee = node.func
            place = mockers.get(text.partition(".")[0])
            name = mock_called(text, aliases) if place and place < (node.lineno, node.col_offset) else ""
            if name:
                end = callee.end_lineno or callee.lineno, callee.end_col_offset or 0
                yield Access("mock", name, scope, callee.lineno, callee.col_offset, *end)
