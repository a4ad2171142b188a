"""What is wrong with the text of an XML file, and what would mend it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

# What can be mended by writing text so that it is read as text.
BARE_AMPERSAND: Final = "bare-ampersand"
STRAY_LESS_THAN: Final = "stray-less-than"
LESS_THAN_IN_ATTRIBUTE: Final = "less-than-in-attribute"
UNTERMINATED_REFERENCE: Final = "unterminated-reference"
QUOTED_TAG: Final = "quoted-tag"
ATTRIBUTE_SYNTAX: Final = "attribute-syntax"
AFTER_ROOT: Final = "after-root"
CDATA_END: Final = "cdata-end"
LATE_DECLARATION: Final = "late-declaration"
# What only somebody who knows what was meant can mend.
BEFORE_ROOT: Final = "before-root"
MISMATCHED_TAG: Final = "mismatched-tag"
UNKNOWN_ENTITY: Final = "unknown-entity"
COMMENT: Final = "comment"
CHARACTER: Final = "character"
NO_ELEMENT: Final = "no-element"
NOT_WELL_FORMED: Final = "not-well-formed"
# What nothing is read of.
CONFLICT_MARKER: Final = "conflict-marker"
TRUNCATED: Final = "truncated"
ENCODING: Final = "encoding"
DOCUMENT_TYPE: Final = "document-type"
TOO_DEEP: Final = "too-deep"
TOO_LARGE: Final = "too-large"
# What is wrong with a file that is well-formed.
SHAPE: Final = "shape"
DUPLICATE_ID: Final = "duplicate-id"
EMPTY_ID: Final = "empty-id"
SEVERITY: Final = "severity"
DATE: Final = "date"
READ: Final = frozenset((SHAPE, DUPLICATE_ID, EMPTY_ID, SEVERITY, DATE))

LINE_END = re.compile(r"\r\n?|\n")


class Splice(NamedTuple):
    """Other text for a part of a file; offsets count characters."""

    start: int
    end: int
    new: str


class Fault(NamedTuple):
    """One thing that is wrong. Without splices it is for a person to mend."""

    start: int
    kind: str
    message: str
    splices: tuple[Splice, ...] = ()


class Diagnosis(NamedTuple):
    """One thing that is wrong, as people are told of it. Columns count UTF-8 bytes from 0."""

    line: int
    column: int
    kind: str
    message: str
    fixable: bool


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *[found.end() for found in LINE_END.finditer(text)]]
        self.is_ascii = text.isascii()
        self.last = 0, 0, 0  # line, offset and column that were asked for before: a line may be the file

    def place(self, offset: int) -> tuple[int, int]:
        """Give the line of an offset from 1, and its column in UTF-8 bytes from 0."""
        line = bisect_right(self.starts, offset)
        start, column = self.starts[line - 1], 0
        if self.is_ascii:
            return line, offset - start
        if self.last[0] == line and self.last[1] <= offset:
            _, start, column = self.last
        column += len(self.text[start:offset].encode("utf-8", "surrogatepass"))
        self.last = line, offset, column
        return line, column

    def diagnosis(self, fault: Fault) -> Diagnosis:
        """Say where a fault stands."""
        return Diagnosis(*self.place(fault.start), fault.kind, fault.message, bool(fault.splices))
