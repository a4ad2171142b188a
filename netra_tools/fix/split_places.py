"""Where new modules lie, what they are called, and how they are imported."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.changes.codebase import Codebase
from netra_tools.fix.split_names import Content, Taken, name_modules
from netra_tools.fix.split_outside import Surroundings
from netra_tools.fix.split_parts import Module
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.fix.split_writing import Target
from netra_tools.rules.registry import rules_for
from netra_tools.rules.relative_import import RelativeImport


class Places:
    """Finds places for the modules that a file is divided into: beside it, or in it when it is a package."""

    def __init__(self, codebase: Codebase, path: str, module: Module, around: Surroundings) -> None:
        self.codebase = codebase
        self.module = module
        self.around = around
        named = codebase.names[path]
        self.folder = path.rpartition("/")[0]
        self.is_package = named.is_package
        self.package = named.module if named.is_package else named.module.rpartition(".")[0]
        self.stem = "" if named.is_package else named.module.rpartition(".")[2]

    def targets(self, clusters: Sequence[tuple[int, ...]]) -> list[Target]:
        """Name a module for each set of parts.

        Raises: CannotSplitError.
        """
        names = name_modules([self.content(numbers) for numbers in clusters], self.taken())
        if "" in names:
            raise CannotSplitError("no name is left for a new module")
        return [self.target(name, numbers) for name, numbers in zip(names, clusters, strict=True)]

    def content(self, numbers: Sequence[int]) -> Content:
        """Say what a new module holds."""
        parts = [self.module.parts[number] for number in numbers]
        return Content({name: part.size for part in parts for name in part.names})

    def taken(self) -> Taken:
        """Say what new modules must not be called."""
        names = set(self.module.binders).union(*self.module.reads)
        if self.is_package:
            names |= self.around.live | self.around.taken
        home = self.codebase.modules.get(self.package)
        if home is not None:
            names |= set(self.codebase.facts(home).names)
        if not self.package:
            names |= {name.partition(".")[0] for name in self.codebase.packages}
        return Taken(self.stem, self.beside(), frozenset(names), not self.package)

    def beside(self) -> frozenset[str]:
        """List what lies in the folder, without endings, in lower case."""
        start = f"{self.folder}/" if self.folder else ""
        inside = (path[len(start) :] for path in self.codebase.tree.paths() if path.startswith(start))
        return frozenset(one.partition("/")[0].partition(".")[0].lower() for one in inside)

    def target(self, name: str, numbers: tuple[int, ...]) -> Target:
        """Say where a new module lies, and how it is imported."""
        full = f"{self.package}.{name}" if self.package else name
        path = f"{self.folder}/{name}.py" if self.folder else f"{name}.py"
        return Target(path, full, f".{name}" if self.uses_dots() else full, numbers)

    def uses_dots(self) -> bool:
        """Say whether the file imports from its own package with dots, never without, and may do so."""
        top = self.package.partition(".")[0]
        outer = [one for one in self.module.uses.imports if one.is_from]
        absolute = any(not one.level and one.module.partition(".")[0] == top for one in outer)
        allowed = not rules_for(self.codebase.config, (), (RelativeImport,))
        return allowed and any(one.level for one in outer) and not absolute
