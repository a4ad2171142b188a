"""NET105: imports against the declared layers."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.chains import notes
from netra_tools.graph.layers import LayerContract, Violation, undeclared, violations
from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.rules.rule import WHOLE_FILE, GraphRule


class LayerViolation(GraphRule):
    """A module imports one in a layer above its own, or leads there by way of modules in no layer.

    The contracts are those of import-linter: layers from top to bottom, `a | b` for siblings that may
    not import each other, `a : b` for siblings that may, `(a)` for a layer that need not exist.
    Imports in functions count; so do those for type checkers, unless `include_typing` is false.

    Why is this bad?
        The lower layer can no longer be understood, tested or reused without the upper one.

    Options:
        contracts: tables with name, layers, containers, exhaustive, exhaustive_ignores, ignore_imports
        include_typing: count imports under `if TYPE_CHECKING:`

    Example (contracts = [{name = "app", layers = ["app.ui", "app.core"]}]):
        # app/ui.py
        import app.core
        # app/core.py
        import app.hooks
        # app/hooks.py
        import app.ui

    Use instead:
        # app/ui.py
        import app.core
        import app.hooks
        # app/core.py
        def run(notify): ...
        # app/hooks.py
        import app.core
    """

    code = "NET105"
    slug = "layer-violation"
    hint = "move the code down, pass it in as an argument, or change the contract"
    contracts: tuple[LayerContract, ...] = ()
    include_typing: bool = True

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report each import that leaves a layer the wrong way."""
        found: list[Finding] = []
        for contract in self.contracts:
            for violation in violations(graph, contract, typing=self.include_typing):
                found.append(self._report(graph, contract, violation))
            for container, child in undeclared(graph, contract):
                found.append(self._report_child(graph, contract, container, child))
        yield from sorted(found, key=lambda finding: finding[3:9])

    def _report(self, graph: ImportGraph, contract: LayerContract, violation: Violation) -> Finding:
        first = violation.way[0]
        source, target = graph.edges.source(first), graph.edges.target(first)
        subject = f"{contract.name}: {graph.modules[target]}"
        message = f"`{violation.importer}` may not import `{violation.imported}` ({contract.name})"
        chain = notes(graph, violation.way) if len(violation.way) > 1 else ()
        if chain:
            subject += f" -> {violation.imported}"
            message += f", reached through `{graph.modules[target]}`"
        elif graph.modules[target] != violation.imported:
            message += f", here `{graph.modules[target]}`"
        return self.finding(graph.paths[source], graph.edges.span(first), subject, message, notes=chain)

    def _report_child(
        self, graph: ImportGraph, contract: LayerContract, container: str, child: str
    ) -> Finding:
        inside = (
            at for at, name in enumerate(graph.modules) if name == child or name.startswith(f"{child}.")
        )
        message = f"`{child}` is no layer of `{container}` ({contract.name}, exhaustive)"
        return self.finding(graph.paths[next(inside)], WHOLE_FILE, f"{contract.name}: {child}", message)
