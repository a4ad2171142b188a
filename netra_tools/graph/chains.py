"""Chains of imports: by which imports one set of modules reaches another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import matches
from netra_tools.model import IN_FUNCTION, TYPE_CHECKING, Note

Steps = dict[int, int]  # module -> the first import of its shortest way to a goal


class Links:
    """The imports that count for one question, seen from the imported side."""

    def __init__(
        self, graph: ImportGraph, ignored: Sequence[str] = (), *, typing: bool = True, lazy: bool = True
    ) -> None:
        self.graph = graph
        self.edges: list[tuple[int, int, int]] = []  # edge, source, target
        self.importers: list[list[int]] = [[] for _ in graph.modules]  # module -> edges that lead to it
        skip = self._skipper(ignored)
        flags = graph.edges.flags
        barred = (0 if typing else TYPE_CHECKING) | (0 if lazy else IN_FUNCTION)
        for edge, source, target in graph.internal_edges():
            if not flags[edge] & barred and not skip(source, target):
                self.edges.append((edge, source, target))
                self.importers[target].append(edge)

    def _skipper(self, ignored: Sequence[str]) -> Callable[[int, int], bool]:
        """Make the test for imports that a contract ignores."""
        pairs = [self._ends(expression) for expression in ignored]
        return lambda source, target: any(source in left and target in right for left, right in pairs)

    def _ends(self, expression: str) -> tuple[set[int], set[int]]:
        """Find the modules on both sides of "a.b -> c.*"."""
        importer, _, imported = expression.partition("->")
        return self._meant(importer.strip()), self._meant(imported.strip())

    def _meant(self, pattern: str) -> set[int]:
        return {number for number, name in enumerate(self.graph.modules) if matches(pattern, name)}

    def steps_to(self, goals: Collection[int], free: Callable[[int], bool]) -> Steps:
        """Find, for each free module that reaches a goal through free modules only, its first step."""
        steps: Steps = {}
        source_of = self.graph.edges.source
        front = sorted(goals)
        while front:
            ahead = []
            for node in front:
                for edge in self.importers[node]:
                    source = source_of(edge)
                    if source not in steps and free(source):
                        steps[source] = edge
                        ahead.append(source)
            front = ahead
        return steps

    def entrances(self, steps: Steps, outside: Callable[[int], bool]) -> Iterator[int]:
        """Yield the imports by which modules outside enter the ways found by `steps_to`."""
        source_of = self.graph.edges.source
        for node in steps:
            for edge in self.importers[node]:
                if outside(source_of(edge)):
                    yield edge

    def follow(self, edge: int, steps: Steps) -> list[int]:
        """List the imports of the way that begins with `edge`."""
        way = [edge]
        node = self.graph.edges.target(edge)
        while node in steps:
            way.append(steps[node])
            node = self.graph.edges.target(steps[node])
        return way


def notes(graph: ImportGraph, way: Sequence[int]) -> tuple[Note, ...]:
    """Write a chain down, one note for each import."""
    return tuple(
        Note(graph.paths[graph.edges.source(edge)], graph.edges.span(edge)[0], graph.describe(edge))
        for edge in way
    )
