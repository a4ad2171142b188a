"""The keys and strings of TOML with their places; the standard library judges whether it is TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Final

from netra_tools.changes.documents.draft import Draft
from netra_tools.changes.documents.items import BrokenError, Item
from netra_tools.facts.keys_toml import ARRAY, BARE, INLINE, LONG, SCALAR, SHORT

SPACE = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
PART = re.compile(rf"[ \t]*+({SHORT}|{BARE})[ \t]*+(\.?)")
STRING = re.compile(rf"{LONG}|{SHORT}")
TRIPLE: Final = 3


def read_toml(draft: Draft) -> list[Item]:
    """Give the keys and strings of a TOML document.

    Raises: BrokenError when it is none.
    """
    parse_toml(draft.data)
    scanner = Scanner(draft.text)
    items = list(scanner.items())
    if scanner.at < len(draft.text):
        raise BrokenError("not understood as TOML")
    return items


def parse_toml(data: bytes) -> object:
    """Give the value of a TOML document.

    Raises: BrokenError when it is none.
    """
    try:
        return tomllib.loads(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), parse_float=str)
    except (ValueError, RecursionError) as error:
        reason = str(error).partition(" (at ")[0]
        raise BrokenError(f"not TOML: {reason[:1].lower()}{reason[1:]}") from None


class Scanner:
    """Goes through a text that is TOML. It knows brackets and strings, and no other value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 3 if text.startswith("\xef\xbb\xbf") else 0
        self.table: tuple[str, ...] = ()
        self.counts: dict[tuple[str, ...], int] = {}  # tables of a list, by their name
        self.stack: list[tuple[str, tuple[str, ...], int]] = []  # what is open, its keys, and how many in it
        self.pending: tuple[str, ...] | None = None

    def items(self) -> Iterator[Item]:
        """Give item after item, up to the end or to what is not understood."""
        while True:
            match = SPACE.match(self.text, self.at)
            assert match is not None
            self.at = match.end()
            before = self.at
            if self.at < len(self.text):
                yield from self._step(self.text[self.at])
            if self.at == before:
                return

    def _step(self, char: str) -> Iterator[Item]:
        """Go over the next thing."""
        within, keys, count = self.stack[-1] if self.stack else ("", self.table, 0)
        if self.pending is not None:
            keys, self.pending = self.pending, None
            yield from self._value(char, keys)
        elif within and char in "]},":
            self.at += 1
            if char == ",":
                self.stack[-1] = (within, keys, count + 1)
            else:
                self.stack.pop()
        elif within == ARRAY:
            yield from self._value(char, (*keys, f"#{count}") if char == INLINE else keys)
        elif char == "[" and not within:
            yield from self._header()
        else:
            yield from self._key(keys)

    def _value(self, char: str, keys: tuple[str, ...]) -> Iterator[Item]:
        """Go over a value, or into it."""
        if char in (ARRAY, INLINE):
            self.stack.append((char, keys, 0))
            self.at += 1
            return
        match = STRING.match(self.text, self.at)
        if match is not None:
            yield quoted(keys, match[0], self.at, is_key=False)
        match = match or SCALAR.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _header(self) -> Iterator[Item]:
        """Read `[table]` or `[[table]]`."""
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        items = self._parts((), self.at + brackets)
        yield from items
        keys = self._numbered(tuple(item.keys[-1] for item in items))
        if brackets > 1:
            self.counts[keys] = self.counts.get(keys, -1) + 1
            keys = (*keys, f"#{self.counts[keys]}")
        self.table = keys
        self.at += brackets

    def _numbered(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Put in the numbers of the tables around that are in a list; the last name gets none."""
        keys: tuple[str, ...] = ()
        for position, name in enumerate(names):
            keys = (*keys, name)
            if keys in self.counts and position + 1 < len(names):
                keys = (*keys, f"#{self.counts[keys]}")
        return keys

    def _key(self, keys: tuple[str, ...]) -> Iterator[Item]:
        """Read a key and its equals sign."""
        items = self._parts(keys, self.at)
        yield from items
        if items and self.text.startswith("=", self.at):
            self.pending = items[-1].keys
            self.at += 1

    def _parts(self, keys: tuple[str, ...], at: int) -> list[Item]:
        """Read the parts of a dotted key."""
        items = []
        match = PART.match(self.text, at)
        while match is not None:
            item = quoted(keys, match[1], match.start(1), is_key=True)
            name = self.text[item.start : item.end]
            keys = (*keys, name)
            items.append(item._replace(keys=keys))
            self.at = match.end()
            match = PART.match(self.text, self.at) if match[2] else None
        return items


def quoted(keys: tuple[str, ...], word: str, start: int, *, is_key: bool) -> Item:
    """Give a string, or a bare key, without its quotes."""
    marks = 0 if word[0] not in "\"'" else TRIPLE if word[:TRIPLE] in ('"""', "'''") else 1
    marks = marks if marks < TRIPLE or len(word) >= 2 * TRIPLE else 1
    return Item(keys, start + marks, start + len(word) - marks, is_key, word[0] == '"', is_key and not marks)
