"""Who uses a symbol by name: asked of the few that are told though they are used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from netra_tools.facts.ties import CALL
from netra_tools.reach.table import Table
from netra_tools.reach.walk import Walk

FEW: Final = 3  # methods of one name that an attribute may well mean


def users_of(table: Table, walk: Walk, wanted: set[int]) -> dict[int, list[int]]:
    """Give the definitions in use that name each symbol, as the walk has resolved what they say."""
    members = members_of(table, wanted)
    found: dict[int, list[int]] = {}
    for file in range(len(table.sources) if wanted else 0):
        meant = meant_in(walk, file, wanted)
        first, last = table.first[file], table.first_import[file]
        for user in filter(walk.alive.__getitem__, range(first, last if meant or members else first)):
            for target in named_by(table, user, meant, members) & wanted:
                found.setdefault(target, []).append(user)
    return {target: outside_of(table, target, users) for target, users in found.items()}


def meant_in(walk: Walk, file: int, wanted: set[int]) -> dict[str, list[int]]:
    """Give what is said in a file and means one of the wanted."""
    known = walk.resolver.known[file].items()
    return {said: meaning.symbols for said, meaning in known if not wanted.isdisjoint(meaning.symbols)}


def outside_of(table: Table, target: int, users: list[int]) -> list[int]:
    """Leave out the users that stand in what they use."""
    return [user for user in users if not stands_in(table, user, target)]


def named_by(
    table: Table, user: int, meant: Mapping[str, list[int]], members: Mapping[str, list[int]]
) -> set[int]:
    """Give the symbols that a definition names, and the members of classes that it may mean."""
    tied = table.tied[user]
    found = {symbol for said in tied.references if said in meant for symbol in meant[said]}
    if members:
        last = [said.rpartition(".")[2] for said in tied.references]
        for name in (*tied.attributes, *tied.own, *last):
            found.update(members.get(name.removesuffix(CALL), ()))
    return found


def members_of(table: Table, wanted: Collection[int]) -> dict[str, list[int]]:
    """Give those that are members of classes by name, but for names that say little."""
    found: dict[str, list[int]] = {}
    for symbol in wanted:
        if table.parent[symbol] in table.members and not is_common(table, symbol):
            found.setdefault(table.name[symbol], []).append(symbol)
    return found


def is_common(table: Table, symbol: int) -> bool:
    """Say whether so many methods have the name of one that an attribute says little."""
    return len(table.methods.get(table.name[symbol], ())) > FEW


def stands_in(table: Table, user: int, target: int) -> bool:
    """Say whether a definition is another one or stands in it."""
    while user >= 0 and user != target:
        user = table.parent[user]
    return user == target
