"""Which imports to remove so that no cycle is left, for the least work."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.graph.circles import DEFERRED
from netra_tools.graph.cycles import adjacency, components
from netra_tools.graph.labels import fold, labels
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.order import EXACT, Weights, backward_links, cheapest_order

Pair = tuple[int, int]


class KnotCut(NamedTuple):
    """What to remove from one knot: modules, or packages, that all reach one another.

    `least` is how many imports have to go at the very least: with as many the cut is the cheapest there is.
    """

    members: tuple[str, ...]
    imports: tuple[int, ...]
    least: int


def cheapest_cut(graph: ImportGraph, depth: int = 0, barred: int = DEFERRED) -> list[KnotCut]:
    """Cut every knot of modules, or of packages of a depth; an import weighs as much as another.

    Imports with one of the `barred` flags close no cycle.
    """
    node_of, names = make_nodes(graph, depth)
    rows: dict[Pair, list[int]] = {}
    for edge, source, target in graph.internal_edges():
        pair = node_of[source], node_of[target]
        if pair[0] != pair[1] and not graph.edges.flag(edge) & barred:
            rows.setdefault(pair, []).append(edge)
    found = []
    for knot in components(adjacency(len(names), rows)):
        inside = frozenset(knot)
        removed, least = cut_knot(knot, {pair: len(rows[pair]) for pair in rows if inside.issuperset(pair)})
        members = sorted(names[node] for node in knot)
        found.append(
            KnotCut(tuple(members), tuple(sorted(edge for pair in removed for edge in rows[pair])), least)
        )
    return found


def make_nodes(graph: ImportGraph, depth: int) -> tuple[list[int], list[str]]:
    """Give the node of each module, and the name of each node: a module, or a package of some depth."""
    names = labels(graph)
    if not depth:
        return list(range(len(names))), names
    packages = [fold(name, depth) for name in names]
    found = sorted(set(packages))
    numbers = {name: number for number, name in enumerate(found)}
    return [numbers[name] for name in packages], found


def cut_knot(knot: Sequence[int], pairs: dict[Pair, int]) -> tuple[list[Pair], int]:
    """List the pairs to part, and the least weight that any such list can have."""
    weights: Weights = {}
    for (source, target), weight in sorted(pairs.items()):
        weights.setdefault(source, {})[target] = weight
    order = cheapest_order(knot, weights)
    removed = drop_idle(backward_links(order, weights), pairs)
    cost = sum(pairs[pair] for pair in removed)
    return removed, cost if len(knot) <= EXACT else min(cost, disjoint_cycles(pairs))


def drop_idle(removed: list[Pair], pairs: dict[Pair, int]) -> list[Pair]:
    """Put back what closes no cycle with what is left, the heaviest first."""
    left: dict[int, set[int]] = {}
    for source, target in pairs.keys() - set(removed):
        left.setdefault(source, set()).add(target)
    needed = []
    for source, target in sorted(removed, key=lambda pair: (-pairs[pair], pair)):
        if way_between(left, target, source):
            needed.append((source, target))
        else:
            left.setdefault(source, set()).add(target)
    return sorted(needed)


def disjoint_cycles(pairs: dict[Pair, int]) -> int:
    """Count cycles that share no import: one import of each has to go, so no cut is cheaper."""
    left: dict[int, set[int]] = {}
    room = dict(pairs)
    for source, target in pairs:
        left.setdefault(source, set()).add(target)
    found = 0
    for source, target in sorted(pairs):
        while room[source, target]:
            way = way_between(left, target, source)
            if not way:
                break
            ring = list(zip([source, *way[:-1]], way, strict=True))
            amount = min(room[pair] for pair in ring)
            found += amount
            for pair in ring:
                room[pair] -= amount
                if not room[pair]:
                    left[pair[0]].discard(pair[1])
    return found


def way_between(links: dict[int, set[int]], start: int, goal: int) -> list[int]:
    """List the nodes of a shortest way from start to goal, both included; [] when there is none."""
    came = {start: start}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if node == goal:
            way = [goal]
            while way[-1] != start:
                way.append(came[way[-1]])
            return way[::-1]
        for child in sorted(links.get(node, ())):
            if child not in came:
                came[child] = node
                queue.append(child)
    return []
