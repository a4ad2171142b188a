"""Which of the dead goes: what was chosen, what uses it, and what is left without a use by that."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from netra_tools.fix.removal.pointers import Pointers
from netra_tools.model import IN_TRY_IMPORT


class Choice(NamedTuple):
    """The symbols that go, and why others that were meant to go stay."""

    going: set[int]
    stay: dict[int, str]


def choose(pointers: Pointers, seeds: Collection[int] | None, barred: Mapping[int, str]) -> Choice:
    """Choose all that is dead, or what `seeds` take along; never what something else still points at."""
    candidates = set(pointers.found.symbols) - barred.keys()
    going = (
        set(candidates) if seeds is None else connected(pointers, candidates.intersection(seeds), candidates)
    )
    meant = candidates | barred.keys() if seeds is None else set(seeds)
    stay = dict(barred)
    while held := held_back(pointers, going):
        going -= held.keys()
        stay |= held
    return Choice(going, {symbol: reason for symbol, reason in stay.items() if symbol in meant})


def held_back(pointers: Pointers, going: Collection[int]) -> dict[int, str]:
    """Give what something still points at, with what does."""
    reasons = {symbol: held_by(pointers, symbol, going) for symbol in sorted(going)}
    return {symbol: reason for symbol, reason in reasons.items() if reason}


def connected(pointers: Pointers, seeds: Collection[int], candidates: Collection[int]) -> set[int]:
    """Collect what uses something chosen, and what all of that uses, as far as it may go."""
    groups = pointers.found.groups
    users = closed(seeds, groups.users, candidates)
    return closed(users, groups.uses, candidates)


def closed(start: Collection[int], follow: Mapping[int, Collection[int]], among: Collection[int]) -> set[int]:
    """Collect what can be reached within some symbols."""
    found = set(start)
    queue = list(start)
    for symbol in queue:
        fresh = [one for one in follow.get(symbol, ()) if one in among and one not in found]
        found.update(fresh)
        queue += fresh
    return found


def held_by(pointers: Pointers, symbol: int, going: Collection[int]) -> str:
    """Say what still points at something, or ""; what tests say of it is another question."""
    table = pointers.table
    for user in pointers.users.get(symbol, ()):
        if table.source(user).is_test or pointers.is_within(user, going):
            continue
        if not goes_along(pointers, user):
            return f"{pointers.place(user)} uses it"
    for twin in twins_of(pointers, symbol):
        if twin not in going:
            return f"`{table.name[symbol]}` has another definition, which stays"
    return ""


def goes_along(pointers: Pointers, user: int) -> bool:
    """Say whether a user is an import that nothing needs: it goes with what it imports."""
    row = pointers.table.imported.get(user)
    return row is not None and not pointers.found.walk.alive[user] and not row.flags & IN_TRY_IMPORT


def twins_of(pointers: Pointers, symbol: int) -> list[int]:
    """List what has the same name in the same place."""
    table = pointers.table
    parent, name = table.parent[symbol], table.name[symbol]
    if parent < 0:
        return []
    among = table.members.get(parent) or table.names[table.file[symbol]]
    return [one for one in among.get(name, ()) if one != symbol and table.parent[one] == parent]


def imports_along(pointers: Pointers, going: Collection[int]) -> set[int]:
    """Give the imports that are no finding of their own and go with what they import."""
    return {
        user
        for symbol in going
        for user in pointers.users.get(symbol, ())
        if not pointers.is_within(user, going) and goes_along(pointers, user)
    }
