"""A cursor over ast-serialize's bytes: numbers, strings, locations, dotted names.

Integers are variable-length: the low bits of the first byte say how many bytes follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netra_tools.facts.tags import CALL, INDEX, MEMBER, NAME, OP, STR

if TYPE_CHECKING:
    from mypy_extensions import i64  # a machine integer when compiled, an int otherwise

# How many bytes an untagged integer takes, by its first; longer ones are no lines or columns.
WIDTHS: Final = bytes(4 if first & 3 == 3 else 1 + (first & 1) for first in range(256))
CONSTANTS: Final = frozenset(("None", "True", "False"))  # names to ast-serialize
FACTOR: Final = 1000003
PRIME_GAP: Final = 87
PRIME: Final = (1 << 40) - PRIME_GAP
HASH_MASK: Final = (1 << 40) - 1


def probe() -> None:
    """Do nothing: the type of this function says how the module was built."""


COMPILED: Final = type(probe).__name__ != "function"


def digest_text(digest: i64, data: bytes, start: i64, end: i64) -> i64:
    """Let bytes count for a structure: read as one number with what came before, modulo a prime.

    Both branches give the same; each is fast in its form (10 million bytes: 0.05 s, and 0.5 s).
    """
    if start == end:
        return digest
    if not COMPILED:
        wide: int = digest
        return ((wide << 8 * (end - start)) + int.from_bytes(data[start:end], "big")) % PRIME
    pos = start
    if (end - start) & 1:
        single: i64 = data[pos]
        digest = (digest << 8) + single
        pos += 1
    while pos < end:
        high: i64 = data[pos]
        low: i64 = data[pos + 1]
        digest = (digest & HASH_MASK) + PRIME_GAP * (digest >> 40)  # the same modulo PRIME, and small enough
        digest = (digest << 16) + (high << 8) + low
        pos += 2
    return digest % PRIME


class FormatError(Exception):
    """The bytes are not what this version of ast-serialize writes."""


class Cursor:
    """Where we are in `data`, and the last location read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pos: i64 = 0
        self.location_pos: i64 = 0  # where the location read or passed over last is written
        self.line: i64 = 0
        self.column: i64 = 0
        self.end_line: i64 = 0
        self.end_column: i64 = 0
        self.hash: i64 = 0

    def bare(self) -> i64:
        """Read an integer that has no tag."""
        data = self.data
        pos = self.pos
        first: i64 = data[pos]
        if not first & 1:
            self.pos = pos + 1
            return (first >> 1) - 10
        second: i64 = data[pos + 1]
        if not first & 2:
            self.pos = pos + 2
            return (first >> 2) + (second << 6) - 100
        if not first & 4:
            self.pos = pos + 4
            third: i64 = data[pos + 2]
            fourth: i64 = data[pos + 3]
            return (first >> 3) + (second << 5) + (third << 13) + (fourth << 21) - 10000
        return self.long_bare()

    def long_bare(self) -> i64:
        """Read an integer of many bytes: its size and sign, then its bytes; what is over 56 bits is cut."""
        self.pos += 1
        size_and_sign = self.bare()
        size = size_and_sign >> 1
        value = int.from_bytes(self.data[self.pos : self.pos + min(size, 7)], "little")
        self.pos += size
        return value

    def length(self) -> i64:
        """Read an integer without tag that is mostly small: most are read here."""
        pos = self.pos
        first: i64 = self.data[pos]
        if first & 1:
            return self.bare()
        self.pos = pos + 1
        return (first >> 1) - 10

    def integer(self) -> i64:
        """Read a tagged integer."""
        self.pos += 1
        return self.bare()

    def count(self) -> i64:
        """Read the head of a list and return its length."""
        self.pos += 1
        size = self.length()
        self.hash = (self.hash * FACTOR ^ size) & HASH_MASK
        return size

    def flag(self) -> bool:
        """Read a boolean."""
        value: i64 = self.data[self.pos]
        self.pos += 1
        if value > 1:
            raise FormatError(f"boolean expected, found {value}")
        self.hash = (self.hash * FACTOR ^ value) & HASH_MASK
        return value == 1

    def string(self) -> str:
        """Read a tagged string."""
        self.pos += 1
        size = self.length()
        start = self.pos
        self.pos = start + size
        return self.data[start : start + size].decode()

    def string_ahead(self) -> str:
        """Give the tagged string that follows."""
        start = self.pos
        found = self.string()
        self.pos = start
        return found

    def mixed_string(self) -> str:
        """Read a tagged string that counts for the structure."""
        self.pos += 1
        size = self.length()
        start = self.pos
        end = start + size
        self.pos = end
        self.hash = digest_text(self.hash, self.data, start, end)
        return self.data[start:end].decode()

    def optional_string(self) -> str | None:
        """Read a tagged string, or nothing."""
        if self.data[self.pos] == 2:
            self.pos += 1
            return None
        return self.string()

    def flagged_string(self) -> str | None:
        """Read a boolean, and the string that follows when it is true."""
        return self.string() if self.flag() else None

    def skip_string(self) -> None:
        """Pass over a tagged string; it counts for the structure."""
        start = self.pos + 2
        first: i64 = self.data[start - 1]
        end = start + (first >> 1) - 10
        if first & 1:
            self.pos = start - 1
            end = self.bare()
            start = self.pos
            end += start
        self.pos = end
        self.hash = digest_text(self.hash, self.data, start, end)

    def skip_location(self) -> None:
        """Pass over a location."""
        data = self.data
        pos = self.pos
        self.location_pos = pos
        pos += 1
        if not COMPILED:
            pos += WIDTHS[data[pos]]
            pos += WIDTHS[data[pos]]
            pos += WIDTHS[data[pos]]
            self.pos = pos + WIDTHS[data[pos]]
            return
        count: i64 = 0
        while count < 4:
            first: i64 = data[pos]
            pos += 1 if not first & 1 else 2 if not first & 2 else 4
            count += 1
        self.pos = pos

    def skip_named(self) -> None:
        """Pass over a tagged string, which counts for the structure, a location and an end.

        Interpreted, all in one: most nodes are names and attributes, and a call takes as long as five steps.
        """
        data = self.data
        start = self.pos + 2
        first: i64 = data[start - 1]
        if COMPILED or first & 1:
            self.skip_string()
            self.skip_location()
            self.pos += 1
            return
        pos = start + (first >> 1) - 10
        if start < pos:
            wide: int = self.hash
            self.hash = ((wide << 8 * (pos - start)) + int.from_bytes(data[start:pos], "big")) % PRIME
        self.location_pos = pos
        pos += 1
        pos += WIDTHS[data[pos]]
        pos += WIDTHS[data[pos]]
        pos += WIDTHS[data[pos]]
        self.pos = pos + WIDTHS[data[pos]] + 1

    def pass_string(self) -> None:
        """Pass over a tagged string that does not count."""
        self.pos += 1
        size = self.length()
        self.pos += size

    def location(self) -> None:
        """Read a location into `line`, `column`, `end_line` and `end_column`."""
        self.location_pos = self.pos
        self.pos += 1
        self.line = self.bare()
        self.column = self.length()
        self.end_line = self.line + self.length()
        self.end_column = self.column + self.length()

    def float_value(self) -> None:
        """Read eight bytes of a floating-point number."""
        start = self.pos + 1
        self.pos = start + 8
        self.mix(int.from_bytes(self.data[start + 4 : start + 8], "little"))

    def mix(self, value: i64) -> None:
        """Let `value` count for the structure of what is being read."""
        self.hash = (self.hash * FACTOR ^ value) & HASH_MASK

    def mix_text(self, text: str) -> None:
        """Let a text count for the structure."""
        data = text.encode("utf-8", "surrogatepass")
        self.hash = digest_text(self.hash, data, 0, len(data))

    def last_line(self) -> i64:
        """Give the first line of the location read or passed over last."""
        return self.bare_at(self.location_pos + 1)

    def leftmost_line(self, pos: i64) -> i64:
        """Give the line on which the chain at `pos` begins; 0 when it begins with no name."""
        while self.data[pos] in (CALL, MEMBER, INDEX, OP):
            pos += 3 if self.data[pos] == OP else 1
        if self.data[pos] != NAME:
            return 0
        saved = self.pos
        self.pos = pos + 2
        size = self.bare()
        line = self.bare_at(self.pos + size + 1)
        self.pos = saved
        return line

    def bare_at(self, pos: i64) -> i64:
        """Give the untagged integer at `pos`."""
        saved = self.pos
        self.pos = pos
        value = self.bare()
        self.pos = saved
        return value

    def dotted(self, pos: i64) -> str:
        """Give the dotted name of the expression at `pos`, or nothing when it has none."""
        data = self.data
        depth: i64 = 0
        while data[pos] == MEMBER:
            depth += 1
            pos += 1
        if data[pos] != NAME:
            return ""
        return self.dotted_parts(pos, depth)

    def dotted_parts(self, pos: i64, depth: i64) -> str:
        """Join the name at `pos` with the `depth` attributes that follow it."""
        saved = self.pos
        self.pos = pos + 1
        name = self.string()
        if depth == 0 or name in CONSTANTS:
            self.pos = saved
            return "" if name in CONSTANTS else name
        parts = [name]
        for _index in range(depth):
            self.skip_location()
            self.pos += 1
            parts.append(self.string())
        self.pos = saved
        return ".".join(parts)

    def keyed(self, pos: i64) -> str:
        """Give the dotted name at `pos` in which keys that are plain strings stand like attributes."""
        data = self.data
        head = pos + 1 if data[pos] == CALL else pos
        while data[head] == MEMBER or data[head] == INDEX:
            head += 1
        if head == pos or data[head] != NAME:
            return ""
        saved = self.pos
        self.pos = head + 1
        parts = [self.string()]
        if parts[0] in CONSTANTS:
            parts[0] = ""
        while head > pos and parts[-1]:
            self.skip_location()
            self.pos += 1
            head -= 1
            self.add_part(head, parts)
        self.pos = saved
        return ".".join(parts) if parts[-1] else ""

    def add_part(self, head: i64, parts: list[str]) -> None:
        """Read what follows in a keyed name: an attribute, or `[key]`; `.get(key)` is at the end."""
        if self.data[head] == MEMBER:
            parts.append(self.string())
        elif self.data[head] == INDEX:
            parts.append(self.text_at(self.pos))
            if not parts[-1]:
                return
            self.pos += 1
            self.pass_string()
            self.pos += 1
            self.skip_location()
            self.pos += 1
        else:
            asked = self.data[head + 1] == MEMBER and parts[-1] == "get" and self.count() > 0
            parts[-1] = self.text_at(self.pos) if asked else ""

    def text_at(self, pos: i64) -> str:
        """Give the value of the string literal at `pos`, or nothing when it is something else."""
        if self.data[pos] != STR:
            return ""
        saved = self.pos
        self.pos = pos + 1
        value = self.string()
        self.pos = saved
        return value

    def name_at(self, pos: i64) -> bytes:
        """Give the name at `pos`."""
        saved = self.pos
        self.pos = pos + 2
        size = self.length()
        start = self.pos
        self.pos = saved
        return self.data[start : start + size]
