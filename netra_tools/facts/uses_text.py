"""The text of a file as tokens and places, and its import statements part by part."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from netra_tools.facts.uses import Alias, ImportStatement, Place

TOKEN = re.compile(rb"#[^\n]*|[\w\x80-\xff]+|[^\s\\]")  # strings are not expected
WORD_END = re.compile(rb"[\w\x80-\xff]+\Z")
# Strings are whole here, for what they hold may look like brackets.
TYPE_TOKEN = re.compile(rb"""#[^\n]*|'[^'\n]*'|"[^"\n]*"|[\w\x80-\xff]+|[^\s\\]""")
HIGH = re.compile("[^\x00-\x7f]+")
NOWHERE: Place = (0, 0)
OPENING = (b"(", b"[", b"{")
CLOSING = (b")", b"]", b"}")
ENDING = (b",", *CLOSING)
# stars in front, where it begins and ends
Item = tuple[int, Place, Place]
# text, offset
Token = tuple[bytes, int]
# A named tuple's own constructor is interpreted; these are not.
FullAlias = tuple[str, Place, Place, str | None, Place, Place]
FullImport = tuple[bool, str, int, Place, Place, tuple[Alias, ...], int, int, Place, Place]
make_alias: Final[Callable[[FullAlias], Alias]] = partial(tuple.__new__, Alias)
make_import: Final[Callable[[FullImport], ImportStatement]] = partial(tuple.__new__, ImportStatement)


class Text:
    """A source in UTF-8 with plain newlines."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.starts = [0]  # offset of each line
        for line in data.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def offset(self, place: Place) -> int:
        """Give the offset of a place."""
        return self.starts[place[0] - 1] + place[1]

    def place(self, offset: int) -> Place:
        """Give the place of an offset."""
        line = bisect_right(self.starts, offset)
        return (line, offset - self.starts[line - 1])

    def holds(self, start: Place, text: bytes) -> bool:
        """Say whether a text stands at a place."""
        return start[0] < len(self.starts) and self.data.startswith(text, self.offset(start))

    def tokens(self, start: Place, end: Place | None = None) -> Iterator[Token]:
        """Yield words and single signs between two places, without comments."""
        last = len(self.data) if end is None else self.offset(end)
        for match in TOKEN.finditer(self.data, self.offset(start), last):
            if not match[0].startswith(b"#"):
                yield match[0], match.start()

    def word_after(self, start: Place, leads: frozenset[bytes]) -> Place:
        """Give the place of the first token behind those that may lead to it."""
        for word, offset in self.tokens(start):
            if word not in leads:
                return self.place(offset)
        return start

    def word_before(self, end: Place) -> Place:
        """Give the place where the word begins that ends here."""
        first = self.starts[end[0] - 1]
        match = WORD_END.search(self.data[first : first + end[1]])
        return (end[0], match.start()) if match else end

    def block_after(self, end: Place) -> Place:
        """Give the place of the first token of the block whose header goes on here."""
        opened = False
        for word, offset in self.tokens(end):
            if opened:
                return self.place(offset)
            opened = word == b":"
        return end

    def words_behind(self, start: Place, lead: bytes) -> Iterator[Place]:
        """Yield the places of the tokens behind a word, commas left out."""
        behind = False
        for word, offset in self.tokens(start):
            if behind and word != b",":
                yield self.place(offset)
            behind = behind or word == lead

    def opening_at(self, start: Place, opening: bytes) -> int:
        """Give the offset behind the bracket of a header that opens so, the end when there is none."""
        depth = 0
        for match in TYPE_TOKEN.finditer(self.data, self.offset(start)):
            token = match[0]
            if depth == 0 and token == opening:
                return match.end()
            if depth == 0 and token in (b":", b"="):
                break
            depth += (token in OPENING) - (token in CLOSING)
        return len(self.data)

    def items(self, start: Place, opening: bytes) -> Iterator[Item]:
        """Yield the items between brackets that open so in the header of a definition."""
        behind = self.opening_at(start, opening)
        depth, stars, first, end = 0, 0, -1, behind
        for match in TYPE_TOKEN.finditer(self.data, behind):
            token = match[0]
            if depth == 0 and token in ENDING:
                if first >= 0:
                    yield stars, self.place(first), self.place(end)
                if token != b",":
                    return
                stars, first = 0, -1
                continue
            depth += (token in OPENING) - (token in CLOSING)
            stars += first < 0 and token == b"*"
            if first < 0 and token != b"*" and not token.startswith(b"#"):
                first = match.start()
            end = match.end()


def decoded(word: bytes) -> str:
    """Give a name as Python knows it."""
    text = word.decode("utf-8", "replace")
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def names_masked(source: bytes) -> bytes:
    """Replace characters that are not ASCII by letters where they could be part of a name."""
    return HIGH.sub(mask, source.decode("utf-8", "replace")).encode()


def mask(found: re.Match[str]) -> str:
    """Give as many letters as the text has bytes."""
    return ("_" if f"a{found[0]}".isidentifier() else "\x02") * len(found[0].encode())


class ImportParts:
    """Reads one import statement."""

    def __init__(self, text: Text, start: Place, end: Place) -> None:
        self.text = text
        self.tokens = [*text.tokens(start, end), (b"", 0)]
        self.index = 1

    def statement(self, scope: int, flags: int, start: Place, end: Place) -> ImportStatement:
        """Give the statement."""
        is_from = self.tokens[0][0] == b"from"
        level, module, module_start, module_end = 0, "", NOWHERE, NOWHERE
        if is_from:
            module_start = self.text.place(self.tokens[1][1])
            level, module, module_end = self.module()
        names = tuple(self.names(is_from))
        return make_import(
            (is_from, module, level, module_start, module_end, names, scope, flags, start, end)
        )

    def module(self) -> tuple[int, str, Place]:
        """Read the dots and the module of a from-import, and the word that follows."""
        level = 0
        while self.tokens[self.index][0] == b".":
            level += 1
            self.index += 1
        end = self.end_of(self.index - 1)
        module = ""
        if self.tokens[self.index][0] != b"import":
            module, _, end = self.dotted()
        self.index += 1
        return level, module, end

    def names(self, is_from: bool) -> Iterator[Alias]:
        """Read the names."""
        while self.tokens[self.index][0]:
            if self.tokens[self.index][0] in b"(),":
                self.index += 1
                continue
            name, start, end = self.dotted()
            alias, alias_start, alias_end = None, NOWHERE, end
            if self.tokens[self.index][0] == b"as":
                self.index += 1
                alias, alias_start, alias_end = self.dotted()
            yield make_alias((name, start, end, alias, alias_start, alias_end))

    def dotted(self) -> tuple[str, Place, Place]:
        """Read a name with dots in it."""
        first = self.index
        self.index += 1
        while self.tokens[self.index][0] == b".":
            self.index += 2
        words = [decoded(word) for word, _ in self.tokens[first : self.index]]
        return "".join(words), self.text.place(self.tokens[first][1]), self.end_of(self.index - 1)

    def end_of(self, index: int) -> Place:
        """Give where a token ends."""
        word, offset = self.tokens[index]
        return self.text.place(offset + len(word))
