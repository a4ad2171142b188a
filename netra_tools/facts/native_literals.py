"""Recording of string literals while the bytes are read, each with the position it stands in.

A position is (role, owner, slot, flags). `owner` is a place in the bytes whose dotted name is looked up
at the end (only literals need it), a definition (-2 - index), or none (-1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_names import NameReader
from netra_tools.facts.tags import STAR_STAR
from netra_tools.model import ARGUMENT, BYTES, DOCSTRING, KEY, KEYWORD, OTHER, REFERENCE, STATEMENT, VALUE

if TYPE_CHECKING:
    from mypy_extensions import i64

    # role, owner, slot, flags
    Position = tuple[i64, i64, str, i64]

NO_OWNER: Final = -1
OF_LITERAL: Final = -1_000_000_000  # no definition: `Literal` in an annotation
NO_PLACE: Final = -1
SMALL_A: Final = 97  # what constants are called is written in smaller bytes
NAME_BITS: Final = 31  # in C, a literal 1 that mypyc shifts has 32
# Bits of roles: `references.CONSTANT_ROLES` and `references.PARAMETER_ROLES`.
CONSTANT_BITS: Final = 0b1_1011_1111_1100
PARAMETER_BITS: Final = 0b0_0011_0001_1100
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
        self.place: i64 = NO_PLACE  # of a reference: where its name is written


class LiteralReader(NameReader):
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
        self.parameter_bits: i64 = 0  # what parameters of the function around may be called

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

    def refer_name(self, start: i64) -> None:
        """Remember the name just read when it may be that of a constant or of a parameter."""
        if self.is_capital(start + 2) or (
            (PARAMETER_BITS >> self.role) & 1 and (self.parameter_bits >> name_bit(self.data, start + 2)) & 1
        ):
            self.refer_to(start)

    def refer_attribute(self, start: i64, last: i64) -> None:
        """Remember the attributes just read when the last one, at `last`, may be called like a constant."""
        if self.is_capital(last + 1):
            self.refer_to(start)

    def is_capital(self, pos: i64) -> bool:
        """Say whether the text whose length is at `pos` may be the name of a constant: rejects nearly all."""
        data = self.data
        size: i64 = data[pos]
        if size & 1:
            return True  # too long to tell here
        return data[pos + 1] < SMALL_A and data[pos + 2] < SMALL_A and data[pos + (size >> 1) - 10] < SMALL_A

    def refer_to(self, start: i64) -> None:
        """Remember the dotted name at `start`, which was just read; it is looked up when it is asked for."""
        end = self.pos
        self.pos = self.location_pos
        self.location()
        self.pos = end
        found = RawLiteral(self, "", REFERENCE)
        found.place = start
        self.records.append(found)

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
            if found.owner != callee:
                continue
            name = names[found.argument]
            if found.role != ARGUMENT:
                found.slot = within(name, found)
            elif name is not None or kinds[found.argument] == STAR_STAR:
                found.role = KEYWORD
                found.slot = name or ""
            else:
                found.slot = digits(positional(kinds, names, found.argument))


def name_bit(data: bytes, pos: i64) -> i64:
    """Give a number below NAME_BITS for the text whose length, in one byte, is at `pos`."""
    size: i64 = data[pos]
    first: i64 = data[pos + 1]
    last: i64 = data[pos + (size >> 1) - 10]
    return (size + 7 * first + 5 * last) % NAME_BITS


def name_bits(names: list[bytes]) -> i64:
    """Give the bits that `name_bit` gives for names; longer ones are told apart later."""
    bits: i64 = 0
    for name in names:
        size: i64 = len(name)
        if size:  # where the syntax is broken, there may be none
            first: i64 = name[0]
            last: i64 = name[size - 1]
            bits |= 1 << ((2 * (size + 10) + 7 * first + 5 * last) % NAME_BITS)
    return bits


def within(keyword: str | None, found: RawLiteral) -> str:
    """Give the slot of a key or a value in a dictionary that a keyword gives to a call."""
    if keyword is None or (found.role == VALUE and not found.slot):
        return found.slot
    return keyword if found.role == KEY else f"{keyword}.{found.slot}"


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
