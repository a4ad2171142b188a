"""The category of every string literal of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from netra_tools.literals.categories import DOCUMENTATION
from netra_tools.literals.lexicon import words
from netra_tools.literals.positions import IN_TEST, OF_DATABASE, WITH_DATABASE, Place, Position, Positions
from netra_tools.literals.scopes import FUNCTION, class_kinds
from netra_tools.literals.values import look_of
from netra_tools.literals.verdict import PROVED, OwnRule, Verdict
from netra_tools.model import ASSIGNED, DOCSTRING, REFERENCE, STATEMENT, Facts, Import, Literal

DOCUMENTED = Verdict(DOCUMENTATION, "documentation", PROVED)
_DATABASES = words(
    """
    sqlalchemy alembic sqlmodel psycopg psycopg2 sqlite3 asyncpg aiosqlite peewee tortoise pymongo motor
    aiomysql pymysql MySQLdb cx_Oracle oracledb duckdb clickhouse_driver databases sqlite_utils
    """
)
_DATABASE_PACKAGES = words("db sql orm dialects migrations alembic database")


class Origin(NamedTuple):
    """Whose literals they are."""

    module: str
    is_package: bool
    is_test: bool


class Classifier:
    """Classifies the literals of many files; places it has decided about it remembers."""

    def __init__(self, own: Sequence[OwnRule] = ()) -> None:
        self.positions = Positions(own)
        self.decided: dict[Place, Position] = {}

    def classify(self, facts: Facts, literals: Iterable[Literal], origin: Origin) -> list[Verdict]:
        """Give the verdict on each literal, in order."""
        reader = _FileReader(self, facts, origin)
        return [reader.verdict(literal) for literal in literals]


class _FileReader:
    """What one file's literals have in common."""

    def __init__(self, classifier: Classifier, facts: Facts, origin: Origin) -> None:
        self.classifier = classifier
        self.names = imported_names(facts.imports, origin)
        self.kinds = class_kinds(facts.definitions)
        self.definitions = facts.definitions
        self.around = surroundings(facts, origin)
        self.places: dict[tuple[int, str, str, int, int], Position] = {}

    def verdict(self, literal: Literal) -> Verdict:
        """Decide about one literal."""
        value, kind, role, flags, owner, slot, scope = literal[:7]
        if kind == DOCSTRING or role == STATEMENT:
            return DOCUMENTED
        key = (role, owner, slot, flags, scope if role == ASSIGNED else -1)
        position = self.places.get(key)
        if position is None:
            position = self.places[key] = self._position(role, owner, slot, flags, scope)
        looks = position.looks
        if looks is None or kind == REFERENCE:
            return position.verdict
        return looks.get(look_of(value), position.verdict)

    def _position(self, role: int, owner: str, slot: str, flags: int, scope: int) -> Position:
        class_kind = class_name = ""
        if role == ASSIGNED and scope >= 0:
            class_kind = self.kinds[scope]
            class_name = self.definitions[scope].name if class_kind != FUNCTION else ""
        place = Place(role, self.resolved(owner), slot, flags, class_kind, class_name, self.around)
        position = self.classifier.decided.get(place)
        if position is None:
            position = self.classifier.decided[place] = self.classifier.positions.decide(place)
        return position

    def resolved(self, owner: str) -> str:
        """Write a dotted name as if nothing had been renamed by an import."""
        first, dot, rest = owner.partition(".")
        imported = self.names.get(first)
        return owner if imported is None else imported + dot + rest


def imported_names(imports: Iterable[Import], origin: Origin) -> dict[str, str]:
    """Give the dotted name of everything that a file's imports bind."""
    names: dict[str, str] = {}
    for found in imports:
        if not found.is_from:
            if found.alias:
                names[found.alias] = found.module
            continue
        module = absolute(found, origin)
        for name, alias in found.names:
            if name != "*":
                names[alias or name] = f"{module}.{name}" if module else name
    return names


def absolute(found: Import, origin: Origin) -> str:
    """Give the module that a `from` import names, whatever its level."""
    if not found.level:
        return found.module
    parts = origin.module.split(".") if origin.module else []
    above = found.level - 1 if origin.is_package else found.level
    kept = parts[: len(parts) - above] if above else parts
    return ".".join([*kept, found.module]) if found.module else ".".join(kept)


def surroundings(facts: Facts, origin: Origin) -> int:
    """Tell what a file's place and imports say of all that is in it."""
    around = IN_TEST if origin.is_test else 0
    if _has_database(facts):
        around |= WITH_DATABASE
    if not _DATABASE_PACKAGES.isdisjoint(origin.module.split(".")):
        around |= OF_DATABASE | WITH_DATABASE
    return around


def _has_database(facts: Facts) -> bool:
    for found in facts.imports:
        first, _, rest = found.module.partition(".")
        if first in _DATABASES or (first == "django" and rest.startswith("db")):
            return True
    return False
