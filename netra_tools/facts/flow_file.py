"""What of a file bears on taking any of its functions apart: who calls whom, and who looks at frames."""

from __future__ import annotations

import ast

from netra_tools.facts.flow_traits import bar, called_name

DEF = (ast.FunctionDef, ast.AsyncFunctionDef)


def calls_of(tree: ast.Module) -> dict[str, frozenset[str]]:
    """Say what each function calls, by last names; those of one name are taken together."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, DEF):
            names = {
                called_name(one.func).rpartition(".")[2]
                for one in ast.walk(node)
                if isinstance(one, ast.Call)
            }
            found.setdefault(node.name, set()).update(names)
    return {name: frozenset(called) for name, called in found.items()}


def looking_at_frames(tree: ast.Module, calls: dict[str, frozenset[str]]) -> frozenset[str]:
    """Name the functions that look at who calls them, and all that call these."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, DEF) and any(is_frame(child) for child in ast.walk(node)):
            found.add(node.name)
    while True:
        more = {name for name, called in calls.items() if name not in found and called & found}
        if not more:
            return frozenset(found)
        found |= more


def is_frame(node: ast.AST) -> bool:
    """Say whether a node looks at frames."""
    return isinstance(node, ast.Call | ast.Attribute | ast.keyword) and bool(bar(node))


def borrowed(tree: ast.Module) -> frozenset[str]:
    """Name the methods that are taken out of a class of the file other than to be called with `self`."""
    classes = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    proper, found = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and getattr(node.args[0], "id", "") == "self":
            proper.add(node.func)
        if (
            isinstance(node, ast.Attribute)
            and getattr(node.value, "id", "") in classes
            and node not in proper
        ):
            found.add(node.attr)
    return frozenset(found)
