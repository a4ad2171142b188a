"""The proof that functions were taken apart and nothing else: put together again they are the same."""

from __future__ import annotations

import ast
from collections.abc import Collection

from netra_tools.facts.read import to_utf8
from netra_tools.facts.stdlib_parse import parse


def is_same_inlined(before: bytes, after: bytes, helpers: Collection[str]) -> bool:
    """Say whether a source is another whose functions `helpers` are put back to where they are called."""
    old, new = parse(to_utf8(before)[0]), parse(to_utf8(after)[0])
    if old.problems or new.problems:
        return False
    inliner = Inliner(helpers)
    tree = inliner.visit(new.tree)
    return not inliner.wrong and not inliner.left() and ast.dump(tree) == ast.dump(old.tree)


class Inliner(ast.NodeTransformer):
    """Puts the bodies of functions back; each must be defined before and called exactly once."""

    def __init__(self, helpers: Collection[str]) -> None:
        self.helpers = frozenset(helpers)
        self.found: dict[str, ast.FunctionDef] = {}
        self.called: list[str] = []
        self.tails: set[ast.stmt] = set()  # the last statements of functions
        self.wrong = False

    def left(self) -> bool:
        """Say whether a function is not called once."""
        return sorted(self.called) != sorted(self.helpers)

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """Take the functions out first: they may stand behind their calls."""
        for child in ast.walk(node):
            for field in ("body", "orelse", "finalbody"):
                block = getattr(child, field, None)
                if isinstance(block, list):
                    setattr(child, field, self.without(block))
        return self.generic_visit(node)

    def without(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """Take the functions out of a block."""
        kept = []
        for one in body:
            if isinstance(one, ast.FunctionDef) and one.name in self.helpers:
                self.wrong |= one.name in self.found
                self.found[one.name] = one
            else:
                kept.append(one)
        return kept

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Remember the last statement: what is returned there may be returned by another function."""
        self.tails.add(node.body[-1])
        return self.generic_visit(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """Remember the last statement."""
        self.tails.add(node.body[-1])
        return self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> ast.AST | list[ast.stmt]:
        """Put back what ends a function and returns for it."""
        is_helper = node.value is not None and called_name(node.value) in self.helpers
        if not is_helper or node.value is None:
            return node
        self.wrong |= node not in self.tails
        return self.inlined(node, node.value, [])

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:
        """Put back what gives nothing."""
        return self.inlined(node, node.value, [])

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        """Put back what gives something."""
        target = node.targets[0]
        targets = target.elts if isinstance(target, ast.Tuple) else [target]
        return self.inlined(node, node.value, targets)

    def inlined(self, node: ast.stmt, value: ast.expr, targets: list[ast.expr]) -> ast.AST | list[ast.stmt]:
        """Give the statements that a call stands for."""
        name = called_name(value)
        if name not in self.helpers or not isinstance(value, ast.Call):
            return node
        self.called.append(name)
        helper = self.found.get(name)
        if helper is None:
            self.wrong = True
            return node
        receiver = [value.func.value] if isinstance(value.func, ast.Attribute) else []
        self.wrong |= names_of(helper.args.args) != [named(one) for one in (*receiver, *value.args)]
        self.wrong |= bool(value.keywords or helper.decorator_list)
        if not targets:
            return helper.body
        self.wrong |= results_of(helper.body[-1]) != [named(one) for one in targets]
        return helper.body[:-1]


def called_name(node: ast.expr) -> str:
    """Name the function that an expression calls."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else named(node.func)


def names_of(arguments: list[ast.arg]) -> list[str]:
    """Name parameters."""
    return [one.arg for one in arguments]


def results_of(node: ast.stmt) -> list[str]:
    """Name what a statement returns."""
    value = node.value if isinstance(node, ast.Return) else None
    return [named(one) for one in (value.elts if isinstance(value, ast.Tuple) else [value])]


def named(node: ast.expr | None) -> str:
    """Give a plain name."""
    return node.id if isinstance(node, ast.Name) else ""
