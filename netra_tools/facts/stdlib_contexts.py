"""Where the expressions of a statement stand: the context in which their literals are read."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from netra_tools.facts.stdlib_definitions import parameters_of
from netra_tools.facts.stdlib_outline import Function, Outline, Placed, keyed
from netra_tools.model import (
    ANNOTATION,
    ASSIGNED,
    DEFAULT,
    IN_DECORATOR,
    KEYWORD,
    OTHER,
    PATTERN,
    RAISED,
    RETURNED,
    STATEMENT,
)


class Context(NamedTuple):
    """What a literal at this place would say of itself."""

    role: int
    owner: str = ""
    slot: str = ""
    flags: int = 0
    keyword: str = ""  # which gives a call the dictionary around


class Site(NamedTuple):
    """An expression or pattern of a statement, with its context."""

    node: ast.AST | None
    context: Context


NOWHERE = Context(OTHER)
IN_ANNOTATION = Context(ANNOTATION)


def sites(placed: Placed, outline: Outline) -> Iterator[Site]:
    """Yield the expressions in the header of a statement."""
    node = placed.node
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from _function_sites(node, _qualified(node, placed.scope, outline))
        case ast.ClassDef():
            yield from _class_sites(node, _qualified(node, placed.scope, outline))
        case ast.Expr():
            yield Site(node.value, Context(STATEMENT))
        case ast.Assign() | ast.AugAssign() | ast.AnnAssign():
            yield from _assignment_sites(node)
        case ast.Return():
            owner = outline.scopes[placed.scope].name if placed.scope >= 0 else ""
            yield Site(node.value, Context(RETURNED, owner))
        case ast.Raise():
            yield Site(node.exc, Context(RAISED))
            yield Site(node.cause, Context(RAISED))
        case ast.Match():
            yield from _match_sites(node)
        case _:
            yield from _plain_sites(node)


def lambda_sites(node: ast.Lambda, flags: int) -> Iterator[Site]:
    """Yield the defaults and the body of a lambda."""
    for arg, _, default in parameters_of(node.args):
        yield Site(default, Context(DEFAULT, "", arg.arg, flags))
    yield Site(node.body, NOWHERE._replace(flags=flags))


def _qualified(node: Function | ast.ClassDef, around: int, outline: Outline) -> str:
    if around < 0:
        return node.name
    scope = outline.scopes[around]
    return f"{scope.name}.{node.name}" if scope.kind == "class" else f"{scope.name}.<locals>.{node.name}"


def _function_sites(node: Function, name: str) -> Iterator[Site]:
    yield from _decorator_sites(node.decorator_list)
    for arg, _, default in parameters_of(node.args):
        yield Site(arg.annotation, IN_ANNOTATION)
        yield Site(default, Context(DEFAULT, name, arg.arg))
    yield Site(node.returns, IN_ANNOTATION)
    yield from _type_parameter_sites(node)


def _class_sites(node: ast.ClassDef, name: str) -> Iterator[Site]:
    yield from _decorator_sites(node.decorator_list)
    for base in node.bases:
        yield Site(base, NOWHERE)
    for keyword in node.keywords:
        if keyword.arg is not None:  # ast-serialize does not write `**`
            yield Site(keyword.value, Context(KEYWORD, name, keyword.arg))
    yield from _type_parameter_sites(node)


def _decorator_sites(decorators: Sequence[ast.expr]) -> Iterator[Site]:
    for decorator in decorators:
        yield Site(decorator, NOWHERE._replace(flags=IN_DECORATOR))


def _type_parameter_sites(node: ast.AST) -> Iterator[Site]:
    for parameter in getattr(node, "type_params", []):
        yield Site(parameter, IN_ANNOTATION)


def _assignment_sites(node: ast.Assign | ast.AugAssign | ast.AnnAssign) -> Iterator[Site]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in targets:
        yield Site(target, NOWHERE)
    if isinstance(node, ast.AnnAssign):
        yield Site(node.annotation, IN_ANNOTATION)
    yield Site(node.value, Context(ASSIGNED, keyed(targets[0])))


def _match_sites(node: ast.Match) -> Iterator[Site]:
    yield Site(node.subject, NOWHERE)
    owner = keyed(node.subject)
    for case in node.cases:
        yield Site(case.pattern, Context(PATTERN, owner))
        yield Site(case.guard, NOWHERE)


def _plain_sites(node: ast.AST) -> Iterator[Site]:
    """Yield the expressions of any other statement; cases are read with their `match`."""
    if isinstance(node, ast.match_case):
        return
    context = IN_ANNOTATION if type(node).__name__ == "TypeAlias" else NOWHERE
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.withitem):
            yield Site(child.context_expr, context)
            yield Site(child.optional_vars, context)
        elif not isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield Site(child, context)
