"""What modules of the repository can be imported, by whom, and which names they have."""

from __future__ import annotations

import re
import sys
from functools import cached_property
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.facts.kept import kept_source
from netra_tools.graph.names import IMPLICIT
from netra_tools.model import Facts, Import, Problem

STUB = ".pyi"
STAR = "*"
SPOKEN = re.compile(rb"^[ \t]*(?:from|import)[ \t]+(\w[\w.]*)", re.MULTILINE)


class Target(NamedTuple):
    """A module that a relative import means: its name, and where the dots lead to."""

    module: str
    place: str  # the path of its file without the suffix, or of its directory


class Outline(NamedTuple):
    """What is asked of one file."""

    relative: tuple[Import, ...]
    plain: frozenset[str]  # modules that are imported without dots
    bound: frozenset[str] | None  # the names it has; None when they cannot be known
    problem: Problem | None  # why it cannot be read in full


class Offers:
    """Answers whether a module is found by its absolute name where dots find it."""

    def __init__(self, codebase: Codebase) -> None:
        self.codebase = codebase
        self._outlines: dict[str, Outline] = {}

    def outline(self, path: str) -> Outline:
        """Read what is asked of a file, once: the facts of all would fill the memory."""
        found = self._outlines.get(path)
        if found is None:
            facts = kept_source(self.codebase.tree.read(path)).facts
            found = self._outlines[path] = outline_of(facts)
        return found

    @cached_property
    def places(self) -> dict[str, dict[str, set[str]]]:
        """Give, of each module, where files of that name lie, by service."""
        found: dict[str, dict[str, set[str]]] = {}
        for path, name in self.codebase.names.items():
            if name.module:
                found.setdefault(name.module, {}).setdefault(name.service, set()).add(place_of(path))
        return found

    @cached_property
    def directories(self) -> frozenset[str]:
        """Collect the directories with Python files below them."""
        found: set[str] = set()
        for path in self.codebase.names:
            head = path.rpartition("/")[0]
            while head and head not in found:
                found.add(head)
                head = head.rpartition("/")[0]
        return frozenset(found)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Collect the modules that absolute imports of the repository name, and the packages above them."""
        found: set[str] = set()
        for path in self.codebase.names:
            for match in set(SPOKEN.findall(self.codebase.tree.read(path))):
                name = match.decode("utf-8", "replace")
                while name and name not in found:
                    found.add(name)
                    name = name.rpartition(".")[0]
        return frozenset(found)

    def complaint(self, target: Target, importer: str) -> str:
        """Say why an absolute import would not find a module, or ""."""
        name = target.module
        if not self.codebase.is_module(name):
            return f"there is no module `{name}`"
        if name.partition(".")[0] in sys.stdlib_module_names:
            return f"`{name.partition('.')[0]}` is a module of the standard library, too"
        known = self.places.get(name, {})
        service = self.codebase.names[importer].service
        places = known.get(service) or set().union(*known.values())
        if not places:
            return "" if target.place in self.directories else f"`{name}` lies elsewhere"
        others = sorted(places - {target.place})
        return f"`{name}` is also the name of {others[0]}" if others else ""

    def lacks(self, module: str, name: str) -> bool:
        """Say whether a module is known not to have a name."""
        if name == STAR or self.codebase.is_module(f"{module}.{name}"):
            return False
        path = self.codebase.modules.get(module)
        if path is None:
            return True
        files = {path, path.rpartition(".")[0] + STUB} & self.codebase.names.keys()
        known = [self.outline(file).bound for file in files]
        return all(bound is not None and name not in bound for bound in known)

    def doubt(self, path: str) -> str:
        """Say why what a file is called may not be how it is imported, or "".

        `tests/shop/test_a.py` is called `tests.shop.test_a`. When only `shop` has an `__init__.py`, `tests`
        may as well be where Python starts to look: then it is `shop.test_a`, and nothing has the long name.
        """
        names, config = self.codebase.names, self.codebase.config
        if config.roots or names[path].service:
            return ""
        head = path.rpartition("/")[0]
        package = names[path].module if names[path].is_package else names[path].module.rpartition(".")[0]
        while self._is_regular(head) and "." in package and self._is_regular(head.rpartition("/")[0]):
            head, package = head.rpartition("/")[0], package.rpartition(".")[0]
        outer, _, inner = package.rpartition(".")
        if not outer or (package in self.spoken and inner not in self.spoken):
            return ""
        return (
            f"it is not known whether the package is imported as `{package}` or as `{inner}`: configure roots"
        )

    def _is_regular(self, directory: str) -> bool:
        """Say whether a directory has an `__init__` file."""
        return any(f"{directory}/__init__{end}" in self.codebase.names for end in (".py", STUB))


def outline_of(facts: Facts) -> Outline:
    """Take of a file's facts what is asked."""
    return Outline(
        tuple([record for record in facts.imports if record.level]),
        frozenset([record.module for record in facts.imports if not record.level]),
        None if is_open(facts) else IMPLICIT.union(facts.names, facts.exports or ()),
        facts.problems[0] if facts.problems else None,
    )


def is_open(facts: Facts) -> bool:
    """Say whether a module may have names that nobody sees."""
    if facts.problems or "__getattr__" in facts.names:
        return True
    return any(record.names[:1] == ((STAR, None),) for record in facts.imports)


def place_of(path: str) -> str:
    """Say where a module lies: its file without the suffix, of a package its directory."""
    return path.rpartition(".")[0].removesuffix("/__init__")
