"""The import graph as a status shows it: packages in rows, their layers, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from netra_tools.graph.cycles import adjacency, components
from netra_tools.graph.drawing import Drawing, Folded, Link, View, broken_imports
from netra_tools.graph.layers import LayerContract, found_containers, parse_layers, within
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.order import Weights, backward_links, cheapest_order
from netra_tools.graph.patterns import ancestry
from netra_tools.report.escape import encodable

BINDING = 1_000_000  # what an order of layers weighs against imports: layers stay in their order

Pair = tuple[int, int]


class Judged(NamedTuple):
    """The contracts that are drawn as layers, and whether imports for type checkers can break them."""

    contracts: tuple[LayerContract, ...] = ()
    typing: bool = True


class Places(NamedTuple):
    """The layers of one contract, from the top, and which node belongs to which of them."""

    layers: tuple[str, ...] = ()
    of: dict[int, int] = {}  # noqa: RUF012 - never written to: a NamedTuple has no other default


def view_graph(
    graph: ImportGraph, view: View, judged: Judged, area_of: Callable[[str], str]
) -> dict[str, Any]:
    """Describe a graph folded to packages. `area_of` gives the area of a path.

    Raises: ConfigError when a contract speaks of modules that do not exist.
    """
    broken = broken_imports(graph, judged.contracts, typing=judged.typing)
    folded = Folded(graph, view)
    drawing = folded.drawing(broken)
    places = place(graph, drawing, judged.contracts)
    examples = find_examples(folded, broken)
    return {
        "depth": drawing.depth,
        "nodes": describe_nodes(drawing, places, areas_of(folded, area_of), test_nodes(folded)),
        "edges": [describe_link(drawing, link, examples) for link in drawing.links],
        "layers": list(places.layers),
    }


def place(graph: ImportGraph, drawing: Drawing, contracts: Sequence[LayerContract]) -> Places:
    """Choose the contract that most nodes have a layer in, and give these nodes their layers."""
    best = Places()
    for contract in contracts:
        siblings = parse_layers(contract.layers)
        named: dict[str, int] = {}
        for container in found_containers(graph, contract, siblings):
            levels = within(container, siblings)
            named.update({name: sibling.level for name, sibling in levels.items()})
        found = {}
        for number, node in enumerate(drawing.nodes):
            around = [named[name] for name in ancestry(node.name.rpartition(":")[2]) if name in named]
            if around:
                found[number] = around[0]
        if len(found) > len(best.of):
            best = Places(contract.layers, found)
    return best


def areas_of(folded: Folded, area_of: Callable[[str], str]) -> dict[str, str]:
    """Name the area of each node: that of most of its files."""
    counts: dict[str, dict[str, int]] = {}
    for module in folded.shown:
        areas = counts.setdefault(folded.nodes[module], {})
        area = area_of(folded.graph.paths[module])
        areas[area] = areas.get(area, 0) + 1
    return {node: min(areas, key=lambda area: (-areas[area], area)) for node, areas in counts.items()}


def test_nodes(folded: Folded) -> set[str]:
    """Name the nodes that hold nothing but tests."""
    nodes = {folded.nodes[at] for at in folded.shown}
    return nodes - {folded.nodes[at] for at in folded.shown if not folded.graph.tests[at]}


def find_examples(folded: Folded, broken: dict[int, tuple[str, ...]]) -> dict[tuple[str, str], str]:
    """Give for each link where one of its imports is written: one that breaks a layer if there is one."""
    found: dict[tuple[str, str], int] = {}
    for edge, source, target in folded.rows({at: folded.nodes[at] for at in folded.shown}):
        known = found.setdefault((source, target), edge)
        if edge in broken and known not in broken:
            found[source, target] = edge
    graph = folded.graph
    return {
        pair: f"{graph.paths[graph.edges.source(edge)]}:{graph.edges.span(edge)[0]}"
        for pair, edge in found.items()
    }


def describe_nodes(
    drawing: Drawing, places: Places, areas: dict[str, str], tests: set[str]
) -> list[dict[str, Any]]:
    """Describe the nodes, each with the row that it is drawn in."""
    cycles = number_cycles(drawing)
    rows = rank(drawing, places)
    return [
        {
            "id": number,
            "name": encodable(node.name),
            "area": encodable(areas.get(node.name, "")),
            "files": node.modules,
            "layer": places.of.get(number),
            "cycle": cycles.get(number),
            "row": rows[number],
            "cycles_within": node.knots,
            "tests": node.name in tests,
        }
        for number, node in enumerate(drawing.nodes)
    ]


def describe_link(drawing: Drawing, link: Link, examples: dict[tuple[str, str], str]) -> dict[str, Any]:
    """Describe all imports of one node by another."""
    pair = drawing.nodes[link.source].name, drawing.nodes[link.target].name
    return {
        "from": link.source,
        "to": link.target,
        "imports": link.imports,
        "deferred": link.deferred,
        "broken": bool(link.broken),
        "contracts": list(link.broken),
        "cycle": link.cycle,
        "example": encodable(examples[pair]),
    }


def number_cycles(drawing: Drawing) -> dict[int, int]:
    """Give the nodes that import one another in circles the number of their circle, from 1."""
    pairs = [(link.source, link.target) for link in drawing.links if link.cycle]
    knots = components(adjacency(len(drawing.nodes), pairs))
    return {node: number for number, knot in enumerate(sorted(map(sorted, knots)), 1) for node in knot}


def rank(drawing: Drawing, places: Places) -> list[int]:
    """Give each node its row: importers stand above what they import, layers above lower layers."""
    weights: dict[Pair, int] = {(link.source, link.target): link.imports for link in drawing.links}
    for pair in layer_pairs(places):
        weights[pair] = weights.get(pair, 0) + BINDING
    count = len(drawing.nodes)
    upward = set()
    for knot in components(adjacency(count, weights)):
        inside = frozenset(knot)
        table: Weights = {}
        for (source, target), weight in sorted(weights.items()):
            if source in inside and target in inside:
                table.setdefault(source, {})[target] = weight
        upward.update(backward_links(cheapest_order(sorted(knot), table), table))
    return longest_ways(count, weights.keys() - upward)


def layer_pairs(places: Places) -> Iterable[Pair]:
    """Yield each node of a layer with each of the next lower layer that has any."""
    levels = sorted(set(places.of.values()))
    members = [[node for node in sorted(places.of) if places.of[node] == level] for level in levels]
    for upper, lower in pairwise(members):
        yield from ((above, below) for above in upper for below in lower)


def longest_ways(count: int, pairs: Iterable[Pair]) -> list[int]:
    """Count for each node the steps of the longest way to it; the pairs make no circle."""
    targets: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for source, target in pairs:
        targets[source].append(target)
        waiting[target] += 1
    rows = [0] * count
    ready = [node for node in range(count) if not waiting[node]]
    while ready:
        node = ready.pop()
        for target in targets[node]:
            rows[target] = max(rows[target], rows[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return rows
