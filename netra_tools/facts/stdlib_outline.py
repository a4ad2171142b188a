"""Every statement of a tree in source order, with the definition it stands in."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import NamedTuple, TypeGuard

from netra_tools.model import IN_CLASS, IN_FUNCTION, IN_TRY_IMPORT, TYPE_CHECKING

Function = ast.FunctionDef | ast.AsyncFunctionDef
Def = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Node = ast.stmt | ast.excepthandler | ast.match_case

_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


class Scope(NamedTuple):
    """A definition: its node, its qualified name, its kind and the definition around it."""

    node: Def
    name: str
    kind: str
    parent: int


class Placed(NamedTuple):
    """A statement, handler or case: the index of its scope (-1: the module) and its import flags."""

    node: Node
    scope: int
    flags: int


class Outline(NamedTuple):
    """The statements of a module, nested ones after the one around them, and its definitions."""

    placed: tuple[Placed, ...]
    scopes: tuple[Scope, ...]


def outline(tree: ast.Module) -> Outline:
    """List statements and definitions in source order, without recursion."""
    placed: list[Placed] = []
    scopes: list[Scope] = []
    stack = [Placed(statement, -1, 0) for statement in reversed(tree.body)]
    while stack:
        top = stack.pop()
        placed.append(top)
        if is_definition(top.node):
            scopes.append(_scope_of(top.node, top.scope, scopes))
            inner = len(scopes) - 1
            flags = flags_inside(top.node, top.flags)
            stack.extend(Placed(child, inner, flags) for child in reversed(top.node.body))
        else:
            blocks = reversed(blocks_of(top.node, top.flags))
            stack.extend(
                Placed(child, top.scope, flags) for body, flags in blocks for child in reversed(body)
            )
    return Outline(tuple(placed), tuple(scopes))


def is_definition(node: ast.AST) -> TypeGuard[Def]:
    """Tell functions and classes from other nodes."""
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def dotted(node: ast.AST | None) -> str:
    """Return `a.b.c` for a chain of names and attributes, else an empty string."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])


def keyed(node: ast.AST | None) -> str:
    """Return `a.b.c` as `dotted` does, also for `a["b"].c` and for `a.b.get("c")`, else an empty string."""
    parts: list[str] = []
    if isinstance(node, ast.Call):
        first = next(iter((*node.args, *[keyword.value for keyword in node.keywords])), None)
        if not isinstance(node.func, ast.Attribute) or node.func.attr != "get":
            return ""
        parts.append(plain_string(first.value if isinstance(first, ast.Starred) else first))
        node = node.func.value
    while isinstance(node, ast.Attribute | ast.Subscript):
        parts.append(node.attr if isinstance(node, ast.Attribute) else plain_string(node.slice))
        node = node.value
    if not isinstance(node, ast.Name) or "" in parts:
        return ""
    return ".".join([node.id, *reversed(parts)])


def plain_string(node: ast.AST | None) -> str:
    """Return the value of a plain string literal, else an empty string."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def docstring_of(body: Sequence[ast.stmt]) -> ast.Constant | None:
    """Return the string that documents a module, class or function with this body."""
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        return body[0].value if isinstance(body[0].value.value, str) else None
    return None


def flat_targets(targets: Sequence[ast.expr]) -> list[ast.expr]:
    """Unpack tuples, lists and stars of assignment targets, in source order."""
    flat: list[ast.expr] = []
    stack = list(reversed(targets))
    while stack:
        target = stack.pop()
        if isinstance(target, ast.Tuple | ast.List):
            stack.extend(reversed(target.elts))
        elif isinstance(target, ast.Starred):
            stack.append(target.value)
        else:
            flat.append(target)
    return flat


def _scope_of(node: Def, parent: int, scopes: Sequence[Scope]) -> Scope:
    name, kind = node.name, "class" if isinstance(node, ast.ClassDef) else "function"
    if parent >= 0:
        around = scopes[parent]
        in_class = around.kind == "class"
        name = f"{around.name}.{name}" if in_class else f"{around.name}.<locals>.{name}"
        kind = "method" if in_class and kind == "function" else kind
    return Scope(node, name, kind, parent)


def flags_inside(node: Def, flags: int) -> int:
    if isinstance(node, ast.ClassDef):
        return flags if flags & IN_FUNCTION else flags | IN_CLASS
    return flags & TYPE_CHECKING | IN_FUNCTION


def blocks_of(node: Node, flags: int) -> list[tuple[Sequence[Node], int]]:
    if isinstance(node, ast.If):
        typing_only = flags | TYPE_CHECKING if dotted_end(node.test) == "TYPE_CHECKING" else flags
        return [(node.body, typing_only), (node.orelse, flags)]
    if isinstance(node, ast.Try | ast.TryStar):
        return _try_blocks(node, flags)
    if isinstance(node, ast.Match):
        return [(node.cases, flags)]
    fields = (getattr(node, "body", []), getattr(node, "orelse", []))
    return [(body, flags) for body in fields if body]


def _try_blocks(node: ast.Try | ast.TryStar, flags: int) -> list[tuple[Sequence[Node], int]]:
    blocks: list[tuple[Sequence[Node], int]] = []
    guarded = flags
    for handler in node.handlers:
        caught = flags | IN_TRY_IMPORT if _catches_import_error(handler.type) else flags
        guarded |= caught
        blocks.append(([handler], caught))
    return [(node.body, guarded), *blocks, (node.orelse, flags), (node.finalbody, flags)]


def _catches_import_error(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    choices = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(dotted_end(choice) in _IMPORT_ERRORS for choice in choices)


def dotted_end(node: ast.expr) -> str:
    """Return the last name of a dotted name."""
    return dotted(node).rpartition(".")[2]
