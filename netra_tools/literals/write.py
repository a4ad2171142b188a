"""Bringing the index up to date: what changed is taken out and put in again, all of it or nothing."""

from __future__ import annotations

import marshal
import os
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from netra_tools.literals import lexicon
from netra_tools.literals.categories import VOCABULARY
from netra_tools.literals.links import Links, Proof, asked, follow, prove, unpack_links
from netra_tools.literals.noted import touch
from netra_tools.literals.occurrences import recode, verdict_of
from netra_tools.literals.postings import (
    CATEGORY_MASK,
    COLUMNS,
    DEFINED,
    DEFINED_BIT,
    FILE_SHIFT,
    IN_TEST,
    IS_TEST,
    LEVEL,
    columns_of,
    key_of,
    overrides_of,
    to_array,
    to_bytes,
    to_text,
)
from netra_tools.literals.store import Store

DEFINED_SHIFT = DEFINED_BIT.bit_length() - DEFINED.bit_length()


class Taken(NamedTuple):
    """What reading one file gave, in plain values that pass between processes."""

    values: tuple[str, ...]  # each once
    columns: bytes  # of its occurrences, where a text is a place in `values`
    links: bytes  # marshalled; empty when nothing links it to other files


class Entry(NamedTuple):
    """A file to put into the index."""

    path: str
    digest: bytes
    module: str
    flags: int
    taken: Taken


class MovedError(sqlite3.DatabaseError):
    """Another process has begun the index anew since we looked."""


def update(store: Store, entries: Iterable[Entry], removed: Iterable[str], generation: bytes) -> None:
    """Put files into the index and take others out, in one transaction.

    Raises: MovedError when the index is not of `generation` any more; sqlite3.DatabaseError when the file
    is damaged, or another process holds it for long.
    """
    connection = store.connected()
    connection.execute("begin immediate")
    try:
        if store.meta("generation") != generation:
            raise MovedError("another process has begun the index anew")
        writer = Writer(store)
        for path in removed:
            writer.remove(path)
        for entry in entries:
            writer.put(entry)
        writer.settle()
        writer.finish()
        store.set_meta("state", os.urandom(8))
        connection.execute("commit")
    except BaseException:
        connection.rollback()
        raise


