"""NET112: modules that a package of the same name hides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.rules.rule import WHOLE_FILE, GraphRule

INIT = re.compile(r"/__init__\.(pyi?)$")


class ModuleShadowedByPackage(GraphRule):
    """A module and a package of the same name stand side by side: Python takes the package.

    Why is this bad?
        The module is never imported. Whoever edits it changes nothing, and does not learn why.

    Example:
        # app/__init__.py

        # app/store.py
        def save(): ...
        # app/store/__init__.py
        def save(): ...

    Use instead:
        # app/__init__.py

        # app/store/__init__.py
        def save(): ...
    """

    code = "NET112"
    slug = "module-shadowed-by-package"
    uses_imports = False
    hint = "move what is still needed into the package, and delete the module"

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report each module beside a package of its name."""
        known = set(graph.paths)
        packages = [path for path, is_package in zip(graph.paths, graph.packages, strict=True) if is_package]
        twins = [(INIT.sub(r".\1", package), package) for package in packages]
        for module, package in sorted(twins):
            if module in known:
                message = f"never imported: the package `{package}` has the same name"
                yield self.finding(module, WHOLE_FILE, package, message)
