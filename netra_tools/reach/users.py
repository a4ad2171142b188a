"""Who uses a symbol by name: asked of the few that are told though they are used."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from netra_tools.facts.ties import CALL
from netra_tools.reach.model import IMPORT
from netra_tools.reach.table import Table
from netra_tools.reach.walk import Walk

FEW: Final = 3  # methods of one name that an attribute may well mean


def users_of(table: Table, walk: Walk, wanted: Collection[int]) -> dict[int, list[int]]:
    """Give the definitions in use that name each symbol; imports count where they stand."""
    members = members_of(table, wanted)
    found: dict[int, list[int]] = {}
    alive = [user for user, kind in enumerate(table.kind) if walk.alive[user] and kind != IMPORT]
    for user in alive if wanted else ():
        named = {*named_by(table, walk, user), *members_named(table, user, members)}
        for target in named.intersection(wanted):
            if not stands_in(table, user, target):
                found.setdefault(target, []).append(user)
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


def named_by(table: Table, walk: Walk, user: int) -> Iterator[int]:
    """Yield what the references of a definition mean."""
    for reference in table.tied[user].references:
        yield from walk.resolver.resolve(table.file[user], reference).symbols


def members_named(table: Table, user: int, members: dict[str, list[int]]) -> Iterator[int]:
    """Yield the members of classes that may be meant by the attributes that a definition asks for."""
    if members:
        tied = table.tied[user]
        for name in (*tied.attributes, *tied.own, *[one.rpartition(".")[2] for one in tied.references]):
            yield from members.get(name.removesuffix(CALL), ())


def stands_in(table: Table, user: int, target: int) -> bool:
    """Say whether a definition is another one or stands in it."""
    while user >= 0 and user != target:
        user = table.parent[user]
    return user == target
