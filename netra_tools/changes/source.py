"""The bytes of a source file, spliced at positions that facts give; all other bytes stay as they are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from netra_tools.facts.read import coding_cookie
from netra_tools.facts.uses import Place

HEADER = re.compile(rb"[ \t\f]*(?:(?:async[ \t]+)?def|class)\b")  # of what opens a scope
NEWLINE = re.compile(rb"\r\n|\r|\n")


class UnwritableError(Exception):
    """The file cannot be read, or not written back as it is encoded; the text says why."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class Splice(NamedTuple):
    """Bytes to stand in the place of others, by offsets into `SourceText.data`."""

    start: int
    end: int
    text: bytes


class SourceText:
    """A source as UTF-8, with its newlines and BOM, and where each line begins."""

    def __init__(self, original: bytes) -> None:
        self.cookie = coding_cookie(original.removeprefix(codecs.BOM_UTF8))
        self.data = original if self.cookie is None else recode(original, self.cookie)
        first = len(codecs.BOM_UTF8) if self.data.startswith(codecs.BOM_UTF8) else 0
        self.starts = [first, *(match.end() for match in NEWLINE.finditer(self.data))]
        found = NEWLINE.search(self.data)
        self.newline = found[0] if found else b"\n"

    def offset(self, place: Place) -> int:
        """Give where a place is."""
        return self.starts[place[0] - 1] + place[1]

    def text(self, start: Place, end: Place) -> str:
        """Give what is written between two places."""
        return self.data[self.offset(start) : self.offset(end)].decode("utf-8", "replace")

    def line_start(self, offset: int) -> int:
        """Give where the line around an offset begins."""
        return (
            max(self.data.rfind(b"\n", 0, offset), self.data.rfind(b"\r", 0, offset), self.starts[0] - 1) + 1
        )

    def line_end(self, offset: int) -> int:
        """Give where the line around an offset ends, before its newline."""
        found = NEWLINE.search(self.data, offset)
        return found.start() if found else len(self.data)

    def is_outermost(self, place: Place) -> bool:
        """Say whether a statement stands in the body of a function, class or module itself, in no block."""
        number = place[0] - 1
        line = self.line(number)
        before = line[: place[1]]
        if before.strip() and b":" in before:
            return HEADER.match(line) is not None
        indent = indent_of(line)
        while indent and number:
            number -= 1
            line = self.line(number)
            if line.strip() and indent_of(line) < indent:
                return HEADER.match(line) is not None
        return not indent

    def line(self, number: int) -> bytes:
        """Give a line, counted from 0."""
        return self.data[self.starts[number] : self.line_end(self.starts[number])]

    def spliced(self, splices: Iterable[Splice]) -> bytes:
        """Give the bytes of the file with splices, which must not overlap; equal ones count once.

        Raises: UnwritableError when the encoding of the file has no form for what is new.
        """
        pieces, end = [], 0
        for splice in sorted(set(splices)):
            if splice.start < end:
                raise ValueError(f"two changes of one place: {splice}")
            pieces += [self.data[end : splice.start], splice.text]
            end = splice.end
        pieces.append(self.data[end:])
        text = b"".join(pieces)
        if self.cookie is None:
            return text
        try:
            return text.decode().encode(self.cookie)
        except UnicodeError as error:
            raise UnwritableError(f"not in {self.cookie}: {error}") from error


def indent_of(line: bytes) -> int:
    """Count the bytes before what is written in a line."""
    return len(line) - len(line.lstrip(b" \t\f"))


def recode(original: bytes, cookie: str) -> bytes:
    """Give a source as UTF-8.

    Raises: UnwritableError when it is not what its cookie says, or could not be written back to the byte.
    """
    try:
        text = original.decode(cookie)
        if text.encode(cookie) == original:
            return text.encode()
    except (LookupError, ValueError) as error:
        raise UnwritableError(f"not {cookie}: {error}") from error
    raise UnwritableError(f"{cookie} cannot be written back as it was")
