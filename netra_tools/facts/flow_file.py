"""What of a file bears on taking any of its functions apart: who calls whom, and who looks at frames."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from netra_tools.facts.flow_names import mentioned, own_nodes
from netra_tools.facts.flow_traits import bar, last_name, statements_in

DEF = (ast.FunctionDef, ast.AsyncFunctionDef)
Calls = dict[str, frozenset[str]]  # function -> what it calls


def calls_of(tree: ast.Module) -> Calls:
    """Say what each function calls, by last names; those of one name are taken together."""
    found: Calls = {}
    for node in ast.walk(tree):
        if isinstance(node, DEF):
            names = [last_name(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)]
            found[node.name] = found.get(node.name, frozenset()) | frozenset(names)
    return found


def recursive(tree: ast.Module) -> frozenset[int]:
    """Give the lines of functions that come to call themselves by names that mean functions of the file."""
    calls: Calls = {}
    lines: dict[str, list[int]] = {}
    for owner, node in definitions(tree):
        called = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
        name = f"{owner}.{node.name}"
        calls[name] = calls.get(name, frozenset()) | {meant(one, owner, node.name) for one in called}
        lines.setdefault(name, []).append(node.lineno)
    return frozenset([line for name in lines if name in reached(name, calls) for line in lines[name]])


def definitions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield the functions of a module and its classes, each with the name of its class."""
    pending: list[tuple[str, ast.stmt]] = [("", node) for node in tree.body]
    while pending:
        owner, node = pending.pop()
        if isinstance(node, DEF):
            yield owner, node
        else:
            inside = node.name if isinstance(node, ast.ClassDef) else owner
            pending += [(inside, child) for child in statements_in(node)]


def meant(node: ast.expr, owner: str, name: str) -> str:
    """Name the function of the file that a call means; a method of the same name counts as the own."""
    if isinstance(node, ast.Name):
        return f".{node.id}"
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return ""
    return f"{owner}.{node.attr}" if node.value.id in ("self", "cls") or node.attr == name else ""


def reached(name: str, calls: Calls) -> set[str]:
    """Name all that a function comes to call."""
    found: set[str] = set()
    pending = {name}
    while pending:
        called = calls.get(pending.pop(), frozenset())
        pending |= called - found
        found |= called
    return found


def looking_at_frames(tree: ast.Module) -> frozenset[str]:
    """Name the functions that look at who calls them, and all that call these."""
    calls = calls_of(tree)
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


def doubt_of_module(tree: ast.Module) -> str:
    """Say why a module should get no more functions, or ""."""
    defined = {node.name for node in tree.body if isinstance(node, DEF)}
    for node in own_nodes(tree.body):
        if isinstance(node, ast.Delete) and not defined.isdisjoint(mentioned(node)):
            return "takes functions of its own away"
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*" and replaces(node, tree):
            return "may replace what it defines by what it imports"
    return ""


def replaces(node: ast.ImportFrom, tree: ast.Module) -> bool:
    """Say whether an import stands behind a function of the module."""
    return any(isinstance(one, DEF) and one.lineno < node.lineno for one in tree.body)
