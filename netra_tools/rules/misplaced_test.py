"""NET403: tests of a service that stand somewhere else."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.rules.rule import GraphRule


class MisplacedTest(GraphRule):
    """A test imports the code of one service only, and stands outside of that service's root.

    Services are declared in `[tool.netra.services]`. A test of several services may stand anywhere, and
    so may one that imports code of its own service, or code that belongs to none.

    Why is this bad?
        Who changes the service does not run the test, and who removes or moves it leaves the test behind.

    Options:
        shared: services whose code helps in tests of any other: importing it says nothing

    Example:
        # services/api/api/app.py
        A = 1
        # services/worker/tests/test_app.py
        from api.app import A

    Use instead:
        # services/api/api/app.py
        A = 1
        # services/api/tests/test_app.py
        from api.app import A
    """

    code = "NET403"
    slug = "misplaced-test"
    hint = "move it to the tests of that service"
    shared: tuple[str, ...] = ()

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report each test that imports the code of one other service, at its first import."""
        if not any(graph.services):
            return
        for source, reached in sorted(services_tested(graph).items()):
            own = graph.services[source]
            tested = [service for service in reached if service not in self.shared]
            if len(tested) == 1 and tested[0] and (not own or own not in reached):
                message = f"imports code of service `{tested[0]}` only, but stands outside of it"
                span = graph.edges.span(reached[tested[0]])
                yield self.finding(graph.paths[source], span, tested[0], message)


def services_tested(graph: ImportGraph) -> dict[int, dict[str, int]]:
    """Map each test to the services whose code it imports, and to its first import from each."""
    found: dict[int, dict[str, int]] = {}
    for edge, source, target in graph.internal_edges():
        if graph.tests[source] and not graph.tests[target]:
            found.setdefault(source, {}).setdefault(graph.services[target], edge)
    return found
