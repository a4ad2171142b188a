"""The category of every string literal of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from netra_tools.config.model import LiteralRule
from netra_tools.facts.scan import Row
from netra_tools.literals.categories import DOCUMENTATION
from netra_tools.literals.imported import Origin, imported_names, resolve
from netra_tools.literals.positions import (
    IN_TEST,
    OF_DATABASE,
    WITH_DATABASE,
    Place,
    PlaceKey,
    Position,
    Positions,
)
from netra_tools.literals.scopes import FUNCTION, class_kinds
from netra_tools.literals.standard import words
from netra_tools.literals.values import forget_looks, look_of
from netra_tools.literals.verdict import PROVED, Verdict
from netra_tools.model import ASSIGNED, DOCSTRING, REFERENCE, STATEMENT, Facts

DOCUMENTED: Final = Position(Verdict(DOCUMENTATION, "documentation", PROVED), None)
_DATABASES = words(
    """
    sqlalchemy alembic sqlmodel psycopg psycopg2 sqlite3 asyncpg aiosqlite peewee tortoise pymongo motor
    aiomysql pymysql MySQLdb cx_Oracle oracledb duckdb clickhouse_driver databases sqlite_utils
    """
)
_DATABASE_PACKAGES = words("db sql orm dialects migrations alembic database")


Key = tuple[int, str, str, int, int]  # role, owner, slot, flags, scope where it matters


class Classifier:
    """Classifies the literals of many files; places it has decided about it remembers."""

    def __init__(self, own: Sequence[LiteralRule] = ()) -> None:
        self.positions = Positions(own)
        self.decided: dict[PlaceKey, Position] = {}

    def forget(self) -> None:
        """Forget what was decided: it would be decided again."""
        self.decided.clear()
        self.positions.forget()
        forget_looks()

    def classify(self, facts: Facts, literals: Iterable[Row], origin: Origin) -> list[Verdict]:
        """Give the verdict on each literal, in order; on a reference, that on its position."""
        places = Places(self, facts, origin)
        verdicts = []
        for row in literals:
            position = places.find(row)
            verdict = position.verdict
            if position.looks is not None and row[1] != REFERENCE:
                verdict = position.looks.get(look_of(row[0]), verdict)
            verdicts.append(verdict)
        return verdicts


class Places:
    """What the places of one file have in common."""

    def __init__(self, classifier: Classifier, facts: Facts, origin: Origin) -> None:
        self.decided = classifier.decided
        self.positions = classifier.positions
        self.names = imported_names(facts.imports, origin)
        self.definitions = facts.definitions
        self.kinds: list[str] | None = None
        self.around = surroundings(facts, origin)
        self.known: dict[Key, Position] = {}

    def find(self, row: Row) -> Position:
        """Decide about the place of a literal, or remember what was decided in this file."""
        _, kind, role, flags, owner, slot, scope, _, _, _, _ = row
        if kind == DOCSTRING or role == STATEMENT:
            return DOCUMENTED
        key = (role, owner, slot, flags, scope if role == ASSIGNED else -1)
        position = self.known.get(key)
        if position is None:
            position = self.known[key] = self._decide(key)
        return position

    def _decide(self, key: Key) -> Position:
        """Decide about a place, or remember what was decided in another file."""
        role, owner, slot, flags, scope = key
        class_kind = class_name = ""
        if scope >= 0:
            if self.kinds is None:
                self.kinds = class_kinds(self.definitions)
            class_kind = self.kinds[scope]
            class_name = self.definitions[scope].name if class_kind != FUNCTION else ""
        owner = resolve(owner, self.names)
        place = (role, owner, slot, flags, class_kind, class_name, self.around)
        position = self.decided.get(place)
        if position is None:
            position = self.decided[place] = self.positions.decide(Place(place))
        return position


def surroundings(facts: Facts, origin: Origin) -> int:
    """Tell what a file's place and imports say of all that is in it."""
    around = IN_TEST if origin.is_test else 0
    if _has_database(facts):
        around |= WITH_DATABASE
    if not _DATABASE_PACKAGES.isdisjoint(origin.module.split(".")):
        around |= OF_DATABASE | WITH_DATABASE
    return around


def _has_database(facts: Facts) -> bool:
    return any(
        found.module.partition(".")[0] in _DATABASES or found.module.startswith("django.db")
        for found in facts.imports
    )
