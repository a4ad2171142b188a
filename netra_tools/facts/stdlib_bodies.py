"""Bodies that do nothing, handlers that do nothing, and tests that assert nothing."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from netra_tools.facts.stdlib_outline import Outline, dotted
from netra_tools.facts.stdlib_structure import undocumented
from netra_tools.model import (
    GOES_ON,
    NOT_IMPLEMENTED,
    PASSES,
    RETURNS_DATA,
    RETURNS_EMPTY,
    RETURNS_NOTHING,
    RETURNS_VALUE,
    BareTest,
    Handler,
)

CONTAINERS = (ast.List, ast.Tuple, ast.Set, ast.Dict)
NOT_CALLED = frozenset({"annotation", "returns", "type_params"})


def idle_function(body: Sequence[ast.stmt]) -> int:
    """Say what a function's body amounts to, 0 when it does something."""
    rest = undocumented(body)
    return idle(rest) if rest else PASSES


def idle(body: Sequence[ast.stmt]) -> int:
    """Say what the only statement of a block amounts to, 0 when it does something."""
    if len(body) != 1:
        return 0
    match body[0]:
        case ast.Pass():
            return PASSES
        case ast.Expr(value=ast.Constant(value=value)):
            return PASSES if value is ... else 0
        case ast.Return(value=value):
            return returned(value)
        case ast.Continue() | ast.Break():
            return GOES_ON
        case ast.Raise(exc=ast.Name(id="NotImplementedError")):
            return NOT_IMPLEMENTED
        case ast.Raise(exc=ast.Call(func=ast.Name(id="NotImplementedError"))):
            return NOT_IMPLEMENTED
    return 0


def returned(value: ast.expr | None) -> int:
    """Say what a return gives that always gives the same."""
    if value is None or (isinstance(value, ast.Constant) and value.value is None):
        return RETURNS_NOTHING
    if not is_constant(value):
        return 0
    if not isinstance(value, CONTAINERS):
        return RETURNS_VALUE
    items = value.values if isinstance(value, ast.Dict) else value.elts
    return RETURNS_DATA if items else RETURNS_EMPTY


def is_constant(node: ast.expr | None) -> bool:
    """Tell whether an expression holds nothing but constants."""
    if isinstance(node, ast.Dict):
        return all(map(is_constant, [*node.keys, *node.values]))
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return all(map(is_constant, node.elts))
    if isinstance(node, ast.UnaryOp):
        return is_constant(node.operand)
    return isinstance(node, ast.Constant)


def read_handlers(outline: Outline) -> tuple[Handler, ...]:
    """List the handlers that do nothing, with the place of what they do."""
    found = []
    for placed in outline.placed:
        node = placed.node
        if isinstance(node, ast.ExceptHandler) and (kind := idle(node.body)):
            only = node.body[0].value if isinstance(node.body[0], ast.Expr) else node.body[0]
            end = only.end_lineno or only.lineno, only.end_col_offset or 0
            found.append(Handler(_caught(node.type), kind, placed.scope, only.lineno, only.col_offset, *end))
    return tuple(sorted(found, key=lambda handler: handler[3:]))


def _caught(node: ast.expr | None) -> tuple[str, ...]:
    if node is None:
        return ()
    return tuple(map(dotted, node.elts)) if isinstance(node, ast.Tuple) else (dotted(node),)


def read_bare_tests(outline: Outline) -> tuple[BareTest, ...]:
    """List the tests in which nothing is asserted; one within another belongs to it."""
    found: list[BareTest] = []
    inside: set[int] = set()  # scopes within tests
    for index, scope in enumerate(outline.scopes):
        if scope.parent in inside:
            inside.add(index)
        elif scope.kind != "class" and scope.node.name.startswith("test"):
            inside.add(index)
            found.extend(_bare_test(index, scope.node.body))
    asserting = _asserting(outline, inside)
    return tuple([test for test in found if asserting.isdisjoint(test.calls)])


def _bare_test(index: int, body: Sequence[ast.stmt]) -> Iterator[BareTest]:
    calls = sorted(set(_calls(body)))
    if not _asserts(body) and not any(name.startswith("assert") for name in calls):
        yield BareTest(index, tuple(calls))


def _asserting(outline: Outline, inside: Collection[int]) -> set[str]:
    """Collect the names of the functions and classes with assertions right in them, but for tests."""
    return {
        outline.scopes[placed.scope].node.name
        for placed in outline.placed
        if isinstance(placed.node, ast.Assert) and placed.scope >= 0 and placed.scope not in inside
    }


def _asserts(body: Sequence[ast.stmt]) -> bool:
    return any(isinstance(node, ast.Assert) for node in _walk(body))


def _calls(body: Sequence[ast.stmt]) -> Iterator[str]:
    for node in _walk(body):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.func.id


def _walk(body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        yield node
        for name, value in ast.iter_fields(node):
            if name not in NOT_CALLED:
                children = value if isinstance(value, list) else [value]
                stack.extend(child for child in children if isinstance(child, ast.AST))
