"""From where a literal stands to its category, or to what the look of its value has to decide.

A position is looked at once for all literals that share it: role, owner (its first name resolved through
the imports), slot, flags and the kind of class around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from netra_tools.config.model import LiteralRule
from netra_tools.literals.call_rules import CALL_RULES
from netra_tools.literals.call_table import CallTable
from netra_tools.literals.categories import (
    CONFIGURATION,
    DATA,
    DATABASE,
    ENVIRONMENT,
    EVENTS,
    FIELDS,
    FORMATS,
    IDENTIFIERS,
    MESSAGES,
    METRICS,
    PATHS,
    PROTOCOL,
    STATES,
)
from netra_tools.literals.looks import Looks, looks_for, looks_of_unknown
from netra_tools.literals.name_rules import KEY_RULES, MEMBER_RULES, VALUE_RULES
from netra_tools.literals.name_table import NameTable, plain_name
from netra_tools.literals.occurrences import code_of
from netra_tools.literals.own_rules import OwnRules
from netra_tools.literals.scopes import ENUM, MIGRATION
from netra_tools.literals.standard import words
from netra_tools.literals.verdict import GUESSED, LIKELY, PROVED, NameRule, Verdict
from netra_tools.model import (
    ANNOTATION,
    ARGUMENT,
    ASSIGNED,
    COMPARED,
    DEFAULT,
    IN_COLLECTION,
    KEY,
    KEYWORD,
    PATTERN,
    RAISED,
    RETURNED,
    ROLES,
    SUBSCRIPT,
    VALUE,
)

IN_TEST: Final = 1  # bits of `Place.around`
WITH_DATABASE: Final = 2  # the file imports a database library
OF_DATABASE: Final = 4  # the file lies in a package about databases

_READERS = words(
    """
    get pop setdefault getlist get_list getall get_all getone get_or_default has_key __getitem__
    __setitem__ __contains__ __delitem__ move_to_end
    """
)
_COLLECTORS = words("add append appendleft extend insert discard remove index count contains has")
_GATHERERS = words("update append extend insert setdefault debug info warning error exception")
_GENERIC_SLOTS = frozenset(("0", "name", "key", "id", "type", "value"))
_TRADE = frozenset((ENVIRONMENT, CONFIGURATION, PATHS, DATABASE, EVENTS, METRICS, STATES, PROTOCOL))
_GENERIC = words(
    """
    Literal Optional Union list dict type Type List Dict Annotated Sequence Iterator Callable
    """
)


_MAKINGS = words(
    """
    config data description definition spec info model schema entity record factory builder args options
    params names name
    """
)
_DOINGS = words(
    """
    get set register add create make build new load read find fetch update delete remove with by for is
    has check use assert
    """
)

_CLOSED = words("backend kind type flavor option")  # parameters that take one of a closed set
_SENDING = words("send broadcast emit publish push notify dispatch")
_ERRORS = frozenset(("errors", "_errors"))  # errors["field"] = "code"
_HELD = (_TRADE | {FORMATS, MESSAGES}) - {CONFIGURATION}


# Role, owner, slot, flags; the kind of class around, the name of an enumeration; what holds for the file.
PlaceKey = tuple[int, str, str, int, str, str, int]


class Place:
    """Where a literal stands, as far as it matters."""

    def __init__(self, key: PlaceKey) -> None:
        self.role, self.owner, self.slot, self.flags, self.class_kind, self.class_name, self.around = key


class Position:
    """What holds at a place: a verdict, and others for values of certain looks; both as codes, too."""

    def __init__(self, verdict: Verdict, looks: Looks | None) -> None:
        self.verdict = verdict
        self.looks = looks
        self.code = code_of(verdict)
        self.codes = {} if looks is None else {look: code_of(found) for look, found in looks.items()}


@cache
def tables() -> tuple[CallTable, NameTable, NameTable, NameTable]:
    """Build the tables at their first use: they cost a few milliseconds."""
    return CallTable(CALL_RULES), NameTable(VALUE_RULES), NameTable(KEY_RULES), NameTable(MEMBER_RULES)


class Positions:
    """Decides about places; what it has decided it remembers."""

    def __init__(self, own: Sequence[LiteralRule] = ()) -> None:
        self.calls, self.values, self.keys, self.members = tables()
        self.own = OwnRules(own)
        self.by_role = {
            ARGUMENT: self._argument, KEYWORD: self._keyword, KEY: self._key, VALUE: self._value,
            ASSIGNED: self._assigned, DEFAULT: self._default, COMPARED: self._compared,
            SUBSCRIPT: self._subscript, ANNOTATION: self._annotation, PATTERN: self._pattern,
            RETURNED: self._returned, RAISED: self._raised,
        }  # fmt: skip

    def forget(self) -> None:
        """Forget the names and functions that were met."""
        self.calls.forget()
        for table in (self.values, self.keys, self.members):
            table.found.clear()

    def decide(self, place: Place) -> Position:
        """Decide about a place."""
        own = self.own.find(place.role, place.owner, place.slot) if self.own.rules else None
        if own is not None:
            return _closed(own, "own-rule", PROVED)
        method = self.by_role.get(place.role)
        found = method(place) if method is not None else None
        return found if found is not None else _unknown(place.role, place.around)

    def _argument(self, place: Place) -> Position | None:
        rule = self.calls.find(place.owner, place.slot, True)
        if rule is not None:
            return _firm(rule.category, rule.slug, rule.strength)
        receiver, _, last = place.owner.rpartition(".")
        if last in _READERS and place.slot == "0" and receiver:
            return self._key_of(receiver, place)
        if last in _COLLECTORS and receiver:
            return self._named(receiver, place)
        asked = place.slot == "1" and last.startswith(("is_", "has_"))
        return self._subject(last) if asked or place.slot in _GENERIC_SLOTS else None

    def _subject(self, function: str) -> Position | None:
        """Take what is made or asked by a function from its name: `TopicConfig("x")`, `set_status("x")`."""
        rule = self.members.find(subject_of(function))
        if rule is None or rule.category not in _TRADE:
            return None
        return _named_as(rule.category, "subject-of-call")

    def _keyword(self, place: Place) -> Position | None:
        rule = self.calls.find(place.owner, place.slot, False)
        if rule is not None:
            return _firm(rule.category, rule.slug, rule.strength)
        subject = None
        if place.slot in _GENERIC_SLOTS:
            subject = self._subject(place.owner.rpartition(".")[2])
        return subject or self._named(place.slot, place)

    def _named(self, name: str, place: Place) -> Position | None:
        rule = self.values.find(name) if name else None
        if rule is None:
            return None
        category = rule.category
        if category == DATABASE and not place.around & WITH_DATABASE and rule.slug == "database-name":
            category = IDENTIFIERS
        return _open(category, rule.slug, LIKELY, rule.plain)

    def _key_of(self, name: str, place: Place) -> Position:
        rule = self.keys.find(name)
        if rule is None and place.role != SUBSCRIPT:
            rule = self._key_by_content(name, place)
        if rule is None:
            return self._unknown_key(name, place)
        if rule.category == ENVIRONMENT and name == "os.environ":
            return _closed(ENVIRONMENT, rule.slug, PROVED)
        return _named_as(rule.category, rule.slug)

    def _unknown_key(self, name: str, place: Place) -> Position:
        last = name.rpartition(".")[2]
        table = last.isupper() and (place.role != KEY or last.endswith(("S", "MAP", "DICT")))
        if (
            table
            or last.endswith(("_map", "_mapping", "_lookup", "mapping"))
            or (name and place.role != SUBSCRIPT and place.around & OF_DATABASE)
        ):
            return _unknown(SUBSCRIPT, place.around)
        return _closed(FIELDS, "key", GUESSED) if place.around & IN_TEST else _open(FIELDS, "key", GUESSED)

    def _key_by_content(self, name: str, place: Place) -> NameRule | None:
        """Take the keys of `x_to_y`, and the members of `supported_modes`, from the name."""
        last = name.rpartition(".")[2].lower()
        several = last.endswith(("s", "_map", "_mapping", "_dict")) and not last.endswith(("us", "ss"))
        if place.role == KEY and not several and "_to_" not in last:
            return None
        key = last.partition("_to_")[0] if "_to_" in last else last.rpartition("_by_")[2]
        rule = self.values.find(key)
        return rule if rule is not None and rule.category in _TRADE else None

    def _key(self, place: Place) -> Position | None:
        rule = self.calls.find(place.owner, place.slot + "{}", False) if place.owner else None
        if rule is not None:
            return _firm(rule.category, rule.slug, rule.strength)
        if place.slot and self.keys.find(place.slot) is not None:  # of the dictionary that a keyword gives
            return self._key_of(place.slot, place)
        receiver, _, last = place.owner.rpartition(".")
        return self._key_of(receiver if last in _GATHERERS else place.owner, place)

    def _value(self, place: Place) -> Position | None:
        owner = place.owner.rpartition(".")[2]
        call = self.calls.find(place.owner, "{}", False) if owner else None
        if call is not None and call.category == DATA:
            return _firm(DATA, call.slug, call.strength)
        keyword, _, key = place.slot.rpartition(".")
        if not _ERRORS.isdisjoint((owner, keyword)):
            return self._named("error", place)
        if key in ("type", "event", "action") and _SENDING.intersection(plain_name(owner).split("_")):
            return _named_as(EVENTS, "sent-type")
        found = self._named(place.slot, place) or self._value_by_content(keyword)
        return found if found is not None or call is not None else self._value_by_content(owner.lower())

    def _value_by_content(self, owner: str) -> Position | None:
        """Take the values of `x_to_y`, `y_by_x` and `y_map` from the name."""
        name = owner.partition("_to_")[2] or owner.partition("_by_")[0]
        rule = self.values.find(name) if name else None
        return _named_as(rule.category, rule.slug) if rule is not None and rule.category in _HELD else None

    def _assigned(self, place: Place) -> Position | None:
        name = place.owner.rpartition(".")[2]
        fixed = _ASSIGNED.get(name)
        if fixed is not None:
            return fixed
        if place.class_kind == MIGRATION:
            return _firm(DATABASE, "migration", PROVED)
        if _ERRORS.intersection(place.owner.split(".")[-2:-1]):
            return self._named("error", place)
        found = None
        if place.class_kind != ENUM or place.flags & IN_COLLECTION:
            found = self._named(place.owner, place)
        if place.class_name and (found is None or name.isupper()):
            return self._member(place) or found
        return found

    def _member(self, place: Place) -> Position | None:
        """Take what an enumeration, or a class of constants, holds from its name."""
        rule = self.members.find(place.class_name)
        if rule is None and place.class_kind != ENUM:
            return None
        category, slug = (rule.category, rule.slug) if rule else (STATES, "member")
        return _named_as(category, slug)

    def _default(self, place: Place) -> Position | None:
        if place.slot.rpartition("_")[2] in _CLOSED:
            return _named_as(STATES, "option-default")
        return self._named(place.slot, place)

    def _compared(self, place: Place) -> Position | None:
        if place.slot in ("in", "not in") and not place.flags & IN_COLLECTION:
            return self._key_of(place.owner, place) if place.owner else None
        return self._named(place.owner, place)

    def _subscript(self, place: Place) -> Position | None:
        last = place.owner.rpartition(".")[2]
        if last == "Literal":
            return _named_as(STATES, "literal-type")
        if last in _GENERIC:
            return _closed(IDENTIFIERS, "forward-reference", PROVED)
        return self._key_of(place.owner, place)

    def _annotation(self, place: Place) -> Position | None:
        if place.owner.rpartition(".")[2] == "Literal":
            return _named_as(STATES, "literal-type")
        return _open(IDENTIFIERS, "forward-reference", LIKELY)

    def _pattern(self, place: Place) -> Position | None:
        return self._named(place.owner, place) or _closed(STATES, "matched-case", GUESSED)

    def _returned(self, place: Place) -> Position | None:
        return self._named(place.owner, place)

    def _raised(self, place: Place) -> Position | None:
        return _firm(MESSAGES, "raised", PROVED)


def subject_of(function: str) -> str:
    """Leave out of a function's name what it does: `TopicConfig` is about a topic."""
    words = plain_name(function).split("_")
    while len(words) > 1 and words[-1] in _MAKINGS:
        words.pop()
    while len(words) > 1 and words[0] in _DOINGS:
        words.pop(0)
    return "_".join(words)


