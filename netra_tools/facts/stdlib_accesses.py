"""Uses of the environment, of `sys.path`, `eval` and `exec`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from netra_tools.facts.mocks import mock_aliases
from netra_tools.facts.stdlib_contexts import sites
from netra_tools.facts.stdlib_imports import member_aliases, module_aliases
from netra_tools.facts.stdlib_mocks import bound_mockers, read_mocks
from netra_tools.facts.stdlib_outline import Node, Outline, flat_targets, plain_string
from netra_tools.model import ANNOTATION, Access, Import

_LOOKUPS = frozenset({"get", "pop", "setdefault"})
_CALLS = ("getenv", "putenv", "unsetenv")
_PATH_METHODS = frozenset({"append", "insert", "extend", "remove", "pop", "clear", "reverse", "sort"})


class Watched(NamedTuple):
    """The names by which a file reaches what is watched."""

    os: frozenset[str]
    sys: frozenset[str]
    members: dict[str, str]  # local name -> environ, getenv, putenv, unsetenv, path
    builtins: frozenset[str]  # eval and exec, unless the module binds them


def read_accesses(outline: Outline, imports: Sequence[Import], names: Sequence[str]) -> tuple[Access, ...]:
    """List the watched accesses by position."""
    members = member_aliases(imports, "os", ("environ", *_CALLS)) | member_aliases(imports, "sys", ("path",))
    builtins = frozenset({"eval", "exec"}.difference(names))
    watched = Watched(module_aliases(imports, "os"), module_aliases(imports, "sys"), members, builtins)
    mockers = bound_mockers(outline, imports)
    aliases = mock_aliases(tuple(imports))
    found: list[Access] = []
    for placed in outline.placed:
        for target in _changed(placed.node, watched):
            found.append(_access("sys.path", "", placed.scope, target))
        for site in sites(placed, outline):
            if site.node is not None and site.context.role != ANNOTATION:
                found.extend(_accesses(site.node, placed.scope, watched))
                if mockers:
                    found.extend(read_mocks(site.node, placed.scope, mockers, aliases))
    return tuple(sorted(found, key=lambda access: access[3:5]))


def _access(kind: str, argument: str, scope: int, node: ast.expr) -> Access:
    end = node.end_lineno or node.lineno, node.end_col_offset or 0
    return Access(kind, argument, scope, node.lineno, node.col_offset, *end)


def _accesses(root: ast.AST, scope: int, watched: Watched) -> Iterator[Access]:
    arguments: dict[int, str] = {}  # by id of an `os.environ`: the variable that is looked up in it
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Subscript):
            arguments[id(node.value)] = plain_string(node.slice)
        elif isinstance(node, ast.Call):
            yield from _calls(node, scope, watched)
            if isinstance(node.func, ast.Attribute) and node.func.attr in _LOOKUPS:
                arguments[id(node.func.value)] = _first(node)
        elif isinstance(node, ast.Name | ast.Attribute) and _member(node, watched) == "environ":
            yield _access("environ", arguments.get(id(node), ""), scope, node)
        stack.extend(ast.iter_child_nodes(node))


def _calls(node: ast.Call, scope: int, watched: Watched) -> Iterator[Access]:
    callee = node.func
    if isinstance(callee, ast.Name) and callee.id in watched.builtins:
        yield _access(callee.id, "", scope, callee)
    elif _member(callee, watched) in _CALLS:
        yield _access("getenv", _first(node), scope, callee)
    elif isinstance(callee, ast.Attribute) and callee.attr in _PATH_METHODS:
        yield from _path_accesses(callee.value, scope, watched)


def _path_accesses(node: ast.expr, scope: int, watched: Watched) -> Iterator[Access]:
    if _member(node, watched) == "path":
        yield _access("sys.path", "", scope, node)


def _first(node: ast.Call) -> str:
    return plain_string(node.args[0]) if node.args else ""


def _member(node: ast.expr, watched: Watched) -> str:
    """Say which watched member of `os` or `sys` an expression reads, if any."""
    if isinstance(node, ast.Name):
        return watched.members.get(node.id, "") if isinstance(node.ctx, ast.Load) else ""
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return ""
    if node.value.id in watched.os and node.attr in ("environ", *_CALLS):
        return node.attr
    return "path" if node.value.id in watched.sys and node.attr == "path" else ""


def _changed(node: Node, watched: Watched) -> Iterator[ast.expr]:
    """Yield each `sys.path` that a statement assigns, deletes or changes an item of."""
    for target in _targets(node):
        inner = target.value if isinstance(target, ast.Subscript) else target
        if _member(inner, watched) == "path" or _is_extended(node, inner, watched):
            yield inner


def _is_extended(node: Node, target: ast.expr, watched: Watched) -> bool:
    """Tell `path += [...]` on an imported name: it changes the list that the name shares."""
    if not isinstance(node, ast.AugAssign) or not isinstance(target, ast.Name):
        return False
    return watched.members.get(target.id) == "path"


def _targets(node: Node) -> list[ast.expr]:
    if isinstance(node, ast.Assign | ast.Delete):
        return flat_targets(node.targets)
    if isinstance(node, ast.AugAssign) or (isinstance(node, ast.AnnAssign) and node.value):
        return flat_targets([node.target])
    return []
