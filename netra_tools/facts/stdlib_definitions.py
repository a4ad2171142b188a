"""Functions and classes: their headers, their bodies' shape and size."""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from netra_tools.facts.stdlib_bodies import idle_function
from netra_tools.facts.stdlib_complexity import complexity, nesting
from netra_tools.facts.stdlib_outline import Def, Outline, Scope, docstring_of, dotted, flat_targets
from netra_tools.facts.stdlib_structure import structures, undocumented
from netra_tools.model import Definition, Parameter

Fields = tuple[tuple[str, bool], ...]


def read_definitions(outline: Outline, blank_or_comment: Sequence[int]) -> tuple[Definition, ...]:
    """Describe every function and class in source order."""
    fields = _fields(outline)
    complexities = _complexities(outline.scopes)
    return tuple(
        _definition(scope, fields[index], complexities[index], blank_or_comment)
        for index, scope in enumerate(outline.scopes)
    )


def _definition(scope: Scope, fields: Fields, complexity: int, blank_or_comment: Sequence[int]) -> Definition:
    node = scope.node
    docstring = docstring_of(node.body)
    body_lines, code_lines = _sizes(node, blank_or_comment)
    header = (
        tuple(_decorator(decorator) for decorator in node.decorator_list),
        () if isinstance(node, ast.ClassDef) else _parameters(node.args),
        not isinstance(node, ast.ClassDef) and node.returns is not None,
        tuple(_base(base) for base in node.bases) if isinstance(node, ast.ClassDef) else (),
    )
    return Definition(
        scope.name,
        scope.kind,
        isinstance(node, ast.AsyncFunctionDef),
        first_line(node),
        *_span(node),
        *header,
        fields,
        complexity,
        0 if isinstance(node, ast.ClassDef) else nesting(node.body),
        (docstring.lineno, docstring.end_lineno or docstring.lineno) if docstring else None,
        body_lines,
        code_lines,
        *structures(node),
        0 if isinstance(node, ast.ClassDef) else idle_function(node.body),
    )


def first_line(node: ast.stmt) -> int:
    """Return the line of a statement's first decorator, else its own, not that of an opening parenthesis."""
    if isinstance(node, ast.Expr):
        return node.value.lineno
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return decorators[0].lineno if decorators else node.lineno


def _span(node: Def) -> tuple[int, int, int, int]:
    last = _last_statement(node)
    return node.lineno, node.col_offset, last.end_lineno or 0, last.end_col_offset or 0


def _last_statement(node: ast.stmt) -> ast.stmt:
    """Return the simple statement that ends another, since `ast` counts a semicolon to the block."""
    while True:
        blocks = [getattr(node, name, None) for name in ("finalbody", "orelse", "handlers", "cases", "body")]
        last = next((block[-1] for block in blocks if isinstance(block, list) and block), None)
        if last is None:
            return node
        node = last


def _sizes(node: Def, blank_or_comment: Sequence[int]) -> tuple[int, int]:
    rest = undocumented(node.body)
    if not rest:
        return 0, 0
    first, last = first_line(rest[0]), node.end_lineno or node.lineno
    idle = bisect_right(blank_or_comment, last) - bisect_left(blank_or_comment, first)
    return last - first + 1, last - first + 1 - idle


def _decorator(node: ast.expr) -> str:
    return dotted(node.func if isinstance(node, ast.Call) else node)


def _base(node: ast.expr) -> str:
    return dotted(node.value if isinstance(node, ast.Subscript) else node)


def _parameters(args: ast.arguments) -> tuple[Parameter, ...]:
    return tuple(Parameter(arg.arg, kind, arg.annotation is not None) for arg, kind, _ in parameters_of(args))


def parameters_of(args: ast.arguments) -> list[tuple[ast.arg, int, ast.expr | None]]:
    """List parameters in the order of the signature, with their kind and default."""
    found: list[tuple[ast.arg, int, ast.expr | None]] = []
    positional = [*args.posonlyargs, *args.args]
    bare = len(positional) - len(args.defaults)
    for index, arg in enumerate(positional):
        default = args.defaults[index - bare] if index >= bare else None
        found.append((arg, int(default is not None), default))
    if args.vararg:
        found.append((args.vararg, 2, None))
    for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        found.append((arg, 3 if default is None else 5, default))
    if args.kwarg:
        found.append((args.kwarg, 4, None))
    return found


def _complexities(scopes: Sequence[Scope]) -> list[int]:
    numbers = [1 if scope.kind == "class" else complexity(scope.node.body) for scope in scopes]
    for index, scope in enumerate(scopes):
        if scope.kind == "method":
            numbers[scope.parent] += numbers[index]
    return numbers


def _fields(outline: Outline) -> dict[int, Fields]:
    found: defaultdict[int, dict[str, bool]] = defaultdict(dict)
    for node, scope, _ in outline.placed:
        if scope < 0 or outline.scopes[scope].kind != "class":
            continue
        if isinstance(node, ast.Assign | ast.AnnAssign):
            annotated = isinstance(node, ast.AnnAssign)
            targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
            for target in flat_targets(targets):
                if isinstance(target, ast.Name):
                    found[scope][target.id] = found[scope].get(target.id, False) or annotated
    return defaultdict(tuple, {scope: tuple(fields.items()) for scope, fields in found.items()})
