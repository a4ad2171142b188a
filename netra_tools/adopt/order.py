"""Puts the parts of a project into levels, so that as few imports as possible lead upwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Weights = Mapping[tuple[str, str], int]  # (importer, imported) -> imports
Group = tuple[str, ...]  # parts that import one another too much to be told apart
Between = Mapping[tuple[Group, Group], int]
SPARE = 25  # one import in so many may lead upwards before parts are taken together
MOST_SPARE = 200
FEW = 5  # imports upwards that never make two parts one
MUTUAL = 4  # more do when less than so many times as many lead downwards


class Order(NamedTuple):
    """Levels from top to bottom, each of groups that do not import upwards, but for a few imports."""

    levels: tuple[tuple[Group, ...], ...]
    downwards: int  # imports from one level to a lower one
    upwards: int
    within: int  # imports between parts of one group

    @property
    def share(self) -> float:
        """Say how much of what parts import from one another the order explains."""
        return self.downwards / (self.downwards + self.upwards + self.within or 1)


def find_order(parts: Iterable[str], weights: Weights) -> Order:
    """Order parts by their imports; those that cannot be put one above the other share a group."""
    groups: list[Group] = [(part,) for part in sorted(parts)]
    spare = min(MOST_SPARE, max(2, sum(weights.values()) // SPARE))
    while True:
        between = join(groups, weights)
        line = arrange(groups, between)
        place = {group: number for number, group in enumerate(line)}
        upwards = {pair: count for pair, count in between.items() if place[pair[0]] > place[pair[1]]}
        tied = find_tied(between, upwards, spare)
        if tied is None:
            return make_order(line, between, upwards, sum(weights.values()))
        groups = [group for group in groups if group not in tied]
        groups.append(tuple(sorted(tied[0] + tied[1])))


def find_tied(between: Between, upwards: Between, spare: int) -> tuple[Group, Group] | None:
    """Find two groups that are better one: those that import one another, or the worst when too many do."""
    mutual = {
        (lower, upper): count
        for (lower, upper), count in upwards.items()
        if count > FEW and count * MUTUAL > between.get((upper, lower), 0)
    }
    if not mutual and sum(upwards.values()) <= spare:
        return None
    found = mutual or upwards
    return max(found, key=lambda pair: (found[pair], pair))


def join(groups: Sequence[Group], weights: Weights) -> dict[tuple[Group, Group], int]:
    """Add up the imports from group to group."""
    group_of = {part: group for group in groups for part in group}
    found: dict[tuple[Group, Group], int] = {}
    for (importer, imported), count in weights.items():
        pair = group_of[importer], group_of[imported]
        if pair[0] != pair[1]:
            found[pair] = found.get(pair, 0) + count
    return found


def arrange(groups: Sequence[Group], between: Between) -> list[Group]:
    """Put groups in a line with few imports backwards: greedily (Eades, Lin, Smyth 1993), then by moves."""
    left = set(groups)
    front: list[Group] = []
    back: list[Group] = []
    while left:
        out, into = degrees(left, between)
        sinks = sorted(group for group in left if not out[group])
        if sinks:
            back = sinks + back
            left.difference_update(sinks)
            continue
        best = max(sorted(left), key=lambda group: (not into[group], out[group] - into[group]))
        front.append(best)
        left.remove(best)
    return improve(front + back, between)


def degrees(left: set[Group], between: Between) -> tuple[dict[Group, int], dict[Group, int]]:
    """Count the imports out of and into each group that is left, from and to others that are."""
    out, into = dict.fromkeys(left, 0), dict.fromkeys(left, 0)
    for (importer, imported), count in between.items():
        if importer in left and imported in left:
            out[importer] += count
            into[imported] += count
    return out, into


def improve(line: list[Group], between: Between) -> list[Group]:
    """Move each group to where it costs least, as long as that helps."""
    is_better = True
    while is_better:
        is_better = False
        for group in sorted(line):
            at = line.index(group)
            rest = line[:at] + line[at + 1 :]
            costs = costs_of_places(group, rest, between)
            best = min(range(len(costs)), key=lambda place: (costs[place], abs(place - at)))
            if costs[best] < costs[at]:
                line = [*rest[:best], group, *rest[best:]]
                is_better = True
    return line


def costs_of_places(group: Group, rest: Sequence[Group], between: Between) -> list[int]:
    """Count, for each place in the line, the imports backwards that a group would take part in."""
    cost = sum(between.get((other, group), 0) for other in rest)  # at the top, all that import it are below
    costs = [cost]
    for other in rest:
        cost += between.get((group, other), 0) - between.get((other, group), 0)
        costs.append(cost)
    return costs


def make_order(
    line: Sequence[Group],
    between: Between,
    upwards: Between,
    total: int,
) -> Order:
    """Put groups on levels: above all that they import, and at the top when nobody imports them."""
    downwards = {pair: count for pair, count in between.items() if pair not in upwards}
    levels: dict[int, list[Group]] = {}
    for group, at in heights(line, downwards).items():
        levels.setdefault(at, []).append(group)
    ordered = tuple([tuple(sorted(levels[at])) for at in sorted(levels, reverse=True)])
    down, up = sum(downwards.values()), sum(upwards.values())
    return Order(ordered, down, up, total - down - up)


def heights(line: Sequence[Group], downwards: Between) -> dict[Group, int]:
    """Say how high each group stands, the lowest at 0."""
    below: dict[Group, list[Group]] = {group: [] for group in line}
    for importer, imported in downwards:
        below[importer].append(imported)
    height: dict[Group, int] = {}
    for group in reversed(line):
        height[group] = max([height[one] for one in below[group]], default=-1) + 1
    top = max(height.values(), default=0)
    imported_ones = {imported for _, imported in downwards}
    entrances = [group for group in line if below[group] and group not in imported_ones]
    return height | dict.fromkeys(entrances, top)
