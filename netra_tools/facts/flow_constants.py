"""Local names that are given constants of one type and nothing else: their types are known."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from netra_tools.facts.flow_names import Function, arguments_of, binds, own_nodes

TYPES: Final = (bool, bytes, float, int, str)
NUMBERS: Final = ("float", "int")
KEEPING: Final = (ast.Add, ast.Sub, ast.Mult)


def constant_names(node: Function, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the local names of a function whose types are plain, each with its type.

    `names` are those that the file binds: what has the name of a type may be another one.
    """
    parameters = {one.arg for one in arguments_of(node)}
    for name, kinds in given_types(node).items():
        kind = min(kinds)
        if len(kinds) == 1 and kind and name not in parameters and kind not in names:
            yield name, kind


def given_types(node: Function) -> dict[str, set[str]]:
    """Collect the types of all that the names in a function are bound to, "" for what is not known."""
    nodes = list(own_nodes(node.body))
    known = {id(target): kind for child in nodes for target, kind in assigned(child)}
    found: dict[str, set[str]] = {}
    for child in nodes:
        for name in binds(child):
            found.setdefault(name, set()).add(known.get(id(child), ""))
    return found


def assigned(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Yield what a statement assigns to, each with the type of what it is given, "" for what is not known."""
    if isinstance(node, ast.Assign):
        yield from ((one, type_of(node.value)) for one in node.targets)
    elif isinstance(node, ast.AugAssign) and isinstance(node.op, KEEPING):
        kind = type_of(node.value)
        adds = kind in NUMBERS or (kind == "str" and isinstance(node.op, ast.Add))
        yield node.target, kind if adds else ""


def type_of(node: ast.expr) -> str:
    """Name the type of a constant."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = type_of(node.operand)
        return inner if inner in NUMBERS else ""
    value = node.value if isinstance(node, ast.Constant) else None
    return type(value).__name__ if type(value) in TYPES else ""
