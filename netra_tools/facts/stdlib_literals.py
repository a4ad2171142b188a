"""String literals with their context, in one walk without recursion."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from netra_tools.facts.references import CONSTANT_ROLES, is_reference
from netra_tools.facts.stdlib_contexts import NOWHERE, Context, Site, lambda_sites, sites
from netra_tools.facts.stdlib_definitions import parameters_of
from netra_tools.facts.stdlib_outline import Def, Outline, docstring_of, dotted, keyed, plain_string
from netra_tools.model import (
    ANNOTATION,
    ARGUMENT,
    ASSIGNED,
    BYTES,
    COMPARED,
    DOCSTRING,
    IN_COLLECTION,
    IN_DECORATOR,
    INTERPOLATED,
    KEY,
    KEYWORD,
    OTHER,
    REFERENCE,
    SUBSCRIPT,
    TEMPLATE,
    TEXT,
    VALUE,
    Literal,
)

_SURROGATE = re.compile("[\ud800-\udfff]")
_TEMPLATES = frozenset({"JoinedStr", "TemplateStr"})
_INTERPOLATIONS = frozenset({"FormattedValue", "Interpolation"})
_BUILDERS = frozenset({"frozenset", "tuple", "set", "list", "MappingProxyType", "types.MappingProxyType"})
_DISPLAYS = (
    ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp,
)  # fmt: skip
_OPERATORS = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


def read_literals(tree: ast.Module, outline: Outline) -> tuple[Literal, ...]:
    """List every string literal of a module by position."""
    bodies = [tree.body, *(scope.node.body for scope in outline.scopes)]
    docstrings = {id(docstring) for docstring in map(docstring_of, bodies) if docstring}
    parameters = _parameters(outline)
    found: list[Literal] = []
    for placed in outline.placed:
        stack = list(sites(placed, outline))
        while stack:
            node, context = stack.pop()
            if node is None:
                continue
            value = _value(node)
            if value is not None and isinstance(node, ast.expr):
                kind = DOCSTRING if id(node) in docstrings else _kind(node)
                found.append(_literal(node, value, kind, context, placed.scope))
            found.extend(_references(node, context, placed.scope, parameters[placed.scope]))
            stack.extend(_parts(node, context))
    return tuple(sorted(found, key=lambda literal: (literal.line, literal.column)))


def _parameters(outline: Outline) -> list[frozenset[str]]:
    """List the names of the parameters by scope, those of the module last: its scope is -1."""
    found = [frozenset(_names(scope.node)) for scope in outline.scopes]
    return [*found, frozenset()]


def _names(node: Def) -> list[str]:
    return [] if isinstance(node, ast.ClassDef) else [arg.arg for arg, _, _ in parameters_of(node.args)]


def _references(node: ast.AST, context: Context, scope: int, parameters: frozenset[str]) -> Iterator[Literal]:
    """Yield the reference that an expression is, if it is one."""
    if context.role in CONSTANT_ROLES and isinstance(node, ast.Name | ast.Attribute):
        name = dotted(node)
        if is_reference(name, context.role, parameters):
            yield _literal(node, name, REFERENCE, context, scope)


def _literal(node: ast.expr, value: str, kind: int, context: Context, scope: int) -> Literal:
    role, owner, slot, flags, _ = context
    end = node.end_lineno or node.lineno, node.end_col_offset or 0
    return Literal(value, kind, role, flags, owner, slot, scope, node.lineno, node.col_offset, *end)


def _kind(node: ast.AST) -> int:
    if isinstance(node, ast.Constant):
        return BYTES if isinstance(node.value, bytes) else TEXT
    return TEMPLATE


def _value(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bytes):
            return node.value.decode("latin-1")
        return node.value if isinstance(node.value, str) else None
    if type(node).__name__ in _TEMPLATES:
        parts: list[ast.expr] = getattr(node, "values", [])
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        return _SURROGATE.sub("\ufffd", text)
    return None


def _parts(node: ast.AST, context: Context) -> Iterator[Site]:
    """Yield what an expression is made of, with the context handed on."""
    name = type(node).__name__
    if name in _TEMPLATES:
        yield from _template_parts(node, context)
    elif context.role == ANNOTATION:
        yield from _annotation_parts(node, context)
    elif isinstance(node, ast.List | ast.Tuple | ast.Set):
        yield from _same(node, context._replace(flags=context.flags | IN_COLLECTION))
    elif isinstance(node, ast.Dict):
        yield from _dict_parts(node, context)
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        yield from _comprehension_parts(node, context)
    elif isinstance(node, ast.Call):
        display = _built_of(node) if context.role != OTHER else None
        if display is None:
            yield from _call_parts(node, context.flags & IN_DECORATOR)
        else:
            yield Site(display, context)
    else:
        yield from _other_parts(node, context)


def _annotation_parts(node: ast.AST, context: Context) -> Iterator[Site]:
    """Yield what an annotation is made of: only the members of `Literal` have an owner."""
    if isinstance(node, ast.Subscript):
        name = dotted(node.value).rpartition(".")[2]
        yield Site(node.slice, context._replace(owner="Literal" if name == "Literal" else ""))
        yield Site(node.value, context._replace(owner=""))
    else:
        keeps = isinstance(node, ast.Tuple | ast.List | ast.BinOp)
        yield from _same(node, context if keeps else context._replace(owner=""))


def _other_parts(node: ast.AST, context: Context) -> Iterator[Site]:
    nowhere = NOWHERE._replace(flags=context.flags & IN_DECORATOR)
    match node:
        case ast.BinOp(op=ast.Mod()):
            yield from (Site(node.left, context), Site(node.right, nowhere))
        case ast.IfExp():
            yield from (Site(node.test, nowhere), Site(node.body, context), Site(node.orelse, context))
        case ast.NamedExpr():
            yield Site(node.value, Context(ASSIGNED, dotted(node.target), "", nowhere.flags))
        case ast.Compare():
            yield from _comparison_parts(node, nowhere.flags)
        case ast.Subscript():
            yield Site(node.value, nowhere)
            yield Site(node.slice, Context(SUBSCRIPT, keyed(node.value), "", nowhere.flags))
        case ast.Lambda():
            yield from lambda_sites(node, nowhere.flags)
        case ast.MatchClass():
            yield Site(node.cls, nowhere)
            for child in (*node.patterns, *node.kwd_patterns):
                yield Site(child, context)
        case ast.Attribute() | ast.Yield() | ast.YieldFrom():
            yield Site(node.value, nowhere)
        case _:
            yield from _same(node, context)


def _same(node: ast.AST, context: Context) -> Iterator[Site]:
    for child in ast.iter_child_nodes(node):
        yield Site(child, context)


def _template_parts(node: ast.AST, context: Context) -> Iterator[Site]:
    inner = Context(INTERPOLATED, "", "", context.flags & IN_DECORATOR)
    if context.role == ANNOTATION:
        inner = context
    stack: list[ast.AST] = [node]
    while stack:
        for part in getattr(stack.pop(), "values", []):
            if type(part).__name__ in _INTERPOLATIONS:
                yield Site(part.value, inner)
                stack.extend([part.format_spec] if part.format_spec else [])


def _dict_parts(node: ast.Dict, context: Context) -> Iterator[Site]:
    for key, value in zip(node.keys, node.values, strict=True):
        yield from _pair_parts(key, value, context)


def _pair_parts(key: ast.expr | None, value: ast.expr, context: Context) -> Iterator[Site]:
    flags = context.flags & ~IN_COLLECTION
    keyword, slot = context.keyword, plain_string(key)
    yield Site(key, Context(KEY, context.owner, keyword, flags, keyword))
    slot = f"{keyword}.{slot}" if keyword and slot else slot
    yield Site(value, Context(VALUE, context.owner, slot, flags, keyword))


def _comprehension_parts(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, context: Context
) -> Iterator[Site]:
    if isinstance(node, ast.DictComp):
        yield from _pair_parts(node.key, node.value, context)
    else:
        yield Site(node.elt, context._replace(flags=context.flags | IN_COLLECTION))
    for generator in node.generators:
        for child in (generator.target, generator.iter, *generator.ifs):
            yield Site(child, NOWHERE._replace(flags=context.flags & IN_DECORATOR))


def _built_of(node: ast.Call) -> ast.expr | None:
    """Return the display that a call only makes a collection of."""
    given = [*node.args, *[keyword.value for keyword in node.keywords]]
    display = given[0].value if given and isinstance(given[0], ast.Starred) else given[0] if given else None
    is_dictionary = isinstance(display, ast.Dict | ast.DictComp)
    builders = {*_BUILDERS, "dict"} if is_dictionary else _BUILDERS
    fits = len(given) == 1 and isinstance(display, _DISPLAYS) and dotted(node.func) in builders
    return display if fits else None


def _call_parts(node: ast.Call, flags: int) -> Iterator[Site]:
    owner = keyed(node.func)
    if not owner and isinstance(node.func, ast.Attribute):
        owner = "." + node.func.attr
    yield Site(node.func, NOWHERE._replace(flags=flags))
    for index, argument in enumerate(node.args):
        yield Site(argument, Context(ARGUMENT, owner, str(index), flags))
    for keyword in node.keywords:
        name = keyword.arg or ""
        yield Site(keyword.value, Context(KEYWORD, owner, name, flags, name))


def _comparison_parts(node: ast.Compare, flags: int) -> Iterator[Site]:
    operators = [_OPERATORS[type(operator)] for operator in node.ops]
    yield Site(node.left, Context(COMPARED, keyed(node.comparators[0]), operators[0], flags))
    before = node.left
    for operator, operand in zip(operators, node.comparators, strict=True):
        yield Site(operand, Context(COMPARED, keyed(before), operator, flags))
        before = operand
