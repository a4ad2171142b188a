"""NET106: services that import one another."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.rules.rule import GraphRule


class ServiceIndependence(GraphRule):
    """A service imports another service of the same repository.

    Services are declared in `[tool.netra.services]`; their tests are held to the same rule.

    Why is this bad?
        Two services that share code in silence can no longer be deployed, tested or changed apart.
        Code for several belongs in a shared service that imports none of them.

    Options:
        shared: services that every other may import

    Example (shared = ["lib"]):
        # services/api/api/app.py
        import lib.text
        import worker.jobs
        # services/worker/worker/jobs.py
        import lib.text
        # services/lib/lib/text.py
        A = 1

    Use instead:
        # services/api/api/app.py
        import lib.text
        # services/worker/worker/jobs.py
        import lib.text
        # services/lib/lib/text.py
        A = 1
    """

    code = "NET106"
    slug = "service-independence"
    hint = "move what both need into a shared service, or call the other service over its interface"
    shared: tuple[str, ...] = ()

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report each import from one service into another."""
        services = graph.services
        if not any(services):
            return
        for edge, source, target in graph.internal_edges():
            importer, imported = services[source], services[target]
            if importer != imported and importer and imported and imported not in self.shared:
                message = f"service `{importer}` imports `{graph.modules[target]}` of service `{imported}`"
                where = graph.paths[source], graph.edges.span(edge)
                yield self.finding(*where, f"{imported}: {graph.modules[target]}", message)
