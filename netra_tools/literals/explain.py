"""Says of each place of a value which category it has there, and by which rule."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.literals.listing import Filter, Listed, Located, Selection
from netra_tools.literals.store import Store
from netra_tools.literals.unused import Read
from netra_tools.model import Literal


class Reasoned(NamedTuple):
    """A place, and what the source says of it."""

    located: Located
    owner: str  # function, name or mapping that gives the place its meaning; "" when nothing does
    slot: str


class Explanation(NamedTuple):
    """A value, and the places that were looked into; `left` counts the others."""

    listed: Listed
    places: tuple[Reasoned, ...]
    left: int


def explain(store: Store, value: str, wanted: Filter, read: Read, limit: int) -> Explanation | None:
    """Explain the first places of a value, all when `limit` is 0; None when it stands nowhere."""
    selection = Selection(store, wanted)
    found = selection.values(lambda text: text == value)
    if not found:
        return None
    places = selection.places(found)[found[0].number]
    shown = places[:limit] if limit else places
    sources: dict[str, dict[tuple[int, int], Literal]] = {}
    for path in {located.file.path for located in shown}:
        sources[path] = {(one.line, one.column): one for one in read(path).literals if one.value == value}
    reasoned = [reason(located, sources[located.file.path]) for located in shown]
    return Explanation(found[0], tuple(reasoned), len(places) - len(shown))


def reason(located: Located, source: dict[tuple[int, int], Literal]) -> Reasoned:
    """Add to a place what the source says of it."""
    literal = source.get((located.at.line, located.at.column))
    return Reasoned(located, literal.owner if literal else "", literal.slot if literal else "")
