"""What the index is made from: the files of the repository, and what its modules are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from netra_tools.changes.tree import Tree
from netra_tools.check.scope import list_files
from netra_tools.config.model import KNOWLEDGE_FOLDER, Config
from netra_tools.project.globs import compile_globs
from netra_tools.project.modules import MATERIAL, name_modules
from netra_tools.project.tree import PYTHON

KNOWN: Final = f"{KNOWLEDGE_FOLDER}/"


class Module(NamedTuple):
    """A Python file that can be imported."""

    name: str
    path: str
    is_package: bool
    service: str


class Places:
    """The repository as the index sees it: no test, no material for tests or readers, nothing excluded."""

    def __init__(self, config: Config, tree: Tree) -> None:
        self.config = config
        self.tree = tree
        is_out = compile_globs(config.exclude)
        every = sorted([path for path in tree.paths() if not is_out(path)])
        self.files = list(filter(chooser(config), every))
        listing = list_files(config, strings=False)
        python = [path for path in every if path.endswith(PYTHON)]
        names = name_modules(python, config.roots, config.services, listing.projects)
        self.modules = {
            name.module: Module(name.module, path, name.is_package, name.service)
            for path, name in sorted(zip(python, names, strict=True), reverse=True)
            if name.module
        }
        self.known = frozenset(self.files)

    def packages(self) -> Iterator[Module]:
        """Give the packages that hold no tests, by name."""
        found = (self.modules[name] for name in sorted(self.modules))
        return (one for one in found if one.is_package and one.path in self.known)

    def read(self, path: str) -> bytes:
        """Give what a file holds."""
        return self.tree.read(path)

    def beside(self, folder: str, *names: str) -> Iterator[str]:
        """Give the files of these names that a folder holds."""
        for name in names:
            path = name if folder in ("", ".") else f"{folder}/{name}"
            if path in self.known:
                yield path


def chooser(config: Config) -> Callable[[str], bool]:
    """Give what tells whether a file may be listed."""
    is_test = compile_globs(config.tests)
    return lambda path: path.startswith(KNOWN) or not (is_test(path) or is_material(path))


def is_material(path: str) -> bool:
    """Say whether a file lies in a folder of material at the top; deeper it may be a package."""
    folder, slash, _ = path.partition("/")
    return bool(slash) and folder in MATERIAL
