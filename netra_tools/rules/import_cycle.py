"""NET104: modules that import one another in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.chains import notes
from netra_tools.graph.circles import DEFERRED, Circle, circles
from netra_tools.graph.model import ImportGraph
from netra_tools.model import IN_FUNCTION, TYPE_CHECKING, Finding
from netra_tools.rules.rule import GraphRule


class ImportCycle(GraphRule):
    """Modules import one another in a circle when they are loaded.

    One finding stands for a whole knot of modules that all reach one another, and shows its shortest
    circle. An import of `a.b.c` also runs `a` and `a.b`; like grimp, this rule does not count that.

    Why is this bad?
        Which module is loaded first decides whether a name is there yet, so an import added anywhere
        can break another. No module of the circle can be understood, tested or moved alone.

    Options:
        include_lazy: report circles that close only through imports inside functions, too
        include_typing: report circles that close only through imports for type checkers, too

    Example:
        # app/order.py
        import app.customer
        # app/customer.py
        import app.order

    Use instead:
        # app/order.py
        import app.customer
        # app/customer.py
        def orders():
            import app.order
    """

    code = "NET104"
    slug = "import-cycle"
    hint = "move what both need into a third module"
    include_lazy: bool = False
    include_typing: bool = False

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report each knot of modules at the first import of its shortest circle."""
        deferred = [(IN_FUNCTION, "lazy", self.include_lazy), (TYPE_CHECKING, "typing", self.include_typing)]
        found = [self._report(graph, circle, "") for circle in circles(graph, 0)]
        for flag, kind, wanted in deferred:
            if wanted:
                found += [self._report(graph, circle, kind) for circle in circles(graph, flag)]
        yield from sorted(found, key=lambda finding: (finding.path, finding.line, finding.subject))

    def barred(self) -> int:
        """Give the flags of the imports that close no cycle: those that this rule does not count."""
        counted = (IN_FUNCTION if self.include_lazy else 0) | (TYPE_CHECKING if self.include_typing else 0)
        return DEFERRED & ~counted

    def _report(self, graph: ImportGraph, circle: Circle, kind: str) -> Finding:
        edges = graph.edges
        names = [graph.modules[edges.source(edge)] for edge in circle.way]
        way = " -> ".join([*names, names[0]])
        size = len(circle.modules)
        message = f"import cycle {way}" if len(names) <= 4 else f"import cycle of {len(names)} modules"
        if size > len(names):
            message += f", the shortest among {size} modules that all import one another"
        message += {"": "", "lazy": " (through a function)", "typing": " (for type checkers)"}[kind]
        first = circle.way[0]
        where = graph.paths[edges.source(first)], edges.span(first)
        subject = f"{kind}: {way}" if kind else way
        return self.finding(*where, subject, message, value=size, notes=notes(graph, circle.way))
