"""What one file gives to the index: its strings, judged by its own text alone."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from netra_tools.literals.categories import CONFIGURATION, PATHS
from netra_tools.literals.classify import Classifier
from netra_tools.literals.imported import Origin
from netra_tools.literals.key_category import category_of_key
from netra_tools.literals.links import Links, pack_links, read_links
from netra_tools.literals.occurrences import encode_code
from netra_tools.literals.verdict import PROVED, Verdict
from netra_tools.literals.write import Taken
from netra_tools.model import (
    ARGUMENT,
    ASSIGNED,
    IN_DECORATOR,
    KEY,
    KEYWORD,
    REFERENCE,
    Definition,
    FileFacts,
    Literal,
)

ALIASES = frozenset(("alias", "env", "envvar", "serialization_alias", "validation_alias"))
OPTIONS = frozenset(("add_argument", "add_option", "addoption", "argument", "option", "Argument", "Option"))

Judged = tuple[Literal, Verdict, bool]  # a literal, what it is, whether it is defined there


def take(classifier: Classifier, file: FileFacts, literals: Sequence[Literal]) -> Taken:
    """Judge the strings of a file and make columns of them."""
    records = list(literals)
    origin = Origin(file.module, file.is_package, file.is_test)
    verdicts = classifier.classify(file.facts, records, origin)
    links = renumber(read_links(file.facts, records, verdicts, origin), records)
    judged = [
        (literal, verdict, is_definition(file.facts.definitions, literal, verdict))
        for literal, verdict in zip(records, verdicts, strict=True)
        if literal.kind != REFERENCE
    ]
    return pack(judged, pack_links(links))


def is_definition(definitions: Sequence[Definition], literal: Literal, verdict: Verdict) -> bool:
    """Say whether a literal is made known where it stands: a constant, an option, a route, an alias."""
    role = literal.role
    if role == ASSIGNED:
        return literal.scope < 0 or definitions[literal.scope].kind == "class"
    if role == KEYWORD:
        return literal.slot in ALIASES
    if role != ARGUMENT:
        return False
    if verdict.category == CONFIGURATION:
        return literal.owner.rpartition(".")[2] in OPTIONS
    return verdict.category == PATHS and bool(literal.flags & IN_DECORATOR)


def renumber(links: Links, records: Sequence[Literal]) -> Links:
    """Count the literals of links without the references among them."""
    if not (links.definitions or links.calls):
        return links
    places, place = [], 0
    for record in records:
        places.append(place)
        place += record.kind != REFERENCE
    return links._replace(
        definitions=tuple([(symbol, places[number]) for symbol, number in links.definitions]),
        calls=tuple([(places[number], symbol) for number, symbol in links.calls]),
    )


def take_keys(literals: Sequence[Literal], dialect: str) -> Taken:
    """Judge the keys of a file that defines some; what is interpolated in it is used, not defined."""
    return pack(
        [
            (
                found,
                Verdict(category_of_key(dialect, found.owner, found.value), "key-of-file", PROVED),
                found.role == KEY,
            )
            for found in literals
        ],
        b"",
    )


def pack(judged: Sequence[Judged], links: bytes) -> Taken:
    """Make columns of literals and what they are."""
    places: dict[str, int] = {}
    texts = [places.setdefault(literal.value, len(places)) for literal, _, _ in judged]
    codes = [encode_code(literal, verdict, defined=defined) for literal, verdict, defined in judged]
    numbers = array("I", [*texts, *codes])
    for column in zip(*[literal[-4:] for literal, _, _ in judged], strict=True):
        numbers.extend(column)
    return Taken(tuple(places), numbers.tobytes(), links)
