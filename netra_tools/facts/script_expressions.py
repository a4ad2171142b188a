"""What each kind of expression makes of the strings within it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netra_tools.facts.script_text import dotted, text_of
from netra_tools.facts.script_text import string_value as value_of
from netra_tools.facts.script_where import Step, Where
from netra_tools.model import (
    ANNOTATION,
    ARGUMENT,
    ASSIGNED,
    COMPARED,
    DEFAULT,
    IN_DECORATOR,
    KEY,
    KEYWORD,
    OTHER,
    PATTERN,
    RAISED,
    RETURNED,
    STATEMENT,
    SUBSCRIPT,
    VALUE,
)

if TYPE_CHECKING:
    from tree_sitter import Node

COMPARISONS = frozenset({"==", "!=", "===", "!==", "<", ">", "<=", ">=", "in", "instanceof"})
DECISIONS = frozenset({"&&", "||", "??", "&&=", "||=", "??="})


def parts(node: Node, default: Where, by_field: Mapping[str, Where]) -> list[Step]:
    """Give the parts of a node, some of them by the field they fill."""
    found = []
    for number, child in enumerate(node.children):
        if child.is_named:
            field = node.field_name_for_child(number)
            found.append((child, by_field.get(field, default) if field else default))
    return found


def plain(node: Node, where: Where) -> list[Step]:
    """Give the parts of a node that says nothing of them."""
    inner = where.plain()
    return [(child, inner) for child in node.named_children]


def same(node: Node, where: Where) -> list[Step]:
    """Give the parts of a node that mean what the whole means."""
    return [(child, where) for child in node.named_children]


def collection(node: Node, where: Where) -> list[Step]:
    """Give the items of an array."""
    inner = where.in_collection()
    return [(child, inner) for child in node.named_children]


def types(node: Node, where: Where) -> list[Step]:
    """Give the parts of a type."""
    inner = where.at(ANNOTATION)
    return [(child, inner) for child in node.named_children]


def statement(node: Node, where: Where) -> list[Step]:
    """Give the expression that is a statement."""
    inner = where.at(STATEMENT)
    return [(child, inner) for child in node.named_children]


def returned(node: Node, where: Where) -> list[Step]:
    """Give what a function returns."""
    inner = where.at(RETURNED, where.scope.name.rpartition(".")[2])
    return [(child, inner) for child in node.named_children]


def raised(node: Node, where: Where) -> list[Step]:
    """Give what is thrown."""
    inner = where.at(RAISED)
    return [(child, inner) for child in node.named_children]


def decorator(node: Node, where: Where) -> list[Step]:
    """Give the expression of a decorator."""
    inner = Where(where.scope, OTHER, flags=IN_DECORATOR)
    return [(child, inner) for child in node.named_children]


def declared(node: Node, where: Where) -> list[Step]:
    """Give the name and the value of a variable or a field."""
    name = node.child_by_field_name("name") or node.child_by_field_name("property")
    return parts(node, where.plain(), {"value": where.at(ASSIGNED, dotted(name))})


def assigned(node: Node, where: Where) -> list[Step]:
    """Give both sides of an assignment."""
    left = dotted(node.child_by_field_name("left"))
    return parts(node, where.plain(), {"right": where.at(ASSIGNED, left)})


def defaulted(node: Node, where: Where) -> list[Step]:
    """Give a parameter or part of a pattern and its default."""
    name = dotted(node.child_by_field_name("pattern") or node.child_by_field_name("left"))
    default = where.at(DEFAULT, "", name)
    return parts(node, where.plain(), {"value": default, "right": default})


def paired(node: Node, where: Where) -> list[Step]:
    """Give the key and the value of a property."""
    key = node.child_by_field_name("key")
    slot = value_of(key) if key is not None and key.type == "string" else text_of(key)
    if key is not None and key.type == "computed_property_name":
        slot = ""
    named = {"key": where.at(KEY, where.owner), "value": where.at(VALUE, where.owner, slot)}
    return parts(node, where.plain(), named)


def member_of_enum(node: Node, where: Where) -> list[Step]:
    """Give the value of a member of an enumeration."""
    name = text_of(node.child_by_field_name("name"))
    return parts(node, where.plain(), {"value": where.at(VALUE, "", name)})


def called(node: Node, where: Where) -> list[Step]:
    """Give the callee of a call and its arguments by position."""
    owner = callee_name(node)
    found: list[Step] = []
    for child in node.named_children:
        if child.type == "arguments":
            found += arguments(child, where, owner)
        elif child.type == "template_string":  # a tag before it is called with it
            found.append((child, where.at(ARGUMENT, owner, "0")))
        else:
            found.append((child, where.plain()))
    return found


def callee_name(node: Node) -> str:
    """Name what a call calls; of a method of something without a name, `.method`."""
    callee = node.child_by_field_name("function") or node.child_by_field_name("constructor")
    if callee is None:
        return ""
    name = dotted(callee)
    if not name and callee.type == "member_expression":
        return "." + text_of(callee.child_by_field_name("property"))
    return name


def arguments(node: Node, where: Where, owner: str) -> list[Step]:
    """Give the arguments of a call; comments among them have no position."""
    found = []
    position = 0
    for item in node.named_children:
        found.append((item, where.at(ARGUMENT, owner, str(position))))
        position += item.type != "comment"
    return found


def indexed(node: Node, where: Where) -> list[Step]:
    """Give what is subscripted, and the subscript."""
    owner = dotted(node.child_by_field_name("object"))
    return parts(node, where.plain(), {"index": where.at(SUBSCRIPT, owner)})


def chosen(node: Node, where: Where) -> list[Step]:
    """Give the parts of `a ? b : c`."""
    where.scope.tally.complexity += 1
    return parts(node, where, {"condition": where.plain()})


def combined(node: Node, where: Where) -> list[Step]:
    """Give both sides of an operator."""
    operator = node.child_by_field_name("operator")
    sign = operator.type if operator is not None else ""
    if sign in DECISIONS:
        where.scope.tally.complexity += 1
    if sign in COMPARISONS:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        sides = {
            "left": where.at(COMPARED, dotted(right), sign),
            "right": where.at(COMPARED, dotted(left), sign),
        }
        return parts(node, where.plain(), sides)
    return same(node, where)


def combined_and_assigned(node: Node, where: Where) -> list[Step]:
    """Give both sides of `a ??= b` and its like."""
    operator = node.child_by_field_name("operator")
    if operator is not None and operator.type in DECISIONS:
        where.scope.tally.complexity += 1
    return assigned(node, where)


def cases(node: Node, where: Where) -> list[Step]:
    """Give the value and the cases of a switch; it opens a level."""
    value = node.child_by_field_name("value")
    inner = where.within(opened(where).scope)
    return parts(node, where.plain(), {"body": inner.at(PATTERN, dotted(value))})


def opened(where: Where) -> Where:
    """Give the inside of a block."""
    scope = where.scope._replace(depth=where.scope.depth + 1)
    scope.tally.nesting = max(scope.tally.nesting, scope.depth)
    return where._replace(scope=scope)


def case(node: Node, where: Where) -> list[Step]:
    """Give the value and the statements of one case; `default` is no decision."""
    if node.type == "switch_case":
        where.scope.tally.complexity += 1
    return parts(node, where.plain(), {"value": where})


def element(node: Node, where: Where) -> list[Step]:
    """Give the attributes of a JSX element, which belong to its name."""
    owner = dotted(node.child_by_field_name("name"))
    inner = where.at(KEYWORD, owner)
    return [(child, inner) for child in node.named_children]


def attribute(node: Node, where: Where) -> list[Step]:
    """Give the value of a JSX attribute."""
    children = node.named_children
    slot = text_of(children[0]) if children else ""
    return [(child, where.at(KEYWORD, where.owner, slot)) for child in children[1:]]
