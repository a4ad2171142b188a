"""Import cycles of the project, by when their imports run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from netra_tools.graph.cycles import Adjacency, adjacency, components, condense, shortest_cycle, way
from netra_tools.graph.model import ImportGraph, Knots
from netra_tools.model import IN_FUNCTION, TYPE_CHECKING

DEFERRED = IN_FUNCTION | TYPE_CHECKING
Pairs = dict[tuple[int, int], int]  # (source, target) -> the first such import


class Circle(NamedTuple):
    """A set of modules that all reach one another, and the imports of its shortest cycle."""

    modules: list[int]
    way: list[int]


def circles(graph: ImportGraph, extra: int) -> Iterator[Circle]:
    """Yield the cycles of imports that run on load, or those that close only through `extra` imports too.

    `extra` is 0, or the flags of imports to add: IN_FUNCTION or TYPE_CHECKING.
    """
    if graph.knots is None:
        graph.knots = find_knots(graph)
    if extra:
        yield from wider_circles(graph, graph.knots, extra)
        return
    for modules, ring in zip(graph.knots.modules, graph.knots.ways, strict=True):
        yield Circle(modules, [first_edge(graph, source, target) for source, target in around(ring)])


def find_knots(graph: ImportGraph) -> Knots:
    """Find the cycles of the imports that run on load."""
    links = adjacency(len(graph.modules), first_edges(graph, 0))
    knots, order = condense(links)
    return Knots(knots, [turned(shortest_cycle(links, knot)) for knot in knots], order)


def still_tied(graph: ImportGraph, knots: Knots, changed: Collection[int]) -> bool:
    """Say whether the knots are the same, now that some modules have other imports.

    So it is when none of these is part of a knot, and their imports lead to later places only.
    """
    if any(not knot.isdisjoint(changed) for knot in map(frozenset, knots.modules)):
        return False
    order = knots.order
    edges = graph.edges
    return all(
        order[source] < order[edges.target(edge)]
        for source in changed
        for edge in edges.of(source)
        if not edges.flag(edge) & DEFERRED
    )


def wider_circles(graph: ImportGraph, knots: Knots, extra: int) -> Iterator[Circle]:
    """Yield the cycles that close only through `extra` imports."""
    plain, wider = first_edges(graph, 0), first_edges(graph, extra)
    knot_of = {module: number for number, knot in enumerate(knots.modules) for module in knot}
    added = [
        (source, target)
        for source, target in wider.keys() - plain.keys()
        if knot_of.get(source, -1) != knot_of.get(target, -2)
    ]
    links = adjacency(len(graph.modules), wider)
    for knot in components(links):
        cycle = closing_cycle(links, set(knot), added)
        if cycle:
            yield Circle(knot, [wider[pair] for pair in around(turned(cycle))])


def first_edges(graph: ImportGraph, extra: int) -> Pairs:
    """Map (source, target) to the first import that runs on load or is of the `extra` kind."""
    barred = DEFERRED & ~extra
    flags = graph.edges.flags
    found: Pairs = {}
    for edge, source, target in graph.internal_edges():
        if not flags[edge] & barred:
            found.setdefault((source, target), edge)
    return found


def closing_cycle(links: Adjacency, knot: set[int], added: list[tuple[int, int]]) -> list[int]:
    """Find the shortest cycle in a knot that one of the added imports closes, or []."""
    best: list[int] = []
    for source, target in sorted(added):
        if source in knot and target in knot:
            limit = len(best) - 2 if best else len(knot)
            path = way(links, target, source, knot, limit)
            if path:
                best = [source, *path]
    return best


def turned(cycle: list[int]) -> list[int]:
    """Begin a cycle with its first module by path."""
    start = cycle.index(min(cycle))
    return cycle[start:] + cycle[:start]


def around(cycle: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the steps of a cycle."""
    return zip(cycle, cycle[1:] + cycle[:1], strict=True)


def first_edge(graph: ImportGraph, source: int, target: int) -> int:
    """Find the first import of one module by another that runs on load."""
    edges = graph.edges
    return next(
        edge for edge in edges.of(source) if edges.target(edge) == target and not edges.flag(edge) & DEFERRED
    )
