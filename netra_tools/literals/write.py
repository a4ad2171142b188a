"""Bringing the index up to date: what changed is taken out and put in again, all of it or nothing."""

from __future__ import annotations

import marshal
import os
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from netra_tools.literals import indexing
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
from netra_tools.literals.store import INDEX_OF_TEXTS, TEXTS_BY_KEY, Store
from netra_tools.literals.tally import load
from netra_tools.literals.verdict import Verdict

DEFINED_SHIFT: Final = DEFINED_BIT.bit_length() - DEFINED.bit_length()
POSTING_BITS: Final = 32
POSTING_MASK: Final = 0xFFFF_FFFF

TextRow = tuple[int, int, bytes, bytes, int, int]  # of the table `texts`


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


class Waiting(NamedTuple):
    """A file whose postings are to be made when it is known what others say of its strings."""

    texts: array[int]
    codes: array[int]
    links: bytes
    flags: int
    overrides: bytes


class Writer:
    """One update: numbers of values, and the postings that go and come."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.next_file = 1 + (store.ask("select max(id) from files").fetchone()[0] or 0)
        self.first_text = 1 + (store.ask("select max(id) from texts").fetchone()[0] or 0)
        self.is_new = self.next_file == 1 and self.first_text == 1
        self.numbers: dict[str, int] = {}  # of the values met
        self.fresh: list[str] = []  # those that had none, from `first_text`
        self.gone: dict[int, set[int]] = {}  # text -> files whose postings go
        self.moved: list[int] = []  # texts whose postings are others now
        self.coming: list[int] = []  # text << POSTING_BITS | posting
        self.waiting: dict[int, Waiting] = {}  # by file
        self.links_moved = False
        self.tally = load(store)

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
        row = self.known(entry.path)
        links = entry.taken.links
        if row is None:
            number, old = self.next_file, b""
            self.next_file += 1
        else:
            number, pack, old = row
            self.forget(number, pack)
        self.links_moved = self.links_moved or links != old
        columns = self.renumber(entry.taken)
        count = len(columns) // COLUMNS
        texts, codes = columns[:count], columns[count : 2 * count]
        self.waiting[number] = Waiting(texts, codes, links, entry.flags, b"")
        packed = zlib.compress(columns.tobytes(), LEVEL) if columns else b""
        kept = (number, entry.path, entry.digest, entry.module, entry.flags, packed, links, b"")
        self.store.ask("insert or replace into files values (?, ?, ?, ?, ?, ?, ?, ?)", *kept)

    def known(self, path: str) -> tuple[int, bytes, bytes] | None:
        """Give the number of a file, and how its strings and links are kept."""
        if self.is_new:
            return None
        found: tuple[int, bytes, bytes] | None = self.store.ask(
            "select id, pack, links from files where path = ?", path
        ).fetchone()
        return found

    def renumber(self, taken: Taken) -> array[int]:
        """Give the columns with the numbers of the index."""
        numbers = [self.number(value) for value in taken.values]
        columns = to_array(taken.columns)
        for place in range(len(columns) // COLUMNS):
            columns[place] = numbers[columns[place]]
        return columns

    def number(self, value: str) -> int:
        """Give the number of a value, a new one when it has none."""
        number = self.numbers.get(value)
        if number is None:
            number = 0 if self.is_new else self.store.find(value)
            if not number:
                number = self.first_text + len(self.fresh)
                self.fresh.append(value)
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
            if not self.is_new:
                self.call_back(moved)
        for number, waiting in self.waiting.items():
            self.post(number, waiting, proofs)

    def prove(self) -> dict[str, Proof]:
        """Decide anew what constants and parameters are."""
        rows = self.store.ask("select links from files where links != x'' order by path")
        return prove(map(unpack_row, rows))

    def call_back(self, moved: set[str]) -> None:
        """Let the files be settled again that ask for a symbol that is another thing now."""
        query = "select id, pack, links, flags, overrides from files where links != x''"
        for number, packed, links, flags, overrides in self.store.ask(query).fetchall():
            if number not in self.waiting and not moved.isdisjoint(asked(unpack_links(links))):
                self.forget(number, packed)
                texts, codes = columns_of(packed)[:2]
                self.waiting[number] = Waiting(texts, codes, links, flags, overrides)

    def post(self, number: int, waiting: Waiting, proofs: Mapping[str, Proof]) -> None:
        """Make the postings of a file."""
        texts, codes, links, flags, before = waiting
        overrides = {}
        if links:
            for place, verdict in list(follow(unpack_links(links), proofs, Own(codes).verdict)):
                overrides[place] = codes[place] = recode(codes[place], verdict)
        if overrides_of(before) != overrides:
            self.store.ask("update files set overrides = ? where id = ?", marshal.dumps(overrides), number)
        mark = number << FILE_SHIFT | (IN_TEST if flags & IS_TEST else 0)
        self.coming += [
            text << POSTING_BITS | mark | code & CATEGORY_MASK | code >> DEFINED_SHIFT & DEFINED
            for text, code in zip(texts, codes, strict=True)
        ]

    def finish(self) -> None:
        """Write the postings, and let the lexicon know which values came and went."""
        connection = self.store.connected()
        come: list[tuple[int, str]] = []
        left: list[tuple[int, str]] = []
        if self.is_new:
            connection.execute(f"drop index {TEXTS_BY_KEY}")  # made of all at once it costs a third
        self.coming.sort()
        connection.executemany(
            "insert or replace into texts values (?, ?, ?, ?, ?, ?)", self.rows(come, left)
        )
        if self.is_new:
            connection.execute(INDEX_OF_TEXTS)
        indexing.remove(connection, left)
        indexing.add(connection, come)
        touch(self.store, self.moved)
        if self.tally is not None:
            self.tally.save(self.store)

    def rows(self, come: list[tuple[int, str]], left: list[tuple[int, str]]) -> Iterator[TextRow]:
        """Yield the rows of values that changed, and note those that the vocabulary gained and lost."""
        for text, coming in self.changes():
            value, old = self.before(text)
            now = self.merged(text, old, coming)
            if text in self.gone and now == list(old):
                continue
            self.moved.append(text)
            if self.tally is not None:
                self.tally.add(old, -1)
                self.tally.add(now)
            weight, category = weigh(now)
            if bool(weigh(old)[0]) != bool(weight) and is_text(value):
                (come if weight else left).append((text, value))
            if now:
                kept_as = to_bytes(value)
                yield text, key_of(kept_as), kept_as, array("I", now).tobytes(), weight, category
            else:
                self.store.ask("delete from texts where id = ?", text)

    def merged(self, text: int, old: Sequence[int], coming: list[int]) -> list[int]:
        """Give the postings of a value as they are now."""
        gone = self.gone.get(text)
        kept = [posting for posting in old if gone is None or posting >> FILE_SHIFT not in gone]
        return sorted(kept + coming) if kept else coming

    def changes(self) -> Iterator[tuple[int, list[int]]]:
        """Yield the numbers of the values that change, and the postings that come."""
        text = 0
        found: list[int] = []
        for pair in self.coming:
            if pair >> POSTING_BITS != text:
                if text:
                    yield text, found
                text, found = pair >> POSTING_BITS, []
            found.append(pair & POSTING_MASK)
        if text:
            yield text, found
        come = {pair >> POSTING_BITS for pair in self.coming} if self.gone else set()
        for number in sorted(self.gone.keys() - come):
            yield number, []

    def before(self, text: int) -> tuple[str, Sequence[int]]:
        """Give a value and its postings as they are kept."""
        if text >= self.first_text:
            return self.fresh[text - self.first_text], ()
        row = self.store.ask("select text, postings from texts where id = ?", text).fetchone()
        return to_text(row[0]), to_array(row[1])


class Own:
    """What a file's own text says of its strings."""

    def __init__(self, codes: array[int]) -> None:
        self.codes = codes

    def verdict(self, place: int) -> Verdict:
        """Give the verdict on one."""
        return verdict_of(self.codes[place])


def unpack_row(row: tuple[bytes]) -> Links:
    """Read the links of a file as they were kept."""
    return unpack_links(row[0])


def is_text(value: str) -> bool:
    """Say whether SQLite takes a value for text: one with lone surrogates is never suggested."""
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def weigh(postings: Sequence[int]) -> tuple[int, int]:
    """Count the postings of a value that are of the vocabulary and not tests'; give the usual category too.

    That many places speak for a value when something near to it is looked up.
    """
    if len(postings) == 1:  # as most have
        only = postings[0] & CATEGORY_MASK
        return (0, 0) if postings[0] & IN_TEST or only >= VOCABULARY else (1, only)
    counts = [0] * (CATEGORY_MASK + 1)
    for posting in postings:
        if not posting & IN_TEST:
            counts[posting & CATEGORY_MASK] += 1
    told = counts[:VOCABULARY]
    return sum(told), told.index(max(told))
