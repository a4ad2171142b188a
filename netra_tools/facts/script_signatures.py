"""What the header of a script's function or class says: parameters, bases, fields, decorators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netra_tools.facts.script_text import dotted, text_of
from netra_tools.model import Parameter

if TYPE_CHECKING:
    from tree_sitter import Node

THIS = Parameter("this", 0, False)
FIELDS = frozenset({"public_field_definition", "field_definition"})


def parameters_of(function: Node, *, is_method: bool) -> tuple[Parameter, ...]:
    """List parameters; a method begins with `this`, as a Python one does with `self`."""
    alone = function.child_by_field_name("parameter")
    listed = function.child_by_field_name("parameters")
    nodes = [alone] if alone is not None else listed.named_children if listed is not None else []
    found = [parameter_of(node) for node in nodes if node.type not in ("comment", "decorator", "ERROR")]
    found = [parameter for parameter in found if parameter.name != "this"]
    return (THIS, *found) if is_method else tuple(found)


def parameter_of(node: Node) -> Parameter:
    """Describe one parameter; one that is taken apart at once is called as it is written."""
    pattern = node.child_by_field_name("pattern") or node.child_by_field_name("left") or node
    annotated = node.child_by_field_name("type") is not None
    if pattern.type == "rest_pattern":
        return Parameter(text_of(pattern.named_child(0)), 2, annotated)
    free = node.type in ("optional_parameter", "assignment_pattern") or has_value(node)
    return Parameter(text_of(pattern), 1 if free else 0, annotated)


def has_value(node: Node) -> bool:
    """Say whether a parameter has a default."""
    return node.child_by_field_name("value") is not None


def bases_of(node: Node) -> tuple[str, ...]:
    """List what a class extends and implements."""
    found = []
    stack: list[Node] = [part for part in node.named_children if part.type == "class_heritage"]
    while stack:
        child = stack.pop()
        if child.type in ("class_heritage", "extends_clause", "implements_clause"):
            stack += reversed(child.named_children)
        elif child.type not in ("type_arguments", "comment"):
            found.append(base_name(child))
    return tuple(found)


def base_name(node: Node) -> str:
    """Give the dotted name of a base, of a generic one without its arguments."""
    if node.type == "generic_type":
        return dotted(node.child_by_field_name("name"))
    return dotted(node)


def fields_of(body: Node | None) -> tuple[tuple[str, bool], ...]:
    """List the fields of a class body, and whether they are annotated."""
    found: dict[str, bool] = {}
    for field in body.named_children if body is not None else ():
        if field.type in FIELDS:
            name = text_of(field.child_by_field_name("name") or field.child_by_field_name("property"))
            found[name] = found.get(name, False) or field.child_by_field_name("type") is not None
    return tuple(found.items())


def decorator_name(node: Node) -> str:
    """Give the dotted name of a decorator, of a call its callee's."""
    inner = node.named_child(0)
    if inner is not None and inner.type == "call_expression":
        return dotted(inner.child_by_field_name("function"))
    return dotted(inner)
