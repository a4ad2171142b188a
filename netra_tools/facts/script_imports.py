"""The imports of a script: statements, and calls of `require` and `import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netra_tools.facts.script_text import span_of, string_value, text_of
from netra_tools.model import IN_FUNCTION, Import
from netra_tools.model import TYPE_CHECKING as TYPES_ONLY

if TYPE_CHECKING:
    from tree_sitter import Node

    from netra_tools.facts.script_where import Where

Names = tuple[tuple[str, str | None], ...]
SPECIFIERS = frozenset({"import_specifier", "export_specifier"})


def stated_import(node: Node, where: Where) -> Import | None:
    """Give what an `import` or `export ... from` imports; None for an export of one's own."""
    source = find_source(node)
    if source is None:
        return None
    names, alias = imported_names(node)
    flags = where.scope.flags | (TYPES_ONLY if is_type_only(node, names) else 0)
    return Import(string_value(source), names, alias, 0, flags, *span_of(node), bool(names))


def find_source(node: Node) -> Node | None:
    """Find the string that names the module."""
    source = node.child_by_field_name("source")
    if source is None:
        for child in node.named_children:
            if child.type == "import_require_clause":
                return child.child_by_field_name("source")
    return source


def imported_names(node: Node) -> tuple[Names, str | None]:
    """Give the names that a statement imports, and what the module as a whole is called."""
    names: list[tuple[str, str | None]] = []
    whole = None
    stack = list(reversed(node.children))
    while stack:
        child = stack.pop()
        if child.type in SPECIFIERS:
            names.append((text_of(child.child_by_field_name("name")), alias_of(child)))
        elif child.type in ("namespace_import", "namespace_export", "import_require_clause"):
            whole = text_of(child.named_child(0))
        elif child.type == "*":
            names.append(("*", None))
        elif child.type == "identifier":
            names.append(("default", text_of(child)))
        elif child.type in ("import_clause", "named_imports", "export_clause"):
            stack += reversed(child.children)
    if whole is not None and names:
        return (*names, ("*", whole)), None
    return tuple(names), whole


def alias_of(specifier: Node) -> str | None:
    """Give the name that something imported gets here."""
    alias = specifier.child_by_field_name("alias")
    return None if alias is None else text_of(alias)


def is_type_only(node: Node, names: Names) -> bool:
    """Say whether nothing is left of an import when types are: `import type`, or each name is one."""
    if any(child.type == "type" for child in node.children):
        return True
    return bool(names) and node.type == "import_statement" and count_types(node) == len(names)


def count_types(node: Node) -> int:
    """Count the names that are marked as types one by one."""
    count = 0
    stack = list(node.named_children)
    while stack:
        child = stack.pop()
        if child.type in SPECIFIERS:
            count += any(part.type == "type" for part in child.children)
        else:
            stack += child.named_children
    return count


def called_import(node: Node, where: Where) -> Import | None:
    """Give what `require("x")` or `import("x")` imports; the latter runs later, wherever it stands."""
    callee, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if callee is None or arguments is None or callee.type not in ("import", "identifier"):
        return None
    if callee.type == "identifier" and callee.text != b"require":
        return None
    first = arguments.named_child(0)
    if first is None or first.type != "string":
        return None
    flags = where.scope.flags | (IN_FUNCTION if callee.type == "import" else 0)
    return Import(string_value(first), (), None, 0, flags, *span_of(node), False)
