"""Severities and dates, which are compared and sorted: each has one way to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from netra_tools.knowledge.document import Document, Node
from netra_tools.knowledge.faults import DATE, SEVERITY, Diagnosis
from netra_tools.knowledge.kinds import plain

SEVERITIES: Final = ("critical", "high", "medium", "low", "info")
DATES: Final = frozenset(
    ("date", "created", "updated", "last_updated", "last_edited", "expires", "resolved_date")
)
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")


def irregular(document: Document) -> Iterator[Diagnosis]:
    """Give each severity and date that is not in its normal form."""
    for node in document.root.walk():
        for name, attribute in node.attributes.items():
            yield from judge(document, name, document.value(attribute), attribute.start)
        if not node.children and node.pieces:
            yield from judge(document, node.name, node.text, first_of(node))


def first_of(node: Node) -> int:
    """Give where the text of an element begins, behind the white space."""
    piece = node.pieces[0]
    return piece.start + len(piece.text) - len(piece.text.lstrip())


def judge(document: Document, name: str, value: str, offset: int) -> Iterator[Diagnosis]:
    """Judge one value by the name of the attribute or element that holds it."""
    name, value = plain(name), value.strip()
    if name == "severity" and value not in SEVERITIES and value:
        yield Diagnosis(*document.lines.place(offset), SEVERITY, complain_of_severity(value), False)
    elif name in DATES and value and not is_date(value):
        yield Diagnosis(*document.lines.place(offset), DATE, complain_of_date(value), False)


def complain_of_severity(value: str) -> str:
    """Say how a severity is to be written."""
    if value.lower() in SEVERITIES:
        return f"severity '{value}' is written '{value.lower()}'"
    return f"there is no severity '{value[:40]}': it is critical, high, medium, low or info"


def is_date(value: str) -> bool:
    """Say whether a text is a day, with or without a time."""
    found = ISO.fullmatch(value)
    if found is None:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    return True


def complain_of_date(value: str) -> str:
    """Say how a date is to be written."""
    if ISO.fullmatch(value):
        return f"there is no day '{value[:40]}'"
    return f"the date '{value[:40]}' is not written as 2025-12-31"
