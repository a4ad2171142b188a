"""NET109: imports of what another package keeps to itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Literal

from netra_tools.graph.model import Edges, ImportGraph
from netra_tools.graph.patterns import covers
from netra_tools.model import Finding
from netra_tools.rules.rule import GraphRule

UNDERSCORES = re.compile("\0_"), re.compile(" _")  # each alone is a literal, four times as fast as both


class PrivateImport(GraphRule):
    """A module imports a name or a module with a leading underscore from another package.

    What is private belongs to the package that holds it: `app.db._rows`, and `_connect` in `app.db.pool`,
    are free to all of `app.db`. A lone `_` and names such as `__version__` are not private; nor is a
    top-level module, which no package holds.

    Why is this bad?
        The underscore says that it may change without notice. Its owner will change it, and look for
        users in its own package only.

    Options:
        include_external: report private parts of dependencies, too
        include_tests: report test files, too
        ignore: private modules and names that may be imported, with what is in them; `*` and `**`
            are understood

    Example:
        # app/db/__init__.py

        # app/db/pool.py
        def _connect(): ...
        # app/ui.py
        from app.db.pool import _connect

    Use instead:
        # app/db/__init__.py

        # app/db/pool.py
        def connect(): ...
        # app/ui.py
        from app.db.pool import connect
    """

    code = "NET109"
    slug = "private-import"
    hint = "import what the package offers, or make the name public where it is defined"
    severity: Literal["error", "warning", "off"] = "warning"
    include_external: bool = True
    include_tests: bool = False
    ignore: tuple[str, ...] = ()

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report each import of something private by a module outside of the package that holds it."""
        found = list(self._find(graph, graph.edges, graph.modules, graph.packages))
        if self.include_external:
            packages = [True] * len(graph.dependencies)  # nobody knows: what is private is theirs at least
            found += self._find(graph, graph.externals, graph.dependencies, packages)
        yield from sorted(found, key=lambda finding: finding[3:9])

    def _find(
        self, graph: ImportGraph, edges: Edges, modules: Sequence[str], packages: Sequence[bool]
    ) -> Iterator[Finding]:
        """Report what is private among imported modules, and among their names."""
        for edge in suspects(edges, modules):
            source, target = edges.source(edge), edges.target(edge)
            module = modules[target]
            home = module if packages[target] else module.rpartition(".")[0] or module
            for owner, what in private_parts(module, home, edges.names[edge]):
                if not self._allows(graph, source, owner, what):
                    message = f"`{what}` is private to `{owner}`"
                    yield self.finding(graph.paths[source], edges.span(edge), what, message)

    def _allows(self, graph: ImportGraph, source: int, owner: str, what: str) -> bool:
        """Tell whether a module may import what is private to `owner`."""
        exempt = graph.tests[source] and not self.include_tests
        return bool(exempt or covers((owner,), graph.modules[source]) or covers(self.ignore, what))


def suspects(edges: Edges, modules: Sequence[str]) -> list[int]:
    """List the imports with an underscore in front of something.

    All names are searched as one text: looking at each takes four times as long (48,000 in Home Assistant).
    """
    text = "\0" + "\0".join(edges.names)
    marks = sorted(match.start() for pattern in UNDERSCORES for match in pattern.finditer(text))
    found, edge, last = [], -1, 0
    for mark in marks:
        edge += text.count("\0", last, mark + 1)
        last = mark + 1
        found.append(edge)
    hidden = {at for at, name in enumerate(modules) if "._" in name}
    if hidden:
        targets = edges.targets
        found += compress(range(len(targets)), map(hidden.__contains__, targets))
    return sorted(set(found))


def private_parts(module: str, home: str, names: str) -> list[tuple[str, str]]:
    """List what is private among `names` of a module: the package that owns it, and what it is called."""
    found = [private_part(module, home, name) for name in names.split(", ")]
    return [one for one in dict.fromkeys(found) if one[0]]


def private_part(module: str, home: str, name: str) -> tuple[str, str]:
    """Find the first private part: the package that owns it, and what it is called; ("", "") if none is."""
    parts = module.split(".")
    for at in range(1, len(parts)):
        if is_private(parts[at]):
            return ".".join(parts[:at]), ".".join(parts[: at + 1])
    return (home, f"{module}.{name}") if is_private(name) else ("", "")


def is_private(name: str) -> bool:
    """Tell whether a name begins with an underscore and means it."""
    return name[:1] == "_" and name.strip("_") != "" and not (name[:2] == "__" and name[-2:] == "__")
