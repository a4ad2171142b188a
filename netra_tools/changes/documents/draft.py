"""A document while it is rewritten: what will be spliced into it, what is noted, and what must stay.

Its text is its bytes, one character each: whatever the encoding, offsets are those of the file, and all that
gives a format its structure is ASCII.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from netra_tools.changes.documents.names import Renamed, Rewritten
from netra_tools.model import Note

KEEP = re.compile(r"netra:[ \t]*+keep\b")
# A line that is nothing but the mark speaks for the block behind it, up to the next blank line.
ALONE = re.compile(r"[ \t]*+(?:#|//|;|<!--|\.\.|/\*|\{#|--|\"//\")[^\n]*+\Z")
BLANK = re.compile(r"^[ \t\r]*+$", re.MULTILINE)


class Span(NamedTuple):
    """A part of a document: the text as it is searched, and where it starts."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Give where it ends."""
        return self.start + len(self.text)

    def part(self, start: int, end: int) -> Span:
        """Give a part of it; places count from its own start."""
        return Span(self.text[start:end], self.start + start)


class Base(NamedTuple):
    """A folder that paths are relative to, before and after."""

    before: str
    after: str


class Draft:
    """Collects the splices of one document."""

    def __init__(self, path: str, data: bytes, names: Renamed, *, documents: bool = False) -> None:
        self.path = path
        self.data = data
        self.text = data.decode("latin-1")
        self.names = names
        self.documents = documents  # prose and comments are rewritten, too
        self.why = ""  # when it is said, references are noted for this reason and stay
        self.bases = bases_of(path, names)
        self.elsewhere = ""  # when it is said, paths are those of another place, and noted for this reason
        self.notes: dict[Note, None] = {}
        self._splices: dict[tuple[int, int], str] = {}
        self._seen: list[tuple[int, int]] = []
        self._kept = kept_blocks(self.text)
        self._lines: list[int] | None = None

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Give a part of the text, which counts as looked at."""
        end = len(self.text) if end is None else end
        self._seen.append((start, end))
        return Span(self.text[start:end], start)

    def unseen(self) -> list[Span]:
        """Give what nobody looked at."""
        parts: list[Span] = []
        at = 0
        for start, end in [*sorted(self._seen), (len(self.text), len(self.text))]:
            if start > at:
                parts.append(Span(self.text[at:start], at))
            at = max(at, end)
        return parts

    def splice(self, start: int, end: int, text: str) -> None:
        """Put other words in the place of some, unless these are to be kept."""
        raw = text.encode("utf-8").decode("latin-1")
        if self.text[start:end] == raw or self.is_kept(start):
            return
        if self.why:
            self.note(start, f"{said(self.text[start:end])}: {self.why}")
        else:
            self._splices[start, end] = raw

    def quote(self, start: int, end: int) -> None:
        """Put what was spliced here in quotes when it needs them, as a key does."""
        text = self._splices.get((start, end), "")
        if "." in text or "/" in text:
            self._splices[start, end] = f'"{text}"'

    def note(self, offset: int, text: str) -> None:
        """Say of a place what was left there."""
        if not self.is_kept(offset):
            self.notes[Note(self.path, self.line(offset), text)] = None

    def is_kept(self, offset: int) -> bool:
        """Say whether a place is marked as one that stays."""
        return any(start <= offset < end for start, end in self._kept)

    def line(self, offset: int) -> int:
        """Give the line of an offset, from 1."""
        if self._lines is None:
            self._lines = [match.start() for match in re.finditer("\n", self.text)]
        return bisect_right(self._lines, offset - 1) + 1

    def finish(self) -> Rewritten:
        """Give the document with everything spliced in."""
        parts: list[str] = []
        at = 0
        for (start, end), text in sorted(self._splices.items()):
            if start >= at:
                parts += self.text[at:start], text
                at = end
        parts.append(self.text[at:])
        return Rewritten("".join(parts).encode("latin-1"), self.left())

    def untouched(self, reason: str) -> Rewritten:
        """Give the document as it was, and why."""
        return Rewritten(self.data, (Note(self.path, 1, reason),))

    def left(self) -> tuple[Note, ...]:
        """Give the notes by line."""
        return tuple(sorted(self.notes))


def said(raw: str) -> str:
    """Give what bytes say, as far as they are UTF-8."""
    return raw.encode("latin-1").decode("utf-8", "replace")


def bases_of(path: str, names: Renamed) -> list[Base]:
    """Say what paths in a document may be relative to: its folder, the repository, a source root."""
    folder = path.rpartition("/")[0]
    moved = names.path(path) or (folder and f"{names.path(folder) or folder}/")
    own = Base(folder, moved.rpartition("/")[0])
    others = [
        Base(root, names.path(root) or root) for root in ("", *names.roots) if root not in (".", folder)
    ]
    return [own, *dict.fromkeys(others)]


def kept_blocks(text: str) -> list[tuple[int, int]]:
    """Find the lines that are marked `netra: keep`, and the blocks behind marks that stand alone."""
    blocks = []
    for match in KEEP.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if ALONE.match(text[start:end].removesuffix("\r")):
            end = end_of_block(text, end + 1)
        blocks.append((start, end))
    return blocks


def end_of_block(text: str, at: int) -> int:
    """Find the end of the block that starts at a line: a blank line, or the end of a code fence."""
    start = re.compile(r"[ \t\r\n]*+(```+|~~~+)").match(text, at)
    if start is not None:
        end = text.find(f"\n{start[1]}", start.end())
        return len(text) if end < 0 else end + 1
    blank = BLANK.search(text, at) if at <= len(text) else None
    return len(text) if blank is None else blank.start()
