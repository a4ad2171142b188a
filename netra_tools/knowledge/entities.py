"""What `&` begins in text: a reference that XML knows, or nothing of the kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from netra_tools.knowledge.faults import (
    BARE_AMPERSAND,
    CHARACTER,
    LINE_END,
    UNKNOWN_ENTITY,
    UNTERMINATED_REFERENCE,
    Fault,
    Splice,
)

NAME_START: Final = (
    r":A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
NAME: Final = rf"[{NAME_START}][{NAME_START}\-.0-9\xB7\u0300-\u036F\u203F-\u2040]*"
REFERENCE = re.compile(rf"&(?:(#x[0-9A-Fa-f]+|#[0-9]+|{NAME})(;)?)?")
KNOWN: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
PARAMETERS: Final = ("lt", "gt", "quot", "apos")
MOST_WORD = 200
WORD_BEFORE = re.compile(r"\S+\Z")
NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Reference(NamedTuple):
    """What one `&` is: with a fault it stands for itself."""

    start: int
    end: int
    value: str
    fault: Fault | None


def references(text: str, start: int, end: int) -> Iterator[Reference]:
    """Give each `&` of a part of a text."""
    for found in REFERENCE.finditer(text, start, end):
        name, semicolon = found[1] or "", found[2]
        value = value_of(name) if semicolon else ""
        if value:
            yield Reference(found.start(), found.end(), value, None)
        else:
            fault = of_closed(found.start(), name) if semicolon else of_open(text, found)
            yield Reference(found.start(), found.end(), found[0], fault)


def value_of(name: str) -> str:
    """Give the character that a reference means; "" when it means none."""
    if not name.startswith("#"):
        return KNOWN.get(name, "")
    digits, radix = (name[2:], 16) if name.startswith("#x") else (name[1:], 10)
    number = int(digits, radix) if len(digits) < 9 else 0
    character = chr(number) if 0 < number <= 0x10FFFF else "\0"
    return "" if NO_CHARACTER.match(character) else character


def of_open(text: str, found: re.Match[str]) -> Fault:
    """Say what is wrong with an `&` that begins no reference, or one without a semicolon."""
    start, name, mend = found.start(), found[1] or "", (Splice(found.start(), found.start() + 1, "&amp;"),)
    is_known = name in KNOWN or name.startswith("#")
    if not name or (not is_known and text[found.end() : found.end() + 1] != "="):
        return Fault(start, BARE_AMPERSAND, "a bare & stands in text: write &amp;", mend)
    if is_known and not is_parameter(text, found):
        message = f"&{name} has no semicolon: write &{name}; or, for the text itself, &amp;{name}"
        return Fault(start, UNTERMINATED_REFERENCE, message)
    message = f"&{name} is no reference, it has no semicolon: write &amp;{name}"
    return Fault(start, UNTERMINATED_REFERENCE, message, mend)


def is_parameter(text: str, found: re.Match[str]) -> bool:
    """Say whether `&lt=5` is sure to be a part of a query string; `&amp=` may be a slip as well."""
    before = WORD_BEFORE.search(text, max(found.start() - MOST_WORD, 0), found.start())
    is_query = before is not None and "=" in before[0]
    return is_query and found[1] in PARAMETERS and text[found.end() : found.end() + 1] == "="


def of_closed(start: int, name: str) -> Fault:
    """Say what is wrong with a reference that is written as one."""
    if name.startswith("#"):
        return Fault(start, CHARACTER, f"&{name}; is no character that XML allows")
    message = f"&{name}; is not one of XML's five: write the character, or &amp;{name};"
    return Fault(start, UNKNOWN_ENTITY, message)


def decoded(text: str, start: int, end: int) -> str:
    """Give the text that a part means; what begins no reference stands for itself."""
    pieces = []
    for reference in references(text, start, end):
        pieces += [one_line_end(text[start : reference.start]), reference.value]
        start = reference.end
    return "".join(pieces) + one_line_end(text[start:end])


def one_line_end(text: str) -> str:
    """Write line ends as XML reads them."""
    return LINE_END.sub("\n", text) if "\r" in text else text
