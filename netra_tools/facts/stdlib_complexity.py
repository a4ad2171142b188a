"""Complexity and nesting of one function, as docs/facts.md defines them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from netra_tools.facts.stdlib_outline import is_definition

_BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.Match)


def complexity(body: Sequence[ast.stmt]) -> int:
    """Count the decisions of a function's body, without those of nested definitions."""
    total = 1
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        if not isinstance(node, ast.Assert) and not is_definition(node):
            total += _decisions(node)
            stack.extend(ast.iter_child_nodes(node))
    return total


def _decisions(node: ast.AST) -> int:
    match node:
        case ast.If() | ast.IfExp():
            return 1
        case ast.For() | ast.AsyncFor() | ast.While():
            return 1 + bool(node.orelse)
        case ast.Try() | ast.TryStar():
            return len(node.handlers) + bool(node.orelse)
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.comprehension():
            return 1 + len(node.ifs)
        case ast.Match():
            return len(node.cases) - any(_catches_all(case.pattern) for case in node.cases)
    return 0


def _catches_all(pattern: ast.pattern) -> bool:
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None


def nesting(body: Sequence[ast.stmt]) -> int:
    """Return the depth of the deepest block in a function's body."""
    deepest = 0
    stack: list[tuple[ast.AST, int]] = [(statement, 0) for statement in body]
    while stack:
        node, depth = stack.pop()
        inner = depth + isinstance(node, _BLOCKS)
        deepest = max(deepest, inner)
        if isinstance(node, ast.If) and _is_elif(node):
            stack.extend((statement, inner) for statement in node.body)
            stack.append((node.orelse[0], depth))
        elif not is_definition(node):
            stack.extend((child, inner) for child in ast.iter_child_nodes(node) if _holds_statements(child))
    return deepest


def _is_elif(node: ast.If) -> bool:
    """Tell `elif` from an `if` in the `else` block: only the latter is indented further."""
    if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
        return False
    return node.orelse[0].col_offset <= node.col_offset


def _holds_statements(node: ast.AST) -> bool:
    return isinstance(node, ast.stmt | ast.excepthandler | ast.match_case)
