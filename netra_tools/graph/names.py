"""Which file owns which module name, and which names a module has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from operator import attrgetter

from netra_tools.graph.model import Names
from netra_tools.graph.patterns import ancestry
from netra_tools.model import Facts, FileFacts

# What the import system itself puts into a module.
IMPLICIT = frozenset(
    (
        *("__name__", "__doc__", "__file__", "__path__", "__spec__", "__loader__", "__package__"),
        *("__dict__", "__builtins__", "__cached__", "__annotations__"),
    )
)


def name_files(files: Iterable[FileFacts]) -> tuple[Names, list[FileFacts]]:
    """Say what the names of files mean, and give those that are modules, by number.

    When two files share a name, the package wins over the module and the module over the stub. A stub
    beside its module only lends it its names. The same name in two services is two modules: each
    service sees its own.
    """
    ordered = sorted(files, key=attrgetter("path"))
    modules, stubs = set_stubs_aside(ordered)
    own: dict[str, dict[str, int]] = {}
    shared: dict[str, int] = {}
    order = sorted(range(len(modules)), key=[precedence(file) for file in modules].__getitem__)
    for number in order:
        file = modules[number]
        if file.module:
            own.setdefault(file.service, {}).setdefault(file.module, number)
            shared.setdefault(file.module, number)
    if len(own) == 1:
        own = dict.fromkeys(own, shared)
    tops = {module for module in shared if "." not in module}
    return Names(own, shared, stubs, tops, namespaces(shared), open_packages(modules)), modules


def set_stubs_aside(files: Sequence[FileFacts]) -> tuple[list[FileFacts], dict[str, str]]:
    """Part the stubs of modules that have a source from all other files."""
    sources = {(file.service, file.module): file.path for file in files if not is_stub(file)}
    kept, stubs = [], {}
    for file in files:
        source = sources.get((file.service, file.module)) if is_stub(file) else None
        if source is None:
            kept.append(file)
        else:
            stubs[source] = file.path
    return kept, stubs


class NameTable:
    """Answers what a name means. Facts are asked for by path, and only of modules whose names matter."""

    def __init__(
        self,
        names: Names,
        paths: Sequence[str],
        unread: Collection[str],
        facts: Callable[[str], Facts],
    ) -> None:
        self.own, self.shared, self.stubs, self.tops, self.namespaces, self.open = names
        self.paths = paths
        self.unread = unread
        self.facts = facts
        self._bound: dict[int, frozenset[str] | None] = {}

    def index_of(self, service: str) -> dict[str, int]:
        """Return module names to numbers, as files of `service` see them."""
        if len(self.own) == 1:
            return self.shared
        return self.shared | self.own.get(service, {})

    def may_exist(self, module: str) -> bool:
        """Tell whether a module that no file is called may be there all the same."""
        if module in self.unread:
            return True
        packages = ancestry(module)[1:]
        return any(package in self.open or package in self.unread for package in packages)

    def bound(self, number: int) -> frozenset[str] | None:
        """Return the names that a module has, or None when they cannot be known."""
        if number not in self._bound:
            self._bound[number] = self._read_names(self.paths[number])
        return self._bound[number]

    def _read_names(self, path: str) -> frozenset[str] | None:
        facts = self.facts(path)
        if facts.problems or "__getattr__" in facts.names:
            return None
        for record in facts.imports:
            if record.names and record.names[0][0] == "*":
                return None
        stub = self.stubs.get(path)
        lent = self.facts(stub).names if stub else ()
        return IMPLICIT.union(facts.names, facts.exports or (), lent)


def is_stub(file: FileFacts) -> bool:
    """Tell whether a file only describes a module."""
    return file.path.endswith(".pyi")


def precedence(file: FileFacts) -> int:
    """Order files so that the one that owns a name comes first."""
    return 2 * is_stub(file) + (not file.is_package)


def open_packages(files: Sequence[FileFacts]) -> set[str]:
    """Collect the packages with modules that nobody sees.

    They change their `__path__`, or hold a stub without a source: then others may be compiled, too.
    """
    found = {file.module for file in files if file.is_package and "__path__" in file.facts.names}
    found.update(file.module.rpartition(".")[0] for file in files if is_stub(file))
    return found - {""}


def namespaces(modules: dict[str, int]) -> set[str]:
    """Collect the packages that have modules below them but no file of their own."""
    found: set[str] = set()
    for module in modules:
        parent = module.rpartition(".")[0]
        while parent and parent not in modules and parent not in found:
            found.add(parent)
            parent = parent.rpartition(".")[0]
    return found