def _named_as(category: int, slug: str) -> Position:
    return _open(category, slug, LIKELY)


def _firm(category: int, slug: str, strength: int) -> Position:
    sure = strength == PROVED and slug != "reflected"  # getattr(settings, "X")
    return _closed(category, slug, strength) if sure else _open(category, slug, strength)


def _unknown(role: int, around: int) -> Position:
    if around & OF_DATABASE and not around & IN_TEST:
        return _open(DATABASE, "in-database-package", GUESSED)
    return _otherwise(ROLES[role], around & IN_TEST)


# There are a few hundred of them, and tens of thousands of places.
@cache
def _open(category: int, slug: str, strength: int, plain: int = -1) -> Position:
    return Position(Verdict(category, slug, strength), looks_for(category, plain, slug))


@cache
def _closed(category: int, slug: str, strength: int) -> Position:
    return Position(Verdict(category, slug, strength), None)


@cache
def _otherwise(role: str, in_test: int) -> Position:
    return Position(Verdict(IDENTIFIERS, "otherwise", GUESSED), looks_of_unknown(role, in_test))


_ASSIGNED: Final = {
    **dict.fromkeys(("__all__", "__slots__", "__match_args__"), _firm(IDENTIFIERS, "exported", PROVED)),
    **dict.fromkeys(
        ("__tablename__", "db_table", "revision", "down_revision"), _firm(DATABASE, "table-name", PROVED)
    ),
    "env_prefix": _firm(ENVIRONMENT, "environment-option", PROVED),
}
