"""Recording of string literals while the bytes are read, each with the position it stands in.

A position is (role, owner, slot, flags). `owner` is a place in the bytes whose dotted name is looked up
at the end (only literals need it), a definition (-2 - index), or none (-1).
"""

from __future__ import annotations

from typing import Final

from netra_tools.facts.native_cursor import Cursor
from netra_tools.facts.tags import STAR_STAR
from netra_tools.model import ARGUMENT, BYTES, DOCSTRING, KEYWORD, OTHER, STATEMENT, TEXT

NO_OWNER: Final = -1
DIGITS: Final = tuple(str(number) for number in range(64))

# order key, value, kind, role, flags, owner, slot, scope, line, column, end line, end column
Record = tuple[int, str, int, int, int, int, str, int, int, int, int, int]
# role, owner, slot, flags
Position = tuple[int, int, str, int]


def digit(number: int) -> str:
    """Give the decimal text of an argument's position."""
    return DIGITS[number] if number < 64 else str(number)


class LiteralReader(Cursor):
    """Reads string nodes and remembers them with the current position."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.records: list[Record] = []
        self.surrogates: list[int] = []  # indexes of records whose value lost lone surrogates
        self.role = OTHER
        self.owner = NO_OWNER
        self.slot = ""
        self.flags = 0
        self.scope = -1

    def position(self) -> Position:
        """Give the current position, to come back to."""
        return (self.role, self.owner, self.slot, self.flags)

    def stand(self, role: int, owner: int, slot: str, flags: int) -> None:
        """Move to another position."""
        self.role = role
        self.owner = owner
        self.slot = slot
        self.flags = flags

    def back(self, position: Position) -> None:
        """Return to a position."""
        self.role, self.owner, self.slot, self.flags = position

    def record(self, value: str, kind: int) -> None:
        """Remember a literal that lies at the location just read."""
        line = self.line
        column = self.column
        self.records.append(
            (
                (line << 24) | column,
                value,
                kind,
                self.role,
                self.flags,
                self.owner,
                self.slot,
                self.scope,
                line,
                column,
                self.end_line,
                self.end_column,
            )
        )

    def text(self) -> None:
        """Read a string literal."""
        self.pos += 1
        start = self.pos
        value = self.string()
        self.pos = start
        self.skip_string()
        if self.flag():
            self.surrogates.append(len(self.records))
        self.location()
        self.pos += 1
        self.record(value, TEXT)

    def bytes_literal(self) -> None:
        """Read a bytes literal; its value comes escaped, as in `repr`."""
        self.pos += 1
        start = self.pos
        escaped = self.string()
        self.pos = start
        self.skip_string()
        self.location()
        self.pos += 1
        self.record(unescape_bytes(escaped), BYTES)

    def docstring(self) -> tuple[int, int]:
        """Read a string that documents what it opens; it counts for no structure."""
        self.pos += 1
        structure = self.hash
        self.stand(STATEMENT, NO_OWNER, "", 0)
        self.text()
        self.hash = structure
        self.pos += 1
        last = self.records[-1]
        self.records[-1] = (last[0], last[1], DOCSTRING, *last[3:])
        return (last[8], last[10])

    def name_arguments(self, first: int, kinds: list[int], names: list[str | None], callee: int) -> None:
        """Correct the literals recorded as arguments of a call, now that kinds and names are read.

        Until now their slot is the position among all arguments.
        """
        slots = []
        position = 0
        for kind, name in zip(kinds, names, strict=True):
            keyword = name is not None or kind == STAR_STAR
            slots.append((KEYWORD, name or "") if keyword else (ARGUMENT, digit(position)))
            position += not keyword
        for place in range(first, len(self.records)):
            found = self.records[place]
            if found[5] == callee and found[3] == ARGUMENT:
                role, slot = slots[int(found[6])]
                self.records[place] = (*found[:3], role, found[4], callee, slot, *found[7:])


def unescape_bytes(text: str) -> str:
    """Turn the escapes of a bytes literal's text into the characters of its bytes (Latin-1)."""
    if "\\" not in text:
        return text
    return text.encode("latin-1", "replace").decode("unicode_escape")
