"""The local index: which strings a repository holds, what each is, and where it stands.

    files  one row a file: what it was read from, its occurrences, what links them to those of others
    texts  one row a value: its postings, sorted; a posting is a file, a category and two marks.
           Weight and category are those of the vocabulary, where it counts for what was meant
    touched  values that have come, gone or moved since the rules looked at them
    meta   what the index was made with, and what holds for all of it

Values are kept as UTF-8 with surrogates passed through: what a source can write comes back as it was.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
import zlib
from array import array
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from netra_tools.facts.database import Database
from netra_tools.facts.read import READER_VERSION
from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.known import find
from netra_tools.literals.lexicon import Lexicon, create_tables
from netra_tools.literals.links import Proof
from netra_tools.literals.occurrences import Occurrence, decode
from netra_tools.literals.postings import INDEX, LEVEL, overrides_of, to_array, to_text
from netra_tools.literals.thesaurus import Thesaurus

STORE_VERSION: Final = 3  # goes up with the form of any row, or when strings are judged otherwise
NAMES: Final = " ".join([f"when {number} then '{name}'" for number, name in enumerate(CATEGORIES)])
TEXTS_BY_KEY: Final = "texts_by_key"
INDEX_OF_TEXTS: Final = f"create index {TEXTS_BY_KEY} on texts (key)"
SCHEMA: Final = (
    "create table meta (key text primary key, value blob not null) without rowid",
    "create table files (id integer primary key, path text not null unique, digest blob not null,"
    " module text not null, flags integer not null, pack blob not null, links blob not null,"
    " overrides blob not null)",
    "create table texts (id integer primary key, key integer not null, text blob not null,"
    " postings blob not null, weight integer not null, category integer not null)",
    INDEX_OF_TEXTS,
    "create table touched (id integer primary key)",
    "create view lexicon_value (id, value, weight, category) as"
    f" select id, cast(text as text), weight, case category {NAMES} end from texts where weight > 0",
)


class FileRow(NamedTuple):
    """What the index knows of one file besides its strings."""

    number: int
    path: str
    digest: bytes
    module: str
    flags: int


class Text(NamedTuple):
    """A value and its postings."""

    number: int
    value: str
    postings: array[int]


class Store(Database):
    """The index in one SQLite file below the cache directory; without a directory, in memory."""

    def __init__(self, directory: str) -> None:
        path = os.path.join(directory, INDEX) if directory else ":memory:"
        super().__init__(path, STORE_VERSION * 1000 + READER_VERSION, SCHEMA)

    def make(self, connection: sqlite3.Connection) -> None:
        """Make our tables in the place of all that is there, those of the lexicon too."""
        super().make(connection)
        create_tables(connection)
        self.put(connection, "generation", os.urandom(8))

    def begin(self, key: str) -> bytes:
        """Forget everything that was made with another key; give the name of what is there now."""
        connection = self.connected()
        connection.execute("begin immediate")
        if self.meta("key") != key:
            self.make(connection)
            self.set_meta("key", key)
        connection.commit()
        generation: bytes = self.meta("generation")
        return generation

    def meta(self, key: str) -> Any:
        """Give a value that holds for the whole index; None when it was never set."""
        row = self.ask("select value from meta where key = ?", key).fetchone()
        return None if row is None else marshal.loads(row[0])

    def set_meta(self, key: str, value: Any) -> None:
        """Keep a value that holds for the whole index."""
        self.put(self.connected(), key, value)

    def put(self, connection: sqlite3.Connection, key: str, value: Any) -> None:
        """Keep a value by a connection of ours."""
        connection.execute("insert or replace into meta values (?, ?)", (key, marshal.dumps(value)))

    def ask(self, statement: str, *values: object) -> sqlite3.Cursor:
        """Run one statement.

        Raises: sqlite3.DatabaseError, also when there can be no file.
        """
        return self.connected().execute(statement, values)

    def connected(self) -> sqlite3.Connection:
        """Give the connection.

        Raises: sqlite3.DatabaseError when there can be no file.
        """
        connection = self.open()
        if connection is None:
            raise sqlite3.DatabaseError(f"cannot write {self.path}")
        return connection

    def state(self) -> bytes:
        """Give the name of what the index holds: another one after each update."""
        name: bytes = self.meta("state") or b""
        return name

    def copied(self) -> Store:
        """Give a copy in memory: what becomes of it does not reach the disk."""
        store = Store("")
        store.connection = sqlite3.connect(":memory:", check_same_thread=False)
        self.connected().backup(store.connection)
        return store

    def proofs(self) -> dict[str, Proof]:
        """Give what constants and parameters are, by symbol."""
        kept = self.meta("proofs")
        found = marshal.loads(zlib.decompress(kept)) if kept else {}
        return {symbol: Proof(*proof) for symbol, proof in found.items()}

    def set_proofs(self, proofs: Mapping[str, Proof]) -> None:
        """Keep what constants and parameters are."""
        plain = {symbol: tuple(proof) for symbol, proof in proofs.items()}
        self.set_meta("proofs", zlib.compress(marshal.dumps(plain), LEVEL))

    def commit(self) -> None:
        """Let what was set last."""
        if self.connection is not None:
            self.connection.commit()

    def files(self) -> dict[str, FileRow]:
        """List the files of the index by path."""
        rows = self.ask("select id, path, digest, module, flags from files order by path")
        return {row[1]: FileRow(*row) for row in rows}

    def paths(self, flags: int = 0) -> list[str]:
        """List the paths of the files that have these flags."""
        rows = self.ask("select path from files where flags & ? = ? order by path", flags, flags)
        return [path for (path,) in rows]

    def occurrences(self, number: int) -> Iterator[Occurrence]:
        """List the occurrences of one file."""
        row = self.ask("select pack, overrides from files where id = ?", number).fetchone()
        return iter(()) if row is None else decode(row[0], overrides_of(row[1]))

    def find(self, value: str) -> int:
        """Give the number of a value; 0 when no file holds it."""
        found = find(self.connected(), value)
        return 0 if found is None else found[0]

    def lexicon(self) -> Lexicon:
        """Give what finds values that are near to another."""
        return Lexicon(self.connected(), Thesaurus(self.meta("synonyms") or ()))

    def text(self, number: int) -> Text | None:
        """Give the value with a number."""
        row = self.ask("select text, postings from texts where id = ?", number).fetchone()
        return None if row is None else Text(number, to_text(row[0]), to_array(row[1]))

    def texts(self) -> Iterator[Text]:
        """List all values."""
        for number, text, postings in self.ask("select id, text, postings from texts"):
            yield Text(number, to_text(text), to_array(postings))
