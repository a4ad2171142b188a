"""Why one part of a project depends on another: the shortest chain of imports."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.errors import NetraError
from netra_tools.graph.chains import Links
from netra_tools.graph.circles import DEFERRED
from netra_tools.graph.contracts import external_edges
from netra_tools.graph.labels import find, labels, meant
from netra_tools.graph.model import ImportGraph


class Chain(NamedTuple):
    """Imports that lead from one module to another; `external` is one that leaves the project, or -1."""

    way: list[int]
    external: int


def shortest_chain(graph: ImportGraph, source: str, target: str, *, on_load: bool) -> Chain | None:
    """Find the fewest imports by which `source` leads to `target`: modules, packages, or what is outside.

    Raises: NetraError when there is no such module, or `source` is part of `target`.
    """
    names = labels(graph)
    starts = set(meant(graph, names, source))
    goals = set(find(graph, names, target))
    doors = {} if goals else external_doors(graph, target, on_load=on_load)
    if not doors and not goals:
        meant(graph, names, target)
    if starts <= goals:
        raise NetraError(f"{source} is part of {target}", "name two different modules or packages")
    direct = [doors[at] for at in sorted(starts & set(doors))]
    if direct:
        return Chain([], direct[0])
    ends = goals or set(doors)
    way = find_way(graph, starts - ends, ends, on_load=on_load)
    if not way:
        return None
    return Chain(way, doors.get(graph.edges.target(way[-1]), -1))


def external_doors(graph: ImportGraph, target: str, *, on_load: bool) -> dict[int, int]:
    """Map each module that imports something outside the project to its first such import."""
    doors: dict[int, int] = {}
    for edge, _ in external_edges(graph, (target,), typing=not on_load):
        if not (on_load and graph.externals.flag(edge) & DEFERRED):
            doors.setdefault(graph.externals.source(edge), edge)
    return doors


def find_way(graph: ImportGraph, starts: set[int], ends: set[int], *, on_load: bool) -> list[int]:
    """List the imports of the shortest way from one of the starts to one of the ends, or []."""
    links = Links(graph, typing=not on_load, lazy=not on_load)
    steps = links.steps_to(ends, lambda module: module not in ends)
    # Steps are found nearest first.
    nearest = next((module for module in steps if module in starts), None)
    return [] if nearest is None else links.follow(steps[nearest], steps)
