"""Lines of a source as radon counts them for its index: of source, of comment, of strings, and logical ones.

A unit is what must be read together: a line, and those that brackets, strings and backslashes add to it.
One that is a string alone is documentation. A logical line is a part of a unit between semicolons; it counts
twice when a colon stands in it before its last token, as in `if a: b`, and as radon has it in `{a: b}`, too.
Strings are those of Python 3.11: radon on a newer Python takes colons within f-strings for such colons.
"""

from __future__ import annotations

import io
import re
import tokenize
from typing import Final, NamedTuple

STRING: Final = (
    r"""(?i:[rbuf]{0,2})(?:\"{3}(?:[^"\\]|\\[\s\S]|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\[\s\S]|'(?!''))*'{3}"""
)
SHORT: Final = r"""|"(?!"")(?:[^"\\\n]|\\[\s\S])*"|'(?!'')(?:[^'\\\n]|\\[\s\S])*')"""
TOKEN: Final = re.compile(
    rf"(?P<string>{STRING}{SHORT})|(?P<comment>\#[^\n]*)|(?P<open>[(\[{{])|(?P<close>[)\]}}])"
    r"|(?P<line>\n)|(?P<join>\\\n)|(?P<part>;)|(?P<word>:=|[^\s\"'\#()\[\]{};:\\]+)|(?P<colon>:)|(?P<strange>[\"'\\])"
)
DEPTHS: Final = {"open": 1, "close": -1}
LONG: Final = ("string", "join")  # tokens that may hold line ends
WORD: Final = "word"  # stands for all tokens that are no operator
INTRICATE: Final = re.compile(r"""["'#(\[{;\\]|:=""")


class RawLines(NamedTuple):
    """Counts of one source."""

    source: int  # lines of units that are neither comment nor documentation, blank ones left out
    comments: int
    multi: int  # lines of documentation of several lines, blank ones left out
    logical: int


class Unit:
    """What has been seen of the unit that is being read."""

    __slots__ = ("colon", "comment", "last", "strings", "words")

    def __init__(self) -> None:
        self.words = 0  # tokens, strings too, since the last semicolon
        self.strings = 0
        self.comment = 0
        self.colon = False
        self.last = False  # the last token is a colon

    def add(self, kind: str) -> None:
        """Take a token."""
        if kind == "comment":
            self.comment += 1
        elif kind != "join":
            self.words += 1
            self.strings += kind == "string"
            self.last = kind == "colon"
            self.colon = self.colon or self.last


def count_lines(text: str) -> RawLines | None:
    """Count the lines of a source; None for one that radon cannot take apart."""
    lines = [line.strip() for line in text.splitlines()]
    counter = Counter(lines)
    return counter.counts() if counter.read() else None


class Counter:
    """Goes through the lines of one source."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.source = self.comments = self.multi = self.logical = 0

    def counts(self) -> RawLines:
        """Give what was counted."""
        return RawLines(self.source, self.comments, self.multi, self.logical)

    def read(self) -> bool:
        """Read all units; say whether there was an end to each."""
        at, size = 0, len(self.lines)
        while at < size:
            line = self.lines[at]
            if not line:
                at += 1
            elif INTRICATE.search(line):
                end = self.unit(at)
                if not end:
                    return False
                at = end
            else:
                self.source += 1
                self.logical += 2 if ":" in line and line[-1] != ":" else 1
                at += 1
        return True

    def unit(self, at: int) -> int:
        """Read the unit that begins on a line; give the number of the line behind it, 0 without an end."""
        line = self.lines[at]
        if line[0] == "#":
            self.comments += 1
            return at + 1
        size, end, text = 1, at, ""
        while end < len(self.lines):
            end = min(at + size, len(self.lines))
            text = "\n".join(self.lines[at:end]) + "\n"
            found = read_unit(text)
            if found is not None:
                unit, taken = found
                self.take(unit, at, at + taken, text)
                return at + taken
            size *= 2 if size > 8 else 4
        return 0

    def take(self, unit: list[Unit], first: int, end: int, text: str) -> None:
        """Count a unit that has been read."""
        held = self.lines[first:end]
        filled = len(held) - held.count("")
        self.comments += sum(part.comment for part in unit)
        only = unit[0]
        if len(unit) == 1 and only.strings == only.words == 1 and not only.comment:
            self.multi += filled if end - first > 1 else 0
        else:
            self.source += filled
        self.logical += sum(map(logical, unit)) if len(unit) == 1 else logical_parts(unit, "\n".join(held))


def read_unit(text: str) -> tuple[list[Unit], int] | None:
    """Read the unit that a text begins with; give its parts and its lines; None without an end."""
    parts = [Unit()]
    depth = lines = 0
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "line":
            lines += 1
            if depth <= 0:
                return parts, lines
        elif kind == "part":
            parts.append(Unit())
        elif kind == "strange":
            return None
        else:
            parts[-1].add(kind)
            depth += DEPTHS.get(kind, 0)
            lines += match[0].count("\n") if kind in LONG else 0
    return None


def logical(part: Unit) -> int:
    """Count the logical lines of the last part of a unit."""
    if part.colon:
        return 1 if part.last else 2
    return 1 if part.words else 0


def logical_parts(parts: list[Unit], text: str) -> int:
    """Count the logical lines of a unit with semicolons.

    In a part before a semicolon radon takes the last token but one for the last: `if a: b; c` are two.
    """
    if not any(part.colon for part in parts[:-1]):
        return sum(map(logical, parts))
    divided: list[list[str]] = [[]]
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.OP and token.string == ";":
            divided.append([])
        elif token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE):
            divided[-1].append(token.string if token.type == tokenize.OP else token.string and WORD)
    return sum(map(logical_tokens, divided))


def logical_tokens(tokens: list[str]) -> int:
    """Count the logical lines of a part; the end of all tokens is one without text."""
    if ":" not in tokens:
        return 1 if any(tokens) else 0
    last = len(tokens) - 1 - tokens[::-1].index(":")
    return 2 - (last == len(tokens) - 2)
