"""A cursor for the reader of uses: places, names, chains of attributes, and what is only passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_cursor import CONSTANTS, Cursor, FormatError
from netra_tools.facts.tags import CALL, MEMBER
from netra_tools.facts.uses import ASSIGNED, CALLED, LOAD, Place
from netra_tools.facts.uses_found import Finder
from netra_tools.facts.uses_text import NOWHERE, decoded

if TYPE_CHECKING:
    from mypy_extensions import i64


ZERO: Final = (0 + 10) << 1  # the byte of the number 0


class UseCursor(Cursor):
    """Reads `data`, the tree of `masked`, which has the length and the lines of the source.

    `shift` moves the places of what is parsed on its own to where it is written. `action` is what is done
    with the names that are read.
    """

    def __init__(self, data: bytes, found: Finder, masked: bytes) -> None:
        super().__init__(data)
        self.found = found
        self.masked = masked
        self.renamed = False  # names that are not ASCII were replaced
        self.brief = found.gathers  # places of attributes are not asked for
        self.placing = False  # places are asked for even where brief
        self.shift_line: i64 = 0
        self.shift_column: i64 = 0
        self.action: i64 = LOAD

    def size(self) -> i64:
        """Read the head of a list and give its length."""
        self.pos += 1
        return self.length()

    def truth(self) -> bool:
        """Read a boolean."""
        value: i64 = self.data[self.pos]
        self.pos += 1
        if value > 1:
            raise FormatError(f"boolean expected, found {value}")
        return value == 1

    def end_node(self) -> None:
        """Pass over a location and an end."""
        self.skip_location()
        self.pos += 1

    def end_at(self) -> tuple[Place, Place]:
        """Read a location and an end, and give where the node begins and ends."""
        span = self.span()
        self.pos += 1
        return span

    def span(self) -> tuple[Place, Place]:
        """Read a location and give its places; those on one line at once: they are nearly all."""
        data = self.data
        self.location_pos = self.pos
        pos = self.pos + 1
        first: i64 = data[pos]
        line = (first >> 1) - 10
        if first & 1:
            pos += 1
            high: i64 = data[pos]
            line = (first >> 2) + (high << 6) - 100
        second: i64 = data[pos + 1]
        third: i64 = data[pos + 2]
        fourth: i64 = data[pos + 3]
        if first & 3 == 3 or (second | fourth) & 1 or third != ZERO:
            return self.far_span()
        self.pos = pos + 4
        column = (second >> 1) - 10
        if line == 1:
            column += self.shift_column
        line += self.shift_line
        return (line, column), (line, column + (fourth >> 1) - 10)

    def far_span(self) -> tuple[Place, Place]:
        """Read any location and give its places."""
        self.location()
        line, end_line = self.line, self.end_line
        column = self.column + (self.shift_column if line == 1 else 0)
        end_column = self.end_column + (self.shift_column if end_line == 1 else 0)
        return (line + self.shift_line, column), (end_line + self.shift_line, end_column)

    def spelled(self, name: str, start: Place) -> str:
        """Give a name that begins at a place as it is spelled in the source."""
        if not self.renamed:
            return name
        text = self.found.text
        first = text.offset(start)
        return decoded(text.data[first : first + len(name)])

    def bind_behind(self, name: str, how: i64, start: Place) -> None:
        """Bind a name that is the first word behind stars at a place."""
        text = self.found.text
        if text.data[text.offset(start)] == ord("*"):
            start = text.word_after(start, STARS)
        self.found.bind_at(self.spelled(name, start), how, start)

    def last_span(self) -> tuple[Place, Place]:
        """Give the location that was read or passed over last."""
        here = self.pos
        self.pos = self.location_pos
        span = self.span()
        self.pos = here
        return span

    def capture(self) -> None:
        """Read the optional name that a pattern or a handler binds."""
        if self.truth():
            name = self.string()
            start, _ = self.span()
            self.bind_behind(name, ASSIGNED, start)

    def named(self, first: i64, base: i64) -> tuple[i64, tuple[str, ...]]:
        """Read the name at `base` and the attributes behind it, whose heads are in front of it from `first`.

        Give the place of the last head that was read, and the parts of the chain.
        """
        self.pos = base + 1
        name = self.string()
        if self.brief and self.action == LOAD and not self.placing:
            self.end_node()
            return (base, ()) if name in CONSTANTS else self.named_briefly(first, base, name, NOWHERE)
        start, end = self.end_at()
        if name in CONSTANTS:
            return base, ()
        if self.brief:
            return self.named_briefly(first, base, name, start)
        return self.named_fully(first, base, (self.spelled(name, start), start, end))

    def named_fully(
        self, first: i64, base: i64, name: tuple[str, Place, Place]
    ) -> tuple[i64, tuple[str, ...]]:
        """Read the attributes behind a name with their places."""
        data = self.data
        head = base
        end = name[2]
        parts = [name[0]]
        starts = [name[1]]
        while head > first and data[head - 1] == MEMBER:
            head -= 1
            part = self.string()
            _, end = self.end_at()
            start = (end[0], end[1] - len(part))
            parts.append(self.spelled(part, start))
            starts.append(start)
        return head, self.end_chain(first, head, parts, starts, end)

    def end_chain(
        self, first: i64, head: i64, parts: list[str], starts: list[Place], end: Place
    ) -> tuple[str, ...]:
        """Keep a chain that has been read up to `head`, and give its parts."""
        action = self.action if head == first else LOAD
        if action != LOAD and len(parts) == 1:
            self.found.bind(parts[0], ASSIGNED)
        flags = CALLED if head > first and self.data[head - 1] == CALL else 0
        chain = tuple(parts)
        self.found.add_chain(chain, tuple(starts), end, action, flags)
        return chain

    def named_briefly(self, first: i64, base: i64, name: str, start: Place) -> tuple[i64, tuple[str, ...]]:
        """Read the attributes behind a name where their places are not asked for."""
        data = self.data
        head = base
        chain: tuple[str, ...] = (name,)
        if base > first and data[base - 1] == MEMBER:
            parts = [name]
            while head > first and data[head - 1] == MEMBER:
                head -= 1
                parts.append(self.string())
                self.end_node()
            chain = tuple(parts)
        action = self.action if head == first else LOAD
        if action != LOAD and head == base:
            self.found.bind(name, ASSIGNED)
        flags = CALLED if head > first and data[head - 1] == CALL else 0
        self.found.add_name(chain, start, action, flags)
        return head, chain


STARS = frozenset((b"*",))
