"""Divides parts into modules: along their dependencies, without cycles, each small enough.

The parts are put in an order in which each follows what it needs, near it; every division of such an
order has no cycles. Where to cut is then the cheapest choice: few modules, few names imported across cuts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, permutations
from typing import Final, NamedTuple

from netra_tools.graph.cycles import adjacency, components

PER_MODULE: Final = 12.0  # a further module is worth this many imported names
TINY: Final = 0.25  # of the room in a module: less is hardly worth one
NEVER: Final = float("inf")


class Sizes(NamedTuple):
    """What there is room for."""

    module: int  # lines of parts in a new module
    facade: int  # lines of parts, and of names passed on, in what stays


class Unit(NamedTuple):
    """Parts that must be in one module: they need one another."""

    parts: tuple[int, ...]
    size: int
    names: int  # how many names they bind


def make_units(
    parts: Mapping[int, tuple[int, int]], needs: Sequence[Collection[int]], together: Iterable[list[int]]
) -> tuple[list[Unit], list[set[int]]]:
    """Join the parts that need one another. `parts` gives the size and the number of names of each.

    Also gives the units that each unit needs.
    """
    pairs = list(ties(parts, needs, together))
    units = [unit_of(members, parts) for members in knots(sorted(parts), pairs)]
    home = {part: at for at, unit in enumerate(units) for part in unit.parts}
    found = {(home[one], home[other]) for one, other in pairs if home[one] != home[other]}
    return units, [set(row) for row in adjacency(len(units), found)]


def ties(
    parts: Collection[int], needs: Sequence[Collection[int]], together: Iterable[list[int]]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of which the first needs the second."""
    for one in sorted(parts):
        yield from ((one, other) for other in needs[one] if other in parts)
    for group in together:
        yield from permutations(group, 2)


def unit_of(members: tuple[int, ...], parts: Mapping[int, tuple[int, int]]) -> Unit:
    """Make a unit of parts."""
    return Unit(members, sum(parts[at][0] for at in members), sum(parts[at][1] for at in members))


def knots(numbers: Sequence[int], pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Give sets of parts that need one another; a part that needs none of those that need it is alone."""
    rows = {number: row for row, number in enumerate(numbers)}
    edges = ((rows[one], rows[other]) for one, other in pairs)
    found = [tuple(sorted(numbers[row] for row in knot)) for knot in components(adjacency(len(rows), edges))]
    tied = {number for knot in found for number in knot}
    return sorted([*found, *((number,) for number in numbers if number not in tied)])


def in_order(units: Sequence[Unit], below: Sequence[Collection[int]]) -> list[int]:
    """Order units so that each follows what it needs, and what belongs together is near."""
    needed = {other for others in below for other in others}
    families = family_of(units, below)
    roots = [unit for unit in range(len(units)) if unit not in needed]
    roots.sort(key=lambda unit: (families[unit], units[unit].parts[0]))
    order: dict[int, None] = {}
    for root in roots:
        visit(root, below, order)
    return list(order)


def visit(root: int, below: Sequence[Collection[int]], order: dict[int, None]) -> None:
    """Put a unit into an order, behind all that it needs; units are numbered as they stand in the file."""
    stack = [(root, False)]
    while stack:
        unit, done = stack.pop()
        if done or unit in order:
            order.setdefault(unit, None)
            continue
        stack.append((unit, True))
        stack += [(one, False) for one in sorted(below[unit], reverse=True) if one not in order]


def family_of(units: Sequence[Unit], below: Sequence[Collection[int]]) -> list[int]:
    """Give the first part of the family of each unit: of all that hang together, but for what most need."""
    users = [0] * len(units)
    for others in below:
        for other in others:
            users[other] += 1
    limit = max(3, len(units) // 8)
    head = list(range(len(units)))

    def top(unit: int) -> int:
        while head[unit] != unit:
            unit = head[unit]
        return unit

    for unit, others in enumerate(below):
        for other in others:
            if users[other] <= limit:
                head[top(other)] = top(unit)
    first: dict[int, int] = {}
    for unit, one in enumerate(units):
        first[top(unit)] = min(first.get(top(unit), one.parts[0]), one.parts[0])
    return [first[top(unit)] for unit in range(len(units))]


def divide(
    units: Sequence[Unit], below: Sequence[Collection[int]], sizes: Sizes
) -> list[tuple[int, ...]] | None:
    """Choose the parts of each new module, the lowest first; what is in none stays. None: there is no way."""
    order = in_order(units, below)
    spans = crossings(order, below)
    best = cheapest(order, units, spans, sizes.module)
    ends = [
        (cost + spans[end], end)
        for end, (cost, _) in enumerate(best)
        if end and cost < NEVER and stays(order, units, end) <= sizes.facade
    ]
    if not ends:
        return None
    end = min(ends)[1]
    cuts = [end]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    return [
        tuple(sorted(part for unit in order[start:stop] for part in units[unit].parts))
        for start, stop in pairwise(cuts)
    ]


def stays(order: Sequence[int], units: Sequence[Unit], end: int) -> int:
    """Count the lines of the facade: of what stays, and of the names that are passed on."""
    return sum(units[one].size for one in order[end:]) + sum(units[one].names for one in order[:end])


def crossings(order: Sequence[int], below: Sequence[Collection[int]]) -> list[float]:
    """Count, for each place to cut an order at, the units before it that are needed behind it."""
    place = {unit: at for at, unit in enumerate(order)}
    reach = list(range(len(order)))  # the last that needs each
    for unit, others in enumerate(below):
        for other in others:
            reach[place[other]] = max(reach[place[other]], place[unit])
    change = [0.0] * (len(order) + 2)
    for at, last in enumerate(reach):
        change[at + 1] += 1.0
        change[last + 1] -= 1.0
    spans, now = [], 0.0
    for one in change[: len(order) + 1]:
        now += one
        spans.append(now)
    return spans


def cheapest(
    order: Sequence[int], units: Sequence[Unit], spans: Sequence[float], room: int
) -> list[tuple[float, int]]:
    """Give for each beginning of an order the cost of its best division, and where the last module begins."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(order) + 1):
        best.append(min(endings(order, units, spans, (room, end), best), default=(NEVER, 0)))
    return best


def endings(
    order: Sequence[int],
    units: Sequence[Unit],
    spans: Sequence[float],
    limits: tuple[int, int],
    best: Sequence[tuple[float, int]],
) -> Iterator[tuple[float, int]]:
    """Yield the cost of each last module that there is room for, and where it begins."""
    room, end = limits
    size = 0
    for start in range(end - 1, -1, -1):
        size += units[order[start]].size
        if size > room:
            return
        small = max(0.0, 1.0 - size / (room * TINY))
        yield best[start][0] + spans[start] + PER_MODULE * (1.0 + small), start
