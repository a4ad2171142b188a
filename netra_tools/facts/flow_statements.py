"""Writes the statements of a function down, with what a move of each must know."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from netra_tools.facts.flow import Statement
from netra_tools.facts.flow_names import LocalNames, called_name
from netra_tools.facts.flow_steps import Builder
from netra_tools.facts.flow_traits import Taker, leaves_loop, raises_again
from netra_tools.facts.stdlib_complexity import complexity, nesting

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Records:
    """Writes the statements of one function down."""

    def __init__(self, builder: Builder, names: LocalNames, shadowed: frozenset[str]) -> None:
        self.copies = builder.copies
        self.traits = Taker(names, shadowed)

    def block(self, body: Sequence[ast.stmt]) -> tuple[Statement, ...]:
        """Write a block down."""
        return tuple([self.statement(node) for node in body])

    def statement(self, node: ast.stmt) -> Statement:
        """Write one statement down."""
        blocks = tuple([self.block(body) for body in blocks_of(node)])
        traits = self.traits.take(node)
        for block in blocks:
            for one in block:
                traits = traits.joined(one.traits)
        leaving = [found for found in (leaves_loop(node), raises_again(node)) if found]
        line, column = start_of(node)
        return Statement(
            type(node).__name__,
            line,
            column,
            node.end_lineno or node.lineno,
            node.end_col_offset or 0,
            blocks,
            tuple(self.copies[node]),
            traits._replace(bars=(*traits.bars, *leaving)),
            called_by(node),
            targets_of(node),
            complexity([node]) - 1,
            nesting([node]),
        )


def start_of(node: ast.stmt) -> tuple[int, int]:
    """Say where a statement begins, decorators included."""
    decorators = getattr(node, "decorator_list", None)
    return (decorators[0].lineno, node.col_offset) if decorators else (node.lineno, node.col_offset)


def called_by(node: ast.stmt) -> str:
    """Name what a statement calls that is nothing but a call."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return called_name(node.value.func)
    return ""


def blocks_of(node: ast.stmt) -> list[list[ast.stmt]]:
    """List the blocks of a statement in the order of the source."""
    if isinstance(node, DEFINITIONS):
        return []
    parts = [node, *getattr(node, "handlers", ()), *getattr(node, "cases", ())]
    found = [getattr(part, "body", []) for part in parts]
    return [body for body in (*found, getattr(node, "orelse", []), getattr(node, "finalbody", [])) if body]


def targets_of(node: ast.stmt) -> tuple[str, ...]:
    """Give the dotted names that an assignment binds."""
    match node:
        case ast.Assign(targets=targets):
            found: list[ast.AST] = list(targets)
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            found = [target]
        case _:
            return ()
    flat = [part for one in found for part in (one.elts if isinstance(one, ast.Tuple | ast.List) else [one])]
    return tuple([name for one in flat if (name := target_name(one))])


def target_name(node: ast.AST) -> str:
    """Give the dotted name of a target, with brackets behind that of what gets an item."""
    if isinstance(node, ast.Subscript):
        name = called_name(node.value)
        return name and f"{name}[]"
    return called_name(node)