class Writer:
    """One update: numbers of values, and the postings that go and come."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.next_file = 1 + (store.ask("select max(id) from files").fetchone()[0] or 0)
        self.next_text = 1 + (store.ask("select max(id) from texts").fetchone()[0] or 0)
        self.is_new = self.next_text == 1
        self.numbers: dict[str, int] = {}  # of the values met
        self.fresh: dict[int, str] = {}  # those that had none
        self.gone: dict[int, set[int]] = {}  # text -> files whose postings go
        self.coming: dict[int, list[int]] = {}  # text -> postings
        self.waiting: dict[int, tuple[bytes, bytes]] = {}  # file -> packed columns and links, to be settled
        self.links_moved = False

    def remove(self, path: str) -> None:
        """Take a file out."""
        row = self.store.ask("select id, pack, links from files where path = ?", path).fetchone()
        if row is not None:
            self.forget(row[0], row[1])
            self.links_moved = self.links_moved or bool(row[2])
            self.store.ask("delete from files where id = ?", row[0])

    def forget(self, file: int, pack: bytes) -> None:
        """Note that the postings of a file go."""
        for text in set(columns_of(pack)[0]) if pack else ():
            self.gone.setdefault(text, set()).add(file)

    def put(self, entry: Entry) -> None:
        """Put a file in, in the place of what was known of it."""
        row = self.store.ask("select id, pack, links from files where path = ?", entry.path).fetchone()
        links = entry.taken.links
        if row is None:
            number, old = self.next_file, b""
            self.next_file += 1
        else:
            number, pack, old = row
            self.forget(number, pack)
        self.links_moved = self.links_moved or links != old
        packed = self.pack(entry.taken)
        self.waiting[number] = (packed, links)
        kept = (number, entry.path, entry.digest, entry.module, entry.flags, packed, links, b"")
        self.store.ask("insert or replace into files values (?, ?, ?, ?, ?, ?, ?, ?)", *kept)

    def pack(self, taken: Taken) -> bytes:
        """Give the columns with the numbers of the index."""
        numbers = [self.number(value) for value in taken.values]
        columns = array("I")
        columns.frombytes(taken.columns)
        for place in range(len(columns) // COLUMNS):
            columns[place] = numbers[columns[place]]
        return zlib.compress(columns.tobytes(), LEVEL) if columns else b""

    def number(self, value: str) -> int:
        """Give the number of a value, a new one when it has none."""
        number = self.numbers.get(value)
        if number is None:
            number = 0 if self.is_new else self.store.find(value)
            if not number:
                number = self.next_text
                self.next_text += 1
                self.fresh[number] = value
            self.numbers[value] = number
        return number

    def settle(self) -> None:
        """Let what is known of other files change what the strings of a file are."""
        proofs = self.store.proofs()
        if self.links_moved:
            before, proofs = proofs, self.prove()
            moved = {
                symbol for symbol in before.keys() | proofs.keys() if before.get(symbol) != proofs.get(symbol)
            }
            self.store.set_proofs(proofs)
            self.call_back(moved)
        for number, (packed, links) in self.waiting.items():
            self.post(number, packed, unpack_links(links), proofs)

    def prove(self) -> dict[str, Proof]:
        """Decide anew what constants and parameters are."""
        rows = self.store.ask("select path, links from files where links != x''")
        return prove({path: unpack_links(links) for path, links in rows})

    def call_back(self, moved: set[str]) -> None:
        """Let the files be settled again that ask for a symbol that is another thing now."""
        rows = self.store.ask("select id, pack, links from files where links != x''").fetchall()
        for number, packed, links in rows:
            if number not in self.waiting and not moved.isdisjoint(asked(unpack_links(links))):
                self.forget(number, packed)
                self.waiting[number] = (packed, links)

    def post(self, number: int, packed: bytes, links: Links, proofs: Mapping[str, Proof]) -> None:
        """Make the postings of a file."""
        if not packed:
            return
        texts, codes = columns_of(packed)[:2]
        overrides = {}
        for place, verdict in list(follow(links, proofs, lambda place: verdict_of(codes[place]))):
            overrides[place] = codes[place] = recode(codes[place], verdict)
        row = self.store.ask("select flags, overrides from files where id = ?", number).fetchone()
        if overrides_of(row[1]) != overrides:
            self.store.ask("update files set overrides = ? where id = ?", marshal.dumps(overrides), number)
        mark = number << FILE_SHIFT | (IN_TEST if row[0] & IS_TEST else 0)
        coming = self.coming
        for text, code in zip(texts, codes, strict=True):
            posting = mark | code & CATEGORY_MASK | code >> DEFINED_SHIFT & DEFINED
            if text in coming:
                coming[text].append(posting)
            else:
                coming[text] = [posting]

    def finish(self) -> None:
        """Write the postings, and let the lexicon know which values came and went."""
        rows: list[tuple[int, int, bytes, bytes, int, int]] = []
        come: list[tuple[int, str]] = []
        left: list[tuple[int, str]] = []
        moved: list[int] = []
        for text in sorted(self.gone.keys() | self.coming.keys()):
            value, old = self.before(text)
            gone = self.gone.get(text, ())
            kept = [posting for posting in old if posting >> FILE_SHIFT not in gone]
            now = array("I", sorted(kept + self.coming.get(text, [])))
            if now == old:
                continue
            moved.append(text)
            weights = (weigh(old)[0], *weigh(now))
            if now:
                kept_as = to_bytes(value)
                rows.append((text, key_of(kept_as), kept_as, now.tobytes(), *weights[1:]))
            else:
                self.store.ask("delete from texts where id = ?", text)
            if bool(weights[0]) != bool(weights[1]) and is_text(value):
                (come if weights[1] else left).append((text, value))
        connection = self.store.connected()
        lexicon.remove(connection, left)
        connection.executemany("insert or replace into texts values (?, ?, ?, ?, ?, ?)", rows)
        lexicon.add(connection, come)
        touch(self.store, moved)

    def before(self, text: int) -> tuple[str, array[int]]:
        """Give a value and its postings as they are kept."""
        value = self.fresh.get(text)
        if value is not None:
            return value, array("I")
        row = self.store.ask("select text, postings from texts where id = ?", text).fetchone()
        return to_text(row[0]), to_array(row[1])


def is_text(value: str) -> bool:
    """Say whether SQLite takes a value for text: one with lone surrogates is never suggested."""
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)


def weigh(postings: Sequence[int]) -> tuple[int, int]:
    """Count the postings of a value that are of the vocabulary and not tests'; give the usual category too.

    That many places speak for a value when something near to it is looked up.
    """
    if len(postings) == 1:  # as most have
        category = postings[0] & CATEGORY_MASK
        return (0, 0) if postings[0] & IN_TEST or category >= VOCABULARY else (1, category)
    found = [posting & CATEGORY_MASK for posting in postings if not posting & IN_TEST]
    counts = [found.count(category) for category in range(VOCABULARY)]
    return sum(counts), counts.index(max(counts))
