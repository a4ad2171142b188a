"""What one file gives to the index: its strings, judged by its own text alone."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final

from netra_tools.facts.scan import Row, rows_of
from netra_tools.literals.categories import CONFIGURATION, DATA, PATHS, VOCABULARY
from netra_tools.literals.classify import Classifier, Places
from netra_tools.literals.imported import Origin
from netra_tools.literals.key_category import category_of_key
from netra_tools.literals.links import LinkReader, pack_links
from netra_tools.literals.occurrences import code_of
from netra_tools.literals.postings import CATEGORY_MASK, DEFINED_BIT, KIND_SHIFT, ROLE_SHIFT, STRENGTH_SHIFT
from netra_tools.literals.values import look_of
from netra_tools.literals.verdict import PROVED, Verdict
from netra_tools.literals.write import Taken
from netra_tools.model import (
    ARGUMENT,
    ASSIGNED,
    BYTES,
    IN_DECORATOR,
    KEY,
    KEYWORD,
    REFERENCE,
    Definition,
    FileFacts,
    Literal,
)

ALIASES: Final = frozenset(("alias", "env", "envvar", "serialization_alias", "validation_alias"))
OPTIONS: Final = frozenset(
    ("add_argument", "add_option", "addoption", "argument", "option", "Argument", "Option")
)
OPAQUE: Final = Verdict(DATA, "bytes", PROVED)  # a word of bytes is no word of the vocabulary
STRENGTH: Final = 3 << STRENGTH_SHIFT  # no bit of it is set where the category is proved


def take(classifier: Classifier, file: FileFacts, literals: Sequence[Literal]) -> Taken:
    """Judge the strings of a file and make columns of them."""
    origin = Origin(file.module, file.is_package, file.is_test)
    places = Places(classifier, file.facts, origin)
    links = LinkReader(file.facts, origin, places)
    columns = Columns()
    for row in rows_of(literals):
        if row[1] == REFERENCE:
            links.take_reference(row)
            continue
        position = places.find(row)
        code = position.code
        if position.codes:
            code = position.codes.get(look_of(row[0]), code)
        if row[1] == BYTES and code & CATEGORY_MASK < VOCABULARY:
            code = code_of(OPAQUE)
        if code & STRENGTH:
            links.take_literal(len(columns.codes), row)
        columns.add(row, code, is_definition(file.facts.definitions, row, code & CATEGORY_MASK))
    return columns.pack(pack_links(links.links()))


def is_definition(definitions: Sequence[Definition], row: Row, category: int) -> bool:
    """Say whether a literal is made known where it stands: a constant, an option, a route, an alias."""
    _, _, role, flags, owner, slot, scope, _, _, _, _ = row
    if role == ASSIGNED:
        return scope < 0 or definitions[scope].kind == "class"
    if role == KEYWORD:
        return slot in ALIASES
    if role != ARGUMENT:
        return False
    if category == CONFIGURATION:
        return owner.rpartition(".")[2] in OPTIONS
    return category == PATHS and bool(flags & IN_DECORATOR)


def take_keys(literals: Sequence[Literal], dialect: str) -> Taken:
    """Judge the keys of a file that defines some; what is interpolated in it is used, not defined."""
    columns = Columns()
    for row in rows_of(literals):
        verdict = Verdict(category_of_key(dialect, row[4], row[0]), "key-of-file", PROVED)
        columns.add(row, code_of(verdict), row[2] == KEY)
    return columns.pack(b"")


class Columns:
    """What is kept of each string of a file."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.texts: list[int] = []
        self.codes: list[int] = []
        self.lines: list[int] = []
        self.columns: list[int] = []
        self.end_lines: list[int] = []
        self.end_columns: list[int] = []

    def add(self, row: Row, code: int, defined: bool) -> None:
        """Add a string and the code of what it was judged to be."""
        value, kind, role, _, _, _, _, line, column, end_line, end_column = row
        place = self.places.get(value)
        if place is None:
            place = self.places[value] = len(self.places)
        self.texts.append(place)
        self.codes.append(code | kind << KIND_SHIFT | role << ROLE_SHIFT | (DEFINED_BIT if defined else 0))
        self.lines.append(line)
        self.columns.append(column)
        self.end_lines.append(end_line)
        self.end_columns.append(end_column)

    def pack(self, links: bytes) -> Taken:
        """Give all that has been added in a form that passes between processes."""
        columns = self.texts + self.codes + self.lines + self.columns + self.end_lines + self.end_columns
        return Taken(tuple(self.places), array("I", columns).tobytes(), links)
