"""The texts of a script: what a node says, and what a string means once its escapes are undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
# They change nothing of the value that they hold.
TRANSPARENT = frozenset(
    {"parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression"}
)
NAMES = frozenset(
    {
        "identifier", "property_identifier", "private_property_identifier", "type_identifier", "this",
        "super", "shorthand_property_identifier", "shorthand_property_identifier_pattern",
    }
)  # fmt: skip
MEMBERS = {"member_expression": ("object", "property"), "nested_type_identifier": ("module", "name")}


def text_of(node: Node | None) -> str:
    """Give the source of a node on one line."""
    if node is None or node.text is None:
        return ""
    return " ".join(node.text.decode("utf-8", "replace").split())


def dotted(node: Node | None) -> str:
    """Give the dotted name that an expression is; "" for anything else."""
    parts: list[str] = []
    while node is not None:
        if node.type in NAMES:
            return ".".join([text_of(node), *reversed(parts)])
        if node.type in TRANSPARENT:
            node = node.named_child(0)
            continue
        if node.type not in MEMBERS:
            break
        inner, outer = MEMBERS[node.type]
        parts.append(text_of(node.child_by_field_name(outer)))
        node = node.child_by_field_name(inner)
    return ""


def string_value(node: Node) -> str:
    """Give what a string means, or a template with `{}` for each of its expressions."""
    parts = []
    for child in node.named_children:
        if child.type == "escape_sequence":
            parts.append(unescape(raw(child)))
        elif child.type == "template_substitution":
            parts.append("{}")
        elif child.type != "comment":
            parts.append(raw(child))
    value = "".join(parts)
    # Two escapes may be the halves of one character; a half alone becomes U+FFFD.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def raw(node: Node) -> str:
    """Give the source of a node as it is."""
    return (node.text or b"").decode("utf-8", "replace")


def unescape(text: str) -> str:
    """Undo one escape."""
    body = text[1:]
    if body in ESCAPES:
        return ESCAPES[body]
    if body[:1] in ("x", "u") and len(body) > 1:
        try:
            return chr(int(body[1:].strip("{}"), 16))
        except (ValueError, OverflowError):
            return text
    return body


def span_of(node: Node) -> tuple[int, int, int, int]:
    """Give where a node begins and ends."""
    (row, column), (end_row, end_column) = node.start_point, node.end_point
    return row + 1, column, end_row + 1, end_column
