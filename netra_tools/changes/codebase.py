"""The Python files of a repository by name, as a renaming sees them: under their old names."""

from __future__ import annotations

from functools import cached_property

from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.facts.kept import kept_source
from netra_tools.model import Facts, Problem
from netra_tools.project.modules import ModuleName, name_modules
from netra_tools.project.tree import PYTHON

MARKERS = ("pyproject.toml", "setup.py", "setup.cfg")


class Codebase:
    """What modules there are. Facts are read when they are asked for, and then kept."""

    def __init__(self, config: Config, tree: Tree, renaming: Renaming) -> None:
        self.config = config
        self.tree = tree
        self.renaming = renaming
        self._facts: dict[str, Facts] = {}
        self._contents: dict[str, bytes] = {}

    @cached_property
    def names(self) -> dict[str, ModuleName]:
        """Say what each Python file is called today."""
        paths = sorted(path for path in self.tree.paths() if path.endswith(PYTHON))
        projects = {
            path.rpartition("/")[0] or "."
            for path in self.tree.paths()
            if path.endswith(MARKERS) and path.rpartition("/")[2] in MARKERS
        }
        named = name_modules(paths, self.config.roots, self.config.services, sorted(projects))
        return dict(zip(paths, named, strict=True))

    @cached_property
    def modules(self) -> dict[str, str]:
        """Give the file of each module; of several a package before a module, and a source before a stub."""
        order = sorted(self.names, key=lambda path: (path.endswith(".pyi"), not self.names[path].is_package))
        found: dict[str, str] = {}
        for path in order:
            module = self.names[path].module
            if module:
                found.setdefault(module, path)
        return found

    @cached_property
    def packages(self) -> frozenset[str]:
        """Collect the names of modules and of all packages above them, with a file or without."""
        found: set[str] = set()
        for name in self.modules:
            while name and name not in found:
                found.add(name)
                name = name.rpartition(".")[0]
        return frozenset(found)

    @cached_property
    def involved(self) -> frozenset[str]:
        """Collect the old names of renamed modules, and the packages above them."""
        found: set[str] = set()
        for pair in self.renaming.pairs:
            name = pair.old.rpartition(".")[0] if pair.symbol else pair.old
            while name:
                found.add(name)
                name = name.rpartition(".")[0]
        return frozenset(found)

    def is_module(self, name: str) -> bool:
        """Say whether a name is, or was before files moved, that of a module or package."""
        if name in self.packages or name in self.involved:
            return True
        new = self.renaming.module(name)
        return new is not None and new in self.packages

    def module_part(self, name: str) -> str:
        """Give the longest beginning of a dotted name that is a module; nothing when none is."""
        while name and not self.is_module(name):
            name = name.rpartition(".")[0]
        return name

    def path_of(self, module: str) -> str | None:
        """Give the file of a module under its old name, wherever it lies now."""
        found = self.modules.get(module)
        if found is None:
            new = self.renaming.module(module)
            found = self.modules.get(new) if new else None
        return found

    def binds(self, module: str, name: str) -> bool:
        """Say whether a module itself gives a meaning to a name, so that it is no submodule.

        `from . import name` in a package, and an import of something below it, mean the submodule.
        """
        path = self.path_of(module)
        if path is None:
            return False
        facts = self.facts(path)
        if name not in facts.names:
            return False
        if not self.names[path].is_package or not self.is_module(f"{module}.{name}"):
            return True
        own = (record for record in facts.imports if (name, None) in record.names)
        return not any(
            self.base(record.module, record.level, module, package=True) == module for record in own
        )

    def gives(self, module: str, name: str, seen: tuple[str, ...] = ()) -> bool:
        """Say whether a module is known to have a name, of its own or by a star import."""
        path = self.path_of(module)
        if path is None or module in seen:
            return False
        facts, package = self.facts(path), self.names[path].is_package
        if name in facts.names:
            return True
        stars = (record for record in facts.imports if record.names[:1] == (("*", None),) and name[:1] != "_")
        bases = [self.base(record.module, record.level, module, package=package) for record in stars]
        return any(base is not None and self.gives(base, name, (*seen, module)) for base in bases)

    def is_submodule(self, package: str, name: str) -> bool:
        """Say whether a name in a package means a module below it."""
        return self.is_module(f"{package}.{name}" if package else name) and not self.binds(package, name)

    def base(self, module: str, level: int, importer: str, *, package: bool) -> str | None:
        """Give the module that an import speaks of; None when its dots lead out of all packages."""
        if not level:
            return module
        parts = importer.split(".") if importer else []
        keep = len(parts) - level + package
        if keep <= 0:
            return None
        return ".".join([*parts[:keep], *([module] if module else [])])

    def content(self, path: str) -> bytes:
        """Read a file."""
        found = self._contents.get(path)
        if found is None:
            found = self._contents[path] = self.tree.read(path)
        return found

    def peek(self, path: str) -> bytes:
        """Give what a file holds without keeping it."""
        found = self._contents.get(path)
        return self.tree.read(path) if found is None else found

    def renamed(self, renaming: Renaming) -> Codebase:
        """Give the same files as another renaming sees them."""
        codebase = Codebase(self.config, self.tree, renaming)
        codebase.names = dict(self.names)
        return codebase

    def add_script(self, path: str, content: bytes) -> None:
        """Take a file for Python that is not called so: nobody can import it."""
        self.names[path] = ModuleName("", False, "")
        self.keep(path, content)

    def keep(self, path: str, content: bytes) -> None:
        """Keep what was read of a file."""
        self._contents[path] = content

    def facts(self, path: str) -> Facts:
        """Read the facts of a file."""
        found = self._facts.get(path)
        if found is None:
            found = self._facts[path] = kept_source(self.content(path)).facts
        return found

    def problem(self, path: str) -> Problem | None:
        """Say why a file cannot be read in full."""
        problems = self.facts(path).problems
        return problems[0] if problems else None
