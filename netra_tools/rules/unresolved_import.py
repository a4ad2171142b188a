"""NET103: imports of project modules and names that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import covers
from netra_tools.model import IN_TRY_IMPORT, Finding
from netra_tools.rules.rule import GraphRule


class UnresolvedImport(GraphRule):
    """An import names a module of this project, or a name in one, that is not there.

    Only what cannot work is reported: no imports in `try` with `except ImportError` or in its handler, no
    names of a module that has a star import, a `__getattr__`, or could not be read in full, no modules of
    a package that changes its `__path__` or holds stubs of compiled modules.

    Why is this bad?
        The import fails as soon as it runs; inside a function, that may be long after the tests passed.

    Options:
        ignore: modules that exist without a source in the repository (compiled or generated),
            with what they contain; `*` and `**` are understood

    Example:
        # app/__init__.py

        # app/core.py
        def run(): ...
        # app/ui.py
        from app.core import start
        import app.cor

    Use instead:
        # app/__init__.py

        # app/core.py
        def run(): ...
        # app/ui.py
        from app.core import run
    """

    code = "NET103"
    slug = "unresolved-import"
    hint = "correct the name; list generated or compiled modules in `ignore`"
    ignore: tuple[str, ...] = ("**._version", "**.*_pb2", "**.*_pb2_grpc")

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report what the graph could not resolve."""
        for absent in graph.missing:
            subject = f"{absent.module}:{absent.name}" if absent.name else absent.module
            ignored = covers(self.ignore, subject.replace(":", "."))
            if not absent.flags & IN_TRY_IMPORT and not ignored:
                yield self.finding(graph.paths[absent.source], absent.span, subject, absent.reason)
