"""The learnings of a repository, read anew only where the content of a file is new.

Each file's learnings and their terms are kept in the cache by its content, so that a search reads no XML.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from netra_tools import __version__
from netra_tools.check.answer import load_checked, mark_of, save_checked
from netra_tools.check.state import prepare_directory
from netra_tools.config.learning_files import paths_of
from netra_tools.digests import digest_of
from netra_tools.learnings.model import Learning
from netra_tools.learnings.search import SEARCH_VERSION, Entry, entry_of, pack_entry, unpack_entry
from netra_tools.model import Note, Problem
from netra_tools.project.read import read_source

NOTHING: Final[Mapping[str, bytes]] = MappingProxyType({})
LAYER: Final = "learnings"
MOST_BYTES: Final = 4_000_000
Row = tuple[bytes, list[Any], tuple[int, str] | None]  # digest, entries, what keeps it from being read


class Learned(NamedTuple):
    """All learnings, and the files that could not be read."""

    entries: list[Entry]
    unread: tuple[Note, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def learnings(self) -> list[Learning]:
        """Give the learnings, by file and in its order."""
        return [entry.learning for entry in self.entries]


def learned(root: str, cache: str = "", held: Mapping[str, bytes] = NOTHING) -> Learned:
    """Give the learnings of the repository at `root`; `held` is read instead of the disk."""
    rows = load(cache)
    found = {path: row_of(root, path, rows, held) for path in sorted({*paths_of(root), *held})}
    if cache and not held and found != rows:
        save(cache, found)
    return known_of(found)


def shared(known: Learned, paths: Container[str]) -> list[Learning]:
    """Give the learnings of some files: an index of what git ignores is true nowhere else."""
    return [one for one in known.learnings if one.path in paths]


def known_of(rows: Mapping[str, Row]) -> Learned:
    """Give what is known of all files."""
    entries = [unpack_entry(plain) for row in rows.values() for plain in row[1]]
    unread = [Note(path, *row[2]) for path, row in rows.items() if row[2] is not None]
    return Learned(entries, tuple(unread), tuple(rows))


def row_of(root: str, path: str, rows: Mapping[str, Row], held: Mapping[str, bytes]) -> Row:
    """Give what is known of a file."""
    data = held[path] if path in held else read_source(root, path, MOST_BYTES)
    if isinstance(data, Problem):
        return b"", [], (0, data.message)
    digest, row = digest_of(data), rows.get(path)
    return row if row is not None and row[0] == digest else fresh(path, data, digest)


def fresh(path: str, data: bytes, digest: bytes) -> Row:
    """Read a file that is not known yet."""
    from netra_tools.knowledge.document import Document, read
    from netra_tools.learnings.reading import learnings_of

    document = read(data)
    if not isinstance(document, Document):
        return digest, [], (document[0].line, document[0].message)
    return digest, [pack_entry(entry_of(one)) for one in learnings_of(path, document)], None


def key_of() -> tuple[object, ...]:
    """Give what decides how files are read."""
    return (__version__, SEARCH_VERSION)


def load(cache: str) -> dict[str, Row]:
    """Load what was kept; what somebody else wrote is not unmarshalled."""
    mark = mark_of(cache) if cache else b""
    value = load_checked(f"{cache}/{LAYER}", mark) if mark else None
    return value[1] if isinstance(value, tuple) and value[0] == key_of() else {}


def save(cache: str, rows: dict[str, Row]) -> None:
    """Keep what is known; where that cannot be, the next one reads again."""
    if prepare_directory(cache):
        save_checked(f"{cache}/{LAYER}", (key_of(), rows), mark_of(cache))
