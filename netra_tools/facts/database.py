"""A SQLite file that can be made anew at any time: what is wrong with it costs time, never an answer."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence

PATIENCE = 5.0  # seconds to wait for another process
# A file that is held by others, or that we may not write, is not damaged: https://sqlite.org/rescode.html
BUSY = frozenset(
    (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
)


def is_busy(error: sqlite3.Error) -> bool:
    """Say whether a file cannot be used now, though nothing is wrong with it."""
    return (getattr(error, "sqlite_errorcode", 0) & 255) in BUSY


class Database:
    """One file of ours; `notice` says when it had to be thrown away.

    `schema` makes its tables. A file of another version is emptied, one that is damaged is replaced.
    """

    def __init__(self, path: str, version: int, schema: Sequence[str]) -> None:
        self.path = path
        self.version = version
        self.schema = schema
        self.notice = ""
        self.connection: sqlite3.Connection | None = None

    def open(self) -> sqlite3.Connection | None:
        """Open the file, making it anew when it is damaged; None when there can be none."""
        if self.connection is None:
            try:
                self.connection = self.connect()
            except sqlite3.DatabaseError as error:
                return None if is_busy(error) else self.replace()
        return self.connection

    def replace(self) -> sqlite3.Connection | None:
        """Throw the file away and begin a new one; None when that cannot be done."""
        self.close()
        try:
            for ending in ("", "-journal"):
                if os.path.lexists(self.path + ending):
                    os.remove(self.path + ending)
            self.connection = self.connect()
        except (OSError, sqlite3.DatabaseError):
            return None
        self.notice = f"{os.path.basename(self.path)} was damaged and has been rebuilt"
        return self.connection

    def connect(self) -> sqlite3.Connection:
        """Open the file and make sure that it is ours and of our version.

        Raises: sqlite3.DatabaseError when it is not, and cannot be.
        """
        connection = sqlite3.connect(self.path, timeout=PATIENCE, check_same_thread=False)
        try:
            connection.execute("pragma synchronous = off")
            if not self.is_ours(connection):
                self.prepare(connection)
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def is_ours(self, connection: sqlite3.Connection) -> bool:
        """Say whether the tables are those of our version."""
        return bool(connection.execute("pragma user_version").fetchone() == (self.version,))

    def prepare(self, connection: sqlite3.Connection) -> None:
        """Make our tables, unless they are there."""
        connection.execute("begin immediate")
        if not self.is_ours(connection):  # another process may have been faster
            self.make(connection)
        connection.commit()

    def make(self, connection: sqlite3.Connection) -> None:
        """Make our tables in the place of all that is there, within a transaction."""
        query = "select type, name from sqlite_master where type in ('table', 'view')"
        found = [f'drop {kind} "{name}"' for kind, name in connection.execute(query) if name[:7] != "sqlite_"]
        for statement in (*found, *self.schema):
            connection.execute(statement)
        connection.execute(f"pragma user_version = {self.version}")

    def close(self) -> None:
        """Let go of the file."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None
