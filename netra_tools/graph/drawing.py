"""The import graph folded to packages, small enough to look at, with what is wrong in it marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from netra_tools.graph.circles import DEFERRED
from netra_tools.graph.cycles import adjacency, components
from netra_tools.graph.labels import depth_of, fold, labels, meant
from netra_tools.graph.layers import LayerContract, violations
from netra_tools.graph.model import ImportGraph

MOST_NODES = 60  # what a person can look at


class View(NamedTuple):
    """What of a graph is to be drawn, and what counts as a cycle."""

    depth: int = 0  # parts of a name; 0: as many as give a drawing that can be looked at
    focus: str = ""  # only what this imports, and what imports it
    tests: bool = True
    on_load: bool = False  # only imports that run when a module is loaded
    barred: int = DEFERRED  # flags of imports that close no cycle


class Node(NamedTuple):
    """A package or a module: how many files it stands for, their imports of one another, their cycles."""

    name: str
    modules: int
    imports: int
    knots: int  # cycles of modules that all stand in this package


class Link(NamedTuple):
    """All imports of one node by another. `cycle` is "modules", "packages" or ""."""

    source: int
    target: int
    imports: int
    deferred: int  # how many of them do not run when the module is loaded
    cycle: str
    broken: tuple[str, ...]  # the contracts that they break


class Drawing(NamedTuple):
    """Nodes by name, and links by node."""

    depth: int
    focus: str
    nodes: list[Node]
    links: list[Link]


class Row(NamedTuple):
    """One import between modules that are drawn: from which node to which."""

    edge: int
    source: str
    target: str


def draw(graph: ImportGraph, view: View, broken: Mapping[int, tuple[str, ...]]) -> Drawing:
    """Fold a graph as the view asks. `broken` maps imports to the contracts that they break.

    Raises: NetraError when there is nothing in focus.
    """
    return Folded(graph, view).drawing(broken)


def broken_imports(
    graph: ImportGraph, contracts: Iterable[LayerContract], *, typing: bool
) -> dict[int, tuple[str, ...]]:
    """Map each import that breaks a layer, alone or as part of a chain, to the contracts that it breaks.

    Raises: ConfigError when a contract speaks of modules that do not exist.
    """
    found: dict[int, tuple[str, ...]] = {}
    for contract in contracts:
        chains = [violation.way for violation in violations(graph, contract, typing=typing)]
        for edge in sorted({edge for way in chains for edge in way}):
            found[edge] = (*found.get(edge, ()), contract.name)
    return found


def knots_of(graph: ImportGraph, barred: int) -> dict[int, int]:
    """Map each module that is part of a cycle to the number of its knot."""
    flags = graph.edges.flags
    pairs = ((source, target) for edge, source, target in graph.internal_edges() if not flags[edge] & barred)
    knots = components(adjacency(len(graph.modules), pairs))
    return {module: number for number, knot in enumerate(knots) for module in knot}


class Folded:
    """A graph whose modules have the names of nodes."""

    def __init__(self, graph: ImportGraph, view: View) -> None:
        self.graph = graph
        self.view = view
        self.labels = labels(graph)
        inside = meant(graph, self.labels, view.focus) if view.focus else range(len(graph.modules))
        self.inside = frozenset(inside)
        by_path = "/" in view.focus
        self.inner = min(depth_of(self.labels[at]) for at in inside) if by_path else depth_of(view.focus)
        self.shown = list(filter(self.drawn, self.visible()))
        self.depth = view.depth or self.readable_depth()
        self.nodes = self.nodes_at(self.depth, range(len(graph.modules)))
        self.knots = knots_of(graph, view.barred)

    def visible(self) -> list[int]:
        """List the modules in focus and their neighbours."""
        near = set(self.inside)
        if self.view.focus:
            for edge, source, target in self.graph.internal_edges():
                if self.wanted(edge) and (source in self.inside or target in self.inside):
                    near |= {source, target}
        return sorted(near)

    def drawn(self, module: int) -> bool:
        """Say whether a module is of the kind to be drawn."""
        return self.view.tests or not self.graph.tests[module]

    def wanted(self, edge: int) -> bool:
        """Say whether an import is of the kind to be drawn."""
        return not (self.view.on_load and self.graph.edges.flag(edge) & DEFERRED)

    def nodes_at(self, depth: int, modules: Collection[int]) -> dict[int, str]:
        """Name the node of each module; what is in focus is not folded into the packages around it."""
        inner = max(depth, self.inner)
        return {at: fold(self.labels[at], inner if at in self.inside else depth) for at in modules}

    def readable_depth(self) -> int:
        """Find the greatest depth at which the drawing can be looked at; 1 at least."""
        deepest = max((depth_of(self.labels[at]) for at in self.shown), default=1)
        for depth in range(2, deepest + 1):
            if len(set(self.nodes_at(depth, self.shown).values())) > MOST_NODES:
                return depth - 1
        return deepest

    def rows(self, nodes: Mapping[int, str]) -> Iterator[Row]:
        """Yield the imports between modules that have nodes, one end of each in focus."""
        for edge, source, target in self.graph.internal_edges():
            near = source in self.inside or target in self.inside
            if near and source in nodes and target in nodes and self.wanted(edge):
                yield Row(edge, nodes[source], nodes[target])

    def drawing(self, broken: Mapping[int, tuple[str, ...]]) -> Drawing:
        """Put the drawing together."""
        shown = {at: self.nodes[at] for at in self.shown}
        within: dict[str, int] = {}
        rows: dict[tuple[str, str], list[int]] = {}
        for edge, source, target in self.rows(shown):
            if source == target:
                within[source] = within.get(source, 0) + 1
            else:
                rows.setdefault((source, target), []).append(edge)
        names = sorted(set(shown.values()))
        numbers = {name: number for number, name in enumerate(names)}
        ring = self.rings()
        links = [
            Link(
                numbers[pair[0]],
                numbers[pair[1]],
                len(edges),
                sum(bool(self.graph.edges.flag(edge) & DEFERRED) for edge in edges),
                self.cycle(edges, ring.get(pair[0], -1) == ring.get(pair[1], -2)),
                tuple(sorted({name for edge in edges for name in broken.get(edge, ())})),
            )
            for pair, edges in sorted(rows.items())
        ]
        return Drawing(self.depth, self.view.focus, self.make_nodes(names, shown, within), links)

    def make_nodes(self, names: list[str], shown: Mapping[int, str], within: Mapping[str, int]) -> list[Node]:
        """Describe the nodes."""
        modules: dict[str, int] = dict.fromkeys(names, 0)
        for name in shown.values():
            modules[name] += 1
        homes: dict[int, set[str]] = {}
        for module, knot in self.knots.items():
            homes.setdefault(knot, set()).add(shown.get(module, ""))
        inner = [next(iter(home)) for home in homes.values() if len(home) == 1]
        return [Node(name, modules[name], within.get(name, 0), inner.count(name)) for name in names]

    def rings(self) -> dict[str, int]:
        """Map each node that is part of a cycle of nodes to the number of it, in focus or not."""
        names = sorted(set(self.nodes.values()))
        numbers = {name: number for number, name in enumerate(names)}
        pairs = (
            (numbers[self.nodes[source]], numbers[self.nodes[target]])
            for edge, source, target in self.graph.internal_edges()
            if self.runs(edge) and self.drawn(source) and self.drawn(target)
        )
        knots = components(adjacency(len(names), pairs))
        return {names[node]: number for number, knot in enumerate(knots) for node in knot}

    def runs(self, edge: int) -> bool:
        """Say whether an import can close a cycle."""
        return not self.graph.edges.flag(edge) & self.view.barred

    def cycle(self, edges: list[int], ring: bool) -> str:
        """Say of which kind of cycle the imports between two nodes are a part."""
        table = self.graph.edges
        running = [edge for edge in edges if self.runs(edge)]
        ends = ((table.source(edge), table.target(edge)) for edge in running)
        if any(self.knots.get(source, -1) == self.knots.get(target, -2) for source, target in ends):
            return "modules"
        return "packages" if ring and running else ""
