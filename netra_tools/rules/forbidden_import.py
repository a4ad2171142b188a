"""NET107: imports that a contract forbids."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.chains import notes
from netra_tools.graph.contracts import Breach, ForbiddenContract, breaches
from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding, Note
from netra_tools.rules.rule import GraphRule


class ForbiddenImport(GraphRule):
    """A module imports what a contract keeps away from it.

    `source` and `forbidden` name modules with all that is in them; `forbidden` may also name modules
    outside the project. With `indirect`, a chain of imports through other modules counts, too.
    `source_except` and `forbidden_except` leave modules out again, with all that is in them, unless a
    module further in is named in turn.

    Why is this bad?
        The contract says why: a heavy or unsafe dependency, a part that must stay replaceable.

    Options:
        contracts: tables with name, source, source_except, forbidden, forbidden_except, indirect,
            ignore_imports
        include_typing: count imports under `if TYPE_CHECKING:`

    Example (contracts = [{name = "pure", source = ["app.core"], forbidden = ["requests", "app.web"]}]):
        # app/core.py
        import requests
        from app import web
        # app/web.py
        import requests

    Use instead:
        # app/core.py
        def run(fetch): ...
        # app/web.py
        import requests
    """

    code = "NET107"
    slug = "forbidden-import"
    hint = "pass in what is needed, or change the contract"
    contracts: tuple[ForbiddenContract, ...] = ()
    include_typing: bool = True

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report each import by which a contract is broken."""
        found = [
            self._report(graph, contract, breach)
            for contract in self.contracts
            for breach in breaches(graph, contract, typing=self.include_typing)
        ]
        yield from sorted(found, key=lambda finding: finding[3:9])

    def _report(self, graph: ImportGraph, contract: ForbiddenContract, breach: Breach) -> Finding:
        edges, first = (graph.edges, breach.way[0]) if breach.way else (graph.externals, breach.external)
        source = edges.source(first)
        importer = graph.modules[source] or graph.paths[source]
        chain = notes(graph, breach.way) + self._last(graph, breach)
        subject = f"{contract.name}: {breach.imported}"
        message = f"`{importer}` may not import `{breach.imported}` ({contract.name})"
        if len(chain) == 1:
            chain = ()  # the finding says it
        else:
            through = graph.modules[edges.target(first)]
            subject = f"{contract.name}: {through} -> {breach.imported}"
            message += f", reached through `{through}`"
        return self.finding(graph.paths[source], edges.span(first), subject, message, notes=chain)

    def _last(self, graph: ImportGraph, breach: Breach) -> tuple[Note, ...]:
        """Note the import by which a chain leaves the project."""
        if breach.external < 0:
            return ()
        externals = graph.externals
        source, line = externals.source(breach.external), externals.span(breach.external)[0]
        importer = graph.modules[source] or graph.paths[source]
        imported = graph.dependencies[externals.target(breach.external)]
        return (Note(graph.paths[source], line, f"`{importer}` imports `{imported}`"),)
