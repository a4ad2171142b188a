"""What the elements of a file are called, and what is called the same."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.knowledge.document import Document, Node
from netra_tools.knowledge.faults import DUPLICATE_ID, EMPTY_ID, Diagnosis
from netra_tools.knowledge.known import Id

NAME = "id"


def ids_of(document: Document) -> tuple[tuple[Id, ...], list[Diagnosis]]:
    """Give all ids, and what is wrong with them. A number need only be unique beside its siblings."""
    found: list[Id] = []
    problems: list[Diagnosis] = []
    first: dict[tuple[object, str], Id] = {}
    for node, value, offset in named(document):
        one = Id(value, node.name, *document.lines.place(offset))
        found.append(one)
        scope = node.parent if value.isdecimal() else None
        known = first.setdefault((scope, value), one)
        if not value:
            problems.append(
                Diagnosis(one.line, one.column, EMPTY_ID, f"the id of <{one.owner}> is empty", False)
            )
        elif known is not one:
            message = f"the id '{value}' is that of <{known.owner}> on line {known.line}, too"
            problems.append(Diagnosis(one.line, one.column, DUPLICATE_ID, message, False))
    return tuple(one for one in found if one.value), problems


def named(document: Document) -> Iterator[tuple[Node, str, int]]:
    """Give each element that has an id, as an attribute or as its first element, and where it stands."""
    for node in document.root.walk():
        attribute = node.attributes.get(NAME)
        if attribute is not None:
            yield node, document.value(attribute).strip(), attribute.start
            continue
        inner = next((child for child in node.children if child.name == NAME and not child.children), None)
        if inner is not None:
            yield node, inner.text.strip(), inner.start
