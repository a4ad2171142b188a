"""Stub until the near-miss engine comes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable


class Lexicon:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection


SCHEMA: tuple[str, ...] = ()


def change(connection: sqlite3.Connection, changes: Iterable[tuple[int, str, int, int]]) -> None:
    return None
