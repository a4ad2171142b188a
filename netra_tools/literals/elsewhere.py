"""Looks for a value where the index cannot see: in files that do not parse, and in what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from netra_tools.literals.postings import HAS_PROBLEM
from netra_tools.literals.store import Store

QUOTED = re.compile(rb"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
FEW = 16  # values beyond which it pays to list all that is quoted


class Elsewhere:
    """Files whose strings the index does not know, or not all; they are read when one is asked for."""

    def __init__(self, store: Store, root: str) -> None:
        self.store = store
        self.root = root
        self.asked = 0
        self.files: list[tuple[str, str, bytes]] | None = None
        self.quoted: dict[bytes, tuple[str, str]] | None = None

    def find(self, value: str) -> tuple[str, ...]:
        """Say why it cannot be told whether a value exists; nothing when it can."""
        found = self.look_up(value)
        return (f"{found[0]} may hold it: {found[1]}",) if found else ()

    def look_up(self, value: str) -> tuple[str, str] | None:
        """Give a file that quotes a value, and why that does not count."""
        self.asked += 1
        spelt = spellings(value)
        if self.asked > FEW:
            known = self.all_quoted()
            return next((known[text] for text in spelt if text in known), None)
        needles = [quote + text + quote for text in spelt for quote in (b'"', b"'")]
        for path, why, data in self.read():
            if any(needle in data for needle in needles):
                return path, why
        return None

    def read(self) -> list[tuple[str, str, bytes]]:
        """Read the files, once."""
        if self.files is None:
            self.files = [
                (path, why, data) for path, why in self.paths() if (data := self.content(path)) is not None
            ]
        return self.files

    def paths(self) -> Iterator[tuple[str, str]]:
        """List the files, and why the index does not answer for them."""
        unparsed = self.store.ask("select path from files where flags & ? order by path", HAS_PROBLEM)
        for (path,) in unparsed:
            yield path, "it does not parse"
        left_out: Iterable[tuple[str, str]] = self.store.meta("left out") or ()
        yield from left_out

    def content(self, path: str) -> bytes | None:
        """Give the content of a file; None when it cannot be read."""
        try:
            with open(f"{self.root}/{path}", "rb") as file:
                return file.read()
        except OSError:
            return None

    def all_quoted(self) -> dict[bytes, tuple[str, str]]:
        """List all that is quoted in the files."""
        if self.quoted is None:
            self.quoted = {}
            for path, why, data in self.read():
                for match in QUOTED.finditer(data):
                    self.quoted.setdefault(match[1] if match[1] is not None else match[2], (path, why))
        return self.quoted


def spellings(value: str) -> tuple[bytes, ...]:
    """Give the ways in which a value is probably written in a source."""
    plain = value.encode("utf-8", "surrogatepass")
    escaped = repr(value)[1:-1].encode("utf-8", "surrogatepass")
    return tuple(dict.fromkeys((plain, escaped)))
