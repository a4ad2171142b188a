"""Import statements, and the names they give to modules that rules watch."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from netra_tools.facts.stdlib_outline import Outline, Placed
from netra_tools.model import Import


def read_imports(outline: Outline) -> tuple[Import, ...]:
    """List the imports in source order."""
    return tuple(found for placed in outline.placed for found in _imports(placed))


def _imports(placed: Placed) -> list[Import]:
    node = placed.node
    if isinstance(node, ast.Import):
        span = (node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0)
        return [Import(item.name, (), item.asname, 0, placed.flags, *span, False) for item in node.names]
    if isinstance(node, ast.ImportFrom):
        span = (node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0)
        names = tuple((item.name, item.asname) for item in node.names)
        return [Import(node.module or "", names, None, node.level, placed.flags, *span, True)]
    return []


def module_aliases(imports: Iterable[Import], module: str) -> frozenset[str]:
    """Return the names under which a file knows a top-level module."""
    aliases = set()
    for found in imports:
        if not found.is_from and found.alias is None and found.module.partition(".")[0] == module:
            aliases.add(module)
        elif not found.is_from and found.module == module and found.alias:
            aliases.add(found.alias)
    return frozenset(aliases)


def member_aliases(imports: Iterable[Import], module: str, members: Iterable[str]) -> dict[str, str]:
    """Return the names under which a file knows members of a module, with the members."""
    wanted = frozenset(members)
    return {
        alias or name: name
        for found in imports
        if found.is_from and found.module == module and found.level == 0
        for name, alias in found.names
        if name in wanted
    }
