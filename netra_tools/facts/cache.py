"""Facts kept by content: what bytes once said, they say again, whatever the file is called.

One SQLite file, so that two processes, a killed one and a read-only directory do no harm: whatever is
wrong with it, it is thrown away and made anew, and a run works without it.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from netra_tools.facts.database import Database
from netra_tools.facts.read import READER_VERSION
from netra_tools.model import (
    Access,
    BareTest,
    Definition,
    Facts,
    Handler,
    Import,
    LineCounts,
    Parameter,
    Problem,
    Suppression,
)

FILE = "facts.sqlite"
SCHEMA = "create table facts (digest blob primary key, facts blob not null) without rowid"
KEEP_FACTOR = 3  # contents that no file has any more are dropped when there are so many times more of them


class FactsCache(Database):
    """The facts of contents seen before."""

    def __init__(self, directory: str) -> None:
        super().__init__(os.path.join(directory, FILE), READER_VERSION, (SCHEMA,))
        self.directory = directory

    def for_child(self) -> FactsCache:
        """Give the same facts through a connection of its own, which another process needs."""
        return FactsCache(self.directory)

    def digests(self) -> set[bytes]:
        """List the contents whose facts are known."""
        connection = self.open()
        if connection is None:
            return set()
        try:
            return {row[0] for row in connection.execute("select digest from facts")}
        except sqlite3.DatabaseError:
            return set()

    def __contains__(self, digest: object) -> bool:
        """Say whether the facts of one content are known; for many, ask `digests` once."""
        connection = self.open()
        if connection is None:
            return False
        try:
            found = connection.execute("select 1 from facts where digest = ?", (digest,)).fetchone()
        except sqlite3.DatabaseError:
            return False
        return found is not None

    def get(self, digest: bytes) -> Facts | None:
        """Give the facts of a content; None when they are unknown or damaged."""
        connection = self.open()
        if connection is None:
            return None
        try:
            row = connection.execute("select facts from facts where digest = ?", (digest,)).fetchone()
            return unpack(row[0]) if row else None
        except (sqlite3.DatabaseError, ValueError, EOFError, TypeError, IndexError):
            return None

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep facts, marshalled by `pack`; when the file cannot be written, do without."""
        connection = self.open()
        if connection is None or not rows:
            return
        try:
            with connection:
                connection.executemany("insert or replace into facts values (?, ?)", rows.items())
        except sqlite3.DatabaseError:
            return

    def prune(self, in_use: set[bytes]) -> None:
        """Forget contents that no file has any more, when they are most of what is kept."""
        connection = self.open()
        old = self.digests() - in_use
        if connection is None or len(old) < KEEP_FACTOR * max(len(in_use), 64):
            return
        try:
            with connection:
                connection.executemany("delete from facts where digest = ?", [(digest,) for digest in old])
        except sqlite3.DatabaseError:
            return


def pack(facts: Facts) -> bytes:
    """Turn facts into bytes for `put`."""
    return marshal.dumps(encode(facts))


def unpack(data: bytes) -> Facts:
    """Give the facts that `pack` turned into bytes.

    Raises: ValueError, EOFError, TypeError or IndexError when it was not that.
    """
    return decode(marshal.loads(data))


def encode(facts: Facts) -> tuple[Any, ...]:
    """Turn facts into plain tuples, which marshal takes."""
    lines, imports, definitions, accesses, handlers, tests, dead, names, exports, silent, problems = facts
    return (
        tuple(lines),
        tuple(map(tuple, imports)),
        tuple([(*item[:9], tuple(map(tuple, item.parameters)), *item[10:]) for item in definitions]),
        tuple(map(tuple, accesses)),
        tuple(map(tuple, handlers)),
        tuple(map(tuple, tests)),
        dead,
        names,
        exports,
        tuple(map(tuple, silent)),
        tuple(map(tuple, problems)),
    )


def decode(plain: tuple[Any, ...]) -> Facts:
    """Turn plain tuples back into facts."""
    lines, imports, definitions, accesses, handlers, tests, dead, names, exports, silent, problems = plain
    return Facts(
        LineCounts(*lines),
        records(Import, imports),
        tuple(
            [Definition._make((*item[:9], records(Parameter, item[9]), *item[10:])) for item in definitions]
        ),
        records(Access, accesses),
        records(Handler, handlers),
        records(BareTest, tests),
        dead,
        names,
        exports,
        records(Suppression, silent),
        records(Problem, problems),
    )


def records(kind: Any, rows: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Make records of one kind; this is half the cost of `kind(*row)`."""
    return tuple(map(partial(tuple.__new__, kind), rows))
