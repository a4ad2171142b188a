"""The index of string literals: kept up to date by every run that reads files, in the same pass."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from netra_tools import __version__
from netra_tools.facts.read import Reading
from netra_tools.literals.classify import Classifier
from netra_tools.literals.postings import HAS_PROBLEM, IS_TEST
from netra_tools.literals.store import Store
from netra_tools.literals.take import take
from netra_tools.literals.write import Entry, Taken, update
from netra_tools.model import FileFacts

if TYPE_CHECKING:
    from netra_tools.check.gather import Place, Strings
    from netra_tools.config.model import Config


class StringIndex:
    """What a run knows of the index, and what it finds out."""

    def __init__(self, store: Store, config: Config) -> None:
        self.store = store
        self.classifier = Classifier(())
        self.key = f"{__version__} {config.fingerprint}"
        if store.meta("key") != self.key:
            store.clear()
            store.set_meta("key", self.key)
            store.commit()
        self.known = store.files()
        self.entries: list[Entry] = []

    def indexed(self, place: Place) -> bytes:
        """Give the content of which the index holds the strings of a file; empty when it holds none."""
        row = self.known.get(place.path)
        same = row is not None and (row.module, bool(row.flags & IS_TEST)) == (place.module, place.is_test)
        return row.digest if row is not None and same else b""

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

    def write(self, paths: Container[str]) -> None:
        """Write what was found out; files that are not among `paths` are no more."""
        removed = [path for path in self.known if path not in paths]
        if not self.entries and not removed:
            return
        update(self.store, self.entries, removed)
        self.entries = []

    def leave_out(self, paths: Sequence[str]) -> None:
        """Note which files are not read, so that a value in them is not said to be absent."""
        named = [(path, "it is left out by 'include' or 'exclude'") for path in paths]
        if self.store.meta("left out") != named:
            self.store.set_meta("left out", named)

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
    except sqlite3.DatabaseError:
        return StringIndex(store, config) if store.replace() is not None else None
