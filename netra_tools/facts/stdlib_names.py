"""The names that a module binds and exports."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from netra_tools.facts.stdlib_contexts import sites
from netra_tools.facts.stdlib_outline import Node, Outline, flat_targets, is_definition


def read_names(outline: Outline) -> tuple[str, ...]:
    """Return what is bound at module level, sorted, each once."""
    names: set[str] = set()
    for placed in outline.placed:
        if isinstance(placed.node, ast.Global):
            names.update(placed.node.names)
        if placed.scope < 0:
            names.update(_bound(placed.node))
            for site in sites(placed, outline):
                names.update(_captured(site.node))
    return tuple(sorted(names))


def _bound(node: Node) -> Iterator[str]:
    if is_definition(node):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from map(_imported, node.names)
    elif isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name
    else:
        yield from (target.id for target in _targets(node) if isinstance(target, ast.Name))


def _imported(item: ast.alias) -> str:
    """Return the name that an import binds; only `import a.b` without alias has a dot in it."""
    return item.asname or item.name.partition(".")[0]


def _targets(node: Node) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return flat_targets(node.targets)
    if isinstance(node, ast.With | ast.AsyncWith):
        return flat_targets([item.optional_vars for item in node.items if item.optional_vars])
    if isinstance(node, ast.AugAssign | ast.AnnAssign | ast.For | ast.AsyncFor):
        return flat_targets([node.target])
    if type(node).__name__ == "TypeAlias":
        return flat_targets([getattr(node, "name")])  # noqa: B009  (the class is unknown to 3.11)
    return []


def _captured(root: ast.AST | None) -> Iterator[str]:
    """Yield the names that walrus operators and patterns in an expression bind around it."""
    stack: list[ast.AST] = [root] if root else []
    while stack:
        node = stack.pop()
        name = _capture(node)
        if name:
            yield name
        if not isinstance(node, ast.Lambda):
            stack.extend(ast.iter_child_nodes(node))


def _capture(node: ast.AST) -> str | None:
    if isinstance(node, ast.NamedExpr):
        return node.target.id
    if isinstance(node, ast.MatchAs | ast.MatchStar):
        return node.name
    return node.rest if isinstance(node, ast.MatchMapping) else None


def read_exports(outline: Outline) -> tuple[str, ...] | None:
    """Return `__all__` when every statement that makes it is literal, else None."""
    exports: tuple[str, ...] | None = None
    for node, scope, _ in outline.placed:
        if scope < 0:
            exports = _updated(exports, node)
    return exports


def _updated(exports: tuple[str, ...] | None, node: Node) -> tuple[str, ...] | None:
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(map(_is_all, targets)):
            strings = _strings(node.value)
            return _joined(exports, strings) if isinstance(node, ast.AugAssign) else strings
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return _called(exports, node.value)
    return exports


def _called(exports: tuple[str, ...] | None, call: ast.Call) -> tuple[str, ...] | None:
    method = call.func
    if not isinstance(method, ast.Attribute) or not _is_all(method.value) or len(call.args) != 1:
        return exports
    if method.attr == "extend":
        return _joined(exports, _strings(call.args[0]))
    if method.attr == "append":
        return _joined(exports, _strings_of(call.args))
    return exports


def _joined(exports: tuple[str, ...] | None, more: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if exports is None or more is None else exports + more


def _is_all(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "__all__"


def _strings(node: ast.expr) -> tuple[str, ...] | None:
    return _strings_of(node.elts) if isinstance(node, ast.List | ast.Tuple) else None


def _strings_of(nodes: Sequence[ast.expr]) -> tuple[str, ...] | None:
    values = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return tuple(values) if len(values) == len(nodes) else None
