"""Import cycles of the project, by when their imports run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from netra_tools.graph.cycles import Adjacency, adjacency, components, shortest_cycle, way
from netra_tools.graph.model import ImportGraph
from netra_tools.model import IN_FUNCTION, TYPE_CHECKING

Pairs = dict[tuple[int, int], int]  # (source, target) -> the first such import


class Circle(NamedTuple):
    """A set of modules that all reach one another, and the imports of its shortest cycle."""

    modules: list[int]
    way: list[int]


def circles(graph: ImportGraph, extra: int) -> Iterator[Circle]:
    """Yield the cycles of imports that run on load, or those that close only through `extra` imports too.

    `extra` is 0, or the flags of imports to add: IN_FUNCTION or TYPE_CHECKING.
    """
    plain = first_edges(graph, 0)
    links = adjacency(len(graph.modules), plain)
    knots = components(links)
    if extra:
        yield from wider_circles(graph, knots, plain, first_edges(graph, extra))
        return
    for knot in knots:
        yield Circle(knot, edges_of(shortest_cycle(links, knot), plain))


def wider_circles(graph: ImportGraph, knots: list[list[int]], plain: Pairs, wider: Pairs) -> Iterator[Circle]:
    """Yield the cycles that the imports in `wider` close and those in `plain` do not."""
    knot_of = {module: number for number, knot in enumerate(knots) for module in knot}
    added = [
        (source, target)
        for source, target in wider.keys() - plain.keys()
        if knot_of.get(source, -1) != knot_of.get(target, -2)
    ]
    links = adjacency(len(graph.modules), wider)
    for knot in components(links):
        cycle = closing_cycle(links, set(knot), added)
        if cycle:
            yield Circle(knot, edges_of(cycle, wider))


def first_edges(graph: ImportGraph, extra: int) -> Pairs:
    """Map (source, target) to the first import that runs on load or is of the `extra` kind."""
    barred = (IN_FUNCTION | TYPE_CHECKING) & ~extra
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


def edges_of(cycle: list[int], edges: Pairs) -> list[int]:
    """Turn the modules of a cycle into its imports, from its first module by path."""
    start = cycle.index(min(cycle))
    turned = cycle[start:] + cycle[:start]
    return [edges[pair] for pair in zip(turned, turned[1:] + turned[:1], strict=True)]
