"""The index of string literals: kept up to date by every run that reads files, in the same pass."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from copy import copy
from types import MappingProxyType
from typing import TYPE_CHECKING

from netra_tools import __version__
from netra_tools.digests import digest_of
from netra_tools.facts.database import is_busy
from netra_tools.facts.key_files import dialect_of_keys
from netra_tools.facts.keys import read_keys
from netra_tools.facts.read import Reading
from netra_tools.literals.classify import Classifier
from netra_tools.literals.postings import HAS_PROBLEM, IS_TEST
from netra_tools.literals.reasons import slugs
from netra_tools.literals.store import FileRow, Store
from netra_tools.literals.take import take, take_keys
from netra_tools.literals.write import Entry, Taken, update
from netra_tools.model import FileFacts, Problem
from netra_tools.project.change import Overlay
from netra_tools.project.read import read_source as read_bytes

if TYPE_CHECKING:
    from netra_tools.check.gather import Place, Strings
    from netra_tools.check.run import Run
    from netra_tools.check.scope import StringScope
    from netra_tools.config.model import Config

EXCLUDED = "it is left out by 'include' or 'exclude'"
NOTHING_ELSE: Overlay = MappingProxyType({})
UNINDEXED = "it is left out of the index by 'literals.exclude'"


class StringIndex:
    """What a run knows of the index, and what it finds out."""

    def __init__(self, store: Store, config: Config) -> None:
        self.store = store
        self.classifier = Classifier(config.literals.rules)
        # Of the reasons the index keeps the numbers: another list would say something else.
        judged_by = digest_of(repr((slugs(), config.literals.rules)).encode()).hex()
        self.key = f"{__version__} {judged_by}"
        self.generation = store.begin(self.key)
        self.failure: sqlite3.DatabaseError | None = None
        self.known = store.files()
        self.entries: list[Entry] = []

    def copied(self) -> StringIndex:
        """Give the same knowledge in memory, to go on with apart."""
        found = copy(self)
        found.store, found.known, found.entries = self.store.copied(), dict(self.known), []
        return found

    def indexed(self, place: Place) -> bytes:
        """Give the content of which the index holds the strings of a file; empty when it holds none."""
        row = self.known.get(place.path)
        same = row is not None and (row.module, bool(row.flags & IS_TEST)) == (place.module, place.is_test)
        return row.digest if row is not None and same else b""

    def holds(self, place: Place, digest: bytes) -> bool:
        """Say whether the index holds the strings that a file has with this content."""
        return digest != b"" and self.indexed(place) == digest

    def take(self, place: Place, reading: Reading) -> Strings:
        """Give the strings of a file, and its flags: what a process that reads it sends."""
        facts = reading.facts
        taken = take(self.classifier, FileFacts(*place[:5], facts), reading.literals)
        flags = (IS_TEST if place.is_test else 0) | (HAS_PROBLEM if facts.problems else 0)
        return (*taken, flags)

    def keep(self, place: Place, digest: bytes, strings: Strings) -> None:
        """Keep the strings of a file until `write`."""
        values, columns, links, flags = strings
        taken = Taken(values, columns, links)
        self.entries.append(Entry(place.path, digest, place.module, flags, taken))

    def save(self, run: Run, look: bytes) -> None:
        """Write what a run found out; what goes wrong is kept as `failure`."""
        try:
            self.write(run.config, run.files, run.scope.strings)
            self.note(run.config, run.scope.strings)
            self.date(look)
        except sqlite3.DatabaseError as error:
            self.failure = error

    def write(
        self, config: Config, files: Sequence[str], scope: StringScope, overlay: Overlay = NOTHING_ELSE
    ) -> None:
        """Write what was found out of `files`, and of those that define keys; forget all others.

        `overlay` is what files are to hold instead of what is on disk.
        """
        paths = {*files, *scope.definitions} - scope.unindexed
        removed = [path for path in self.known if path not in paths]
        for path in scope.definitions:
            held = overlay.get(path)
            self.define(path, read_bytes(config.root, path, config.max_file_bytes) if held is None else held)
        if self.entries or removed:
            self.classifier.forget()  # the most memory is used while writing
            update(self.store, self.taken(), removed, self.generation)
            for path in removed:
                del self.known[path]

    def taken(self) -> Iterator[Entry]:
        """Yield the entries, and let go of each."""
        self.entries.reverse()
        while self.entries:
            entry = self.entries.pop()
            self.known[entry.path] = FileRow(0, entry.path, entry.digest, entry.module, entry.flags)
            yield entry

    def define(self, path: str, data: bytes | Problem) -> None:
        """Read the keys of a file, unless the index has them."""
        text = b"" if isinstance(data, Problem) else data
        dialect = dialect_of_keys(path)
        digest = digest_of(dialect.encode() + b"\0" + text)
        if path in self.known and self.known[path].digest == digest:
            return
        reading = read_keys(text, dialect)
        broken = isinstance(data, Problem) or reading.facts.problems
        taken = take_keys(reading.literals, dialect)
        self.entries.append(Entry(path, digest, "", HAS_PROBLEM if broken else 0, taken))

    def note(self, config: Config, scope: StringScope) -> None:
        """Note what who asks the index must know: files that are not read, and words that mean the same."""
        named = [(path, EXCLUDED) for path in scope.excluded]
        named += [(path, UNINDEXED) for path in sorted(scope.unindexed)]
        for key, value in (("left out", named), ("synonyms", config.literals.near_synonyms)):
            if self.store.meta(key) != value:
                self.store.set_meta(key, value)

    def notices(self) -> tuple[str, ...]:
        """Say what went wrong with the index; the next run makes good for it."""
        if self.failure is not None:
            return (f"the index of string literals could not be written: {self.failure}",)
        return (self.store.notice,) if self.store.notice else ()

    def date(self, look: bytes) -> None:
        """Note which look at the disk the index is true of; empty for one that may have missed something."""
        if self.store.meta("look") != look:
            self.store.set_meta("look", look)
        self.store.commit()


def open_index(directory: str, config: Config) -> StringIndex | None:
    """Open the index of a cache directory, making it when there is none; a damaged one is made anew.

    Without a directory it is in memory. None when there can be none.
    """
    store = Store(directory)
    try:
        return StringIndex(store, config)
    except sqlite3.DatabaseError as error:
        if is_busy(error) or store.connection is None or store.replace() is None:
            return None
        return StringIndex(store, config)
