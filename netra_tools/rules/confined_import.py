"""NET108: dependencies that have one home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netra_tools.graph.contracts import external_edges
from netra_tools.graph.model import Edges, ImportGraph
from netra_tools.graph.patterns import covers
from netra_tools.model import TYPE_CHECKING, Finding
from netra_tools.rules.rule import GraphRule


class ConfinedImport(GraphRule):
    """A dependency is imported outside the modules that are its home.

    Why is this bad?
        A dependency used everywhere cannot be replaced, upgraded in one place, or loaded only when needed.

    Options:
        homes: for each dependency, of this project or not, the modules that may import it, each with
            what is in it; `*` and `**` are understood
        include_typing: count imports under `if TYPE_CHECKING:`

    Example (homes = {requests = ["app.web"]}):
        # app/core.py
        from requests import get
        # app/web.py
        import requests

    Use instead:
        # app/core.py
        from app.web import fetch
        # app/web.py
        import requests
        def fetch(url): return requests.get(url)
    """

    code = "NET108"
    slug = "confined-import"
    hint = "call the module that is the dependency's home"
    homes: Mapping[str, tuple[str, ...]] = {}
    include_typing: bool = True

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report each import of a confined dependency from elsewhere."""
        found: list[Finding] = []
        for dependency in self.homes:
            found += self._outside(graph, dependency)
            found += self._inside(graph, dependency)
        yield from sorted(found, key=lambda finding: finding[3:9])

    def _outside(self, graph: ImportGraph, dependency: str) -> Iterator[Finding]:
        """Report imports of a dependency that is no part of the project."""
        for edge, name in external_edges(graph, (dependency,), typing=self.include_typing):
            yield from self._report(graph, graph.externals, edge, dependency, name)

    def _inside(self, graph: ImportGraph, dependency: str) -> Iterator[Finding]:
        """Report imports of a dependency that is a part of the project, save those within it."""
        goals = {at for at, name in enumerate(graph.modules) if covers((dependency,), name)}
        if goals:
            for edge, source, target in graph.internal_edges():
                if target in goals and source not in goals and self._counts(graph.edges.flags[edge]):
                    yield from self._report(graph, graph.edges, edge, dependency, graph.modules[target])

    def _counts(self, flags: int) -> bool:
        """Say whether an import that stands there counts."""
        return self.include_typing or not flags & TYPE_CHECKING

    def _report(
        self, graph: ImportGraph, edges: Edges, edge: int, dependency: str, name: str
    ) -> Iterator[Finding]:
        source, homes = edges.source(edge), self.homes[dependency]
        if not covers(homes, graph.modules[source]):
            allowed = ", ".join(f"`{home}`" for home in homes) or "nowhere"
            message = f"`{name}` is imported here; its home is {allowed}"
            yield self.finding(graph.paths[source], edges.span(edge), name, message)
