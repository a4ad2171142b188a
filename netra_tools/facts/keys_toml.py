"""The keys of TOML. The standard library judges the text, which gives no places; a scanner finds them."""

from __future__ import annotations

import re
import tomllib
from typing import Final

from netra_tools.facts.keys_found import Keys, below, check_depth

LONG: Final = r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}(?!"))*+"{3,5}' + r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
SHORT: Final = r'"(?:[^"\\\n]++|\\.)*+"' + r"|'[^'\n]*+'"
BARE: Final = r"[A-Za-z0-9_-]++"
SPACE = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
PART = re.compile(rf"[ \t]*+({SHORT}|{BARE})[ \t]*+(\.?)")
# A date and its time may stand apart; whatever else a value is, it holds none of these marks.
SCALAR = re.compile(
    rf"{LONG}|{SHORT}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[ ][0-9][^\s,\]}}#]*+|[^\s,\[\]{{}}=#]++"
)
AT = re.compile(r"\(at line (\d+), column (\d+)\)")
TOP: Final = ""
ARRAY: Final = "["
INLINE: Final = "{"


def read_toml(keys: Keys) -> None:
    """Note the keys of a TOML text, up to the place where it stops being one."""
    # First, since it knows limits: a key of 80,000 bytes in dotted parts takes tomllib half a second, one
    # of twice as many four times as long.
    scanner = Scanner(keys)
    while scanner.step():
        pass
    end = judge(keys)
    if end is not None:
        keys.drop_behind(end)
    elif scanner.at < scanner.end:
        keys.fail("syntax", "not understood", scanner.at)


def judge(keys: Keys) -> int | None:
    """Say where the text stops being TOML; None when it does not."""
    try:
        tomllib.loads(keys.text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        end = offset_of(keys.text, str(error))
        reason = str(error).partition(" (at ")[0]
        keys.fail("syntax", f"not TOML: {reason[:1].lower()}{reason[1:]}", end)
        return end
    except (ValueError, RecursionError):
        # Python, not TOML, refuses integers of thousands of digits.
        keys.fail("size", "too deep, or too long a number, to be checked", 0)
    return None


def offset_of(text: str, message: str) -> int:
    """Find the place that the standard library names; the end when it names none."""
    match = AT.search(message)
    if match is None:
        return len(text)
    offset = 0
    for _ in range(int(match[1]) - 1):
        offset = text.find("\n", offset) + 1
    return min(offset + int(match[2]) - 1, len(text))


class Scanner:
    """Goes through a text from key to key. It knows brackets and strings, and no other value."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.text = keys.text
        self.end = len(keys.text)
        self.at = 0
        self.table = ""  # path of the table whose header was read last
        self.stack: list[tuple[str, str]] = []  # what is open, and the path of what it holds
        self.pending: str | None = None  # path of the key whose value comes next

    def step(self) -> bool:
        """Go over the next thing; False at the end, or where nothing is understood."""
        match = SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        if self.at >= self.end:
            return False
        char, within = self.text[self.at], self.stack[-1][0] if self.stack else TOP
        if self.pending is not None:
            return self._value(char, self.pending)
        if within == ARRAY:
            return self._close(char, "]") or self._value(char, self.stack[-1][1])
        if within == INLINE:
            return self._close(char, "}") or self._key(self.stack[-1][1])
        return self._header() if char == "[" else self._key(self.table)

    def _close(self, char: str, closing: str) -> bool:
        """Go over a comma, or over the bracket that closes what is open."""
        if char == closing:
            self.stack.pop()
        elif char != ",":
            return False
        self.at += 1
        return True

    def _value(self, char: str, owner: str) -> bool:
        """Go over a value, or into it when it is one that may hold keys."""
        self.pending = None
        if char in (ARRAY, INLINE):
            self.stack.append((char, owner))
            check_depth(len(self.stack))
            self.at += 1
            return True
        match = SCALAR.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match is not None

    def _header(self) -> bool:
        """Read `[table]` or `[[table]]`."""
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        path = self._path("", self.at + brackets, "]" * brackets)
        if path is None:
            return False
        self.table = path
        return True

    def _key(self, owner: str) -> bool:
        """Read a key and its equals sign."""
        self.pending = self._path(owner, self.at, "=")
        return self.pending is not None

    def _path(self, owner: str, at: int, closing: str) -> str | None:
        """Note the parts of a dotted key when it is closed as it should, and give its path."""
        parts = []
        match = PART.match(self.text, at)
        while match is not None:
            parts.append(match)
            check_depth(len(parts))
            at = match.end()
            match = PART.match(self.text, at) if match[2] else None
        if not parts or not self.text.startswith(closing, at):
            return None
        for part in parts:
            key = plain(part[1])
            self.keys.add(owner, key, *part.span(1))
            owner = below(owner, key)
        self.at = at + len(closing)
        return owner


def plain(word: str) -> str:
    """Give what a key says."""
    if "\\" in word and word[0] == '"':
        try:
            said: str = tomllib.loads(f"key = {word}")["key"]
        except tomllib.TOMLDecodeError:
            return word[1:-1]
        return said
    return word[1:-1] if word[0] in "\"'" else word
