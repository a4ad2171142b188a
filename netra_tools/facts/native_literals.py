"""Recording of string literals while the bytes are read, each with the position it stands in.

A position is (role, owner, slot, flags). `owner` is a place in the bytes whose dotted name is looked up
at the end (only literals need it), a definition (-2 - index), or none (-1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_cursor import Cursor
from netra_tools.facts.tags import STAR_STAR
from netra_tools.model import ARGUMENT, BYTES, DOCSTRING, KEYWORD, OTHER, STATEMENT

if TYPE_CHECKING:
    from mypy_extensions import i64

    # role, owner, slot, flags
    Position = tuple[i64, i64, str, i64]

NO_OWNER: Final = -1
DIGITS: Final = tuple(str(number) for number in range(64))


class RawLiteral:
    """A literal as the walk leaves it: compiled, one block of machine integers instead of ten objects."""

    def __init__(self, reader: LiteralReader, value: str, kind: i64) -> None:
        self.value = value
        self.kind = kind
        self.role = reader.role
        self.flags = reader.flags
        self.owner = reader.owner
        self.owner_name = ""
        self.slot = reader.slot
        self.argument = reader.argument
        self.scope = reader.scope
        self.line = reader.line
        self.column = reader.column
        self.end_line = reader.end_line
        self.end_column = reader.end_column


class LiteralReader(Cursor):
    """Reads string nodes and remembers them with the current position."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.records: list[RawLiteral] = []
        self.surrogates: list[int] = []  # indexes of records whose value lost lone surrogates
        self.role: i64 = OTHER
        self.owner: i64 = NO_OWNER
        self.slot = ""
        self.flags: i64 = 0
        self.argument: i64 = 0  # which argument of the innermost call is being read
        self.scope: i64 = -1

    def position(self) -> Position:
        """Give the current position, to come back to."""
        return (self.role, self.owner, self.slot, self.flags)

    def stand(self, role: i64, owner: i64, slot: str, flags: i64) -> None:
        """Move to another position."""
        self.role = role
        self.owner = owner
        self.slot = slot
        self.flags = flags

    def back(self, position: Position) -> None:
        """Return to a position."""
        self.role, self.owner, self.slot, self.flags = position

    def record(self, value: str, kind: i64) -> None:
        """Remember a literal that lies at the location just read."""
        self.records.append(RawLiteral(self, value, kind))

    def text(self, kind: i64) -> None:
        """Read a string literal."""
        self.pos += 1
        value = self.mixed_string()
        if self.flag():
            self.surrogates.append(len(self.records))
        self.location()
        self.pos += 1
        self.record(value, kind)

    def bytes_literal(self) -> None:
        """Read a bytes literal; its value comes escaped, as in `repr`."""
        self.pos += 1
        escaped = self.mixed_string()
        self.location()
        self.pos += 1
        self.record(unescape_bytes(escaped), BYTES)

    def docstring(self) -> tuple[i64, i64]:
        """Read a string that documents what it opens; it counts for no structure."""
        self.pos += 1
        structure = self.hash
        self.stand(STATEMENT, NO_OWNER, "", 0)
        self.text(DOCSTRING)
        self.hash = structure
        self.pos += 1
        return (self.line, self.end_line)

    def owns(self, callee: i64, first: i64) -> bool:
        """Say whether a call is the owner of a literal recorded since `first`."""
        return any(self.records[place].owner == callee for place in range(first, len(self.records)))

    def number_arguments(self, first: i64, callee: i64) -> None:
        """Give the literals recorded as arguments of a call without keywords their slots."""
        for place in range(first, len(self.records)):
            found = self.records[place]
            if found.owner == callee and found.role == ARGUMENT:
                found.slot = digits(found.argument)

    def name_arguments(self, first: i64, callee: i64, kinds: list[int], names: list[str | None]) -> None:
        """Give the literals recorded as arguments of a call their slots, now that its keywords are read."""
        for place in range(first, len(self.records)):
            found = self.records[place]
            if found.owner == callee and found.role == ARGUMENT:
                name = names[found.argument]
                if name is not None or kinds[found.argument] == STAR_STAR:
                    found.role = KEYWORD
                    found.slot = name or ""
                else:
                    found.slot = digits(positional(kinds, names, found.argument))


def digits(number: i64) -> str:
    """Write the position of an argument."""
    return DIGITS[number] if number < 64 else str(number)


def positional(kinds: list[int], names: list[str | None], argument: i64) -> i64:
    """Count the arguments before one that are no keywords."""
    count: i64 = 0
    for index in range(argument):
        if names[index] is None and kinds[index] != STAR_STAR:
            count += 1
    return count


def unescape_bytes(text: str) -> str:
    """Turn the escapes of a bytes literal's text into the characters of its bytes (Latin-1)."""
    if "\\" not in text:
        return text
    return text.encode("latin-1", "replace").decode("unicode_escape")
