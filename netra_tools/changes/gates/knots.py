"""Import cycles that were there before under other names: among many the shortest may be another now."""

from __future__ import annotations

from netra_tools.changes.gates.renames import Renames
from netra_tools.graph.circles import circles
from netra_tools.graph.model import ImportGraph
from netra_tools.model import IN_FUNCTION, TYPE_CHECKING, Finding

KINDS = {"lazy": IN_FUNCTION, "typing": TYPE_CHECKING}


class Knots:
    """The modules that all reached one another before, by their names of afterwards."""

    def __init__(self, graph: ImportGraph, renames: Renames) -> None:
        self.graph = graph
        self.renames = renames
        self.found: dict[int, list[frozenset[str]]] = {}

    def hold(self, found: Finding) -> bool:
        """Say whether a finding shows a cycle among modules that were knotted before."""
        if found.slug != "import-cycle":
            return False
        kind, _, way = found.subject.rpartition(": ")
        modules = frozenset(way.split(" -> "))
        return any(modules <= knot for knot in self.of(KINDS.get(kind, 0)))

    def of(self, extra: int) -> list[frozenset[str]]:
        """Give the knots that close through imports on load, or through `extra` ones besides."""
        if extra not in self.found:
            names = self.graph.modules
            self.found[extra] = [
                frozenset(self.renames.of(names[module]) for module in circle.modules)
                for circle in circles(self.graph, extra)
            ]
        return self.found[extra]
