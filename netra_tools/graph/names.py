"""Which file owns which module name, and which names a module has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import attrgetter

from netra_tools.graph.patterns import ancestry
from netra_tools.model import FileFacts

# What the import system itself puts into a module.
IMPLICIT = frozenset(
    (
        *("__name__", "__doc__", "__file__", "__path__", "__spec__", "__loader__", "__package__"),
        *("__dict__", "__builtins__", "__cached__", "__annotations__"),
    )
)


class NameTable:
    """The files that are modules, and what their names mean.

    When two files share a name, the package wins over the module and the module over the stub. A stub
    beside its module only lends it its names. The same name in two services is two modules: each
    service sees its own.
    """

    def __init__(self, files: Sequence[FileFacts], unread: Collection[str] = ()) -> None:
        self.own: dict[str, dict[str, int]] = {}  # service -> module -> number
        self.shared: dict[str, int] = {}
        self.stubs: dict[str, FileFacts] = {}  # path of the module -> its stub
        self.files = self._without_stubs(sorted(files, key=attrgetter("path")))
        order = sorted(range(len(self.files)), key=[precedence(file) for file in self.files].__getitem__)
        for number in order:
            file = self.files[number]
            if file.module:
                self.own.setdefault(file.service, {}).setdefault(file.module, number)
                self.shared.setdefault(file.module, number)
        self.tops = {module for module in self.shared if "." not in module}
        self.namespaces = namespaces(self.shared)
        self.unread = unread
        self.open = open_packages(self.files)
        self._bound: dict[int, frozenset[str] | None] = {}

    def _without_stubs(self, files: Sequence[FileFacts]) -> list[FileFacts]:
        """Set aside the stubs of modules that have a source."""
        sources = {(file.service, file.module): file.path for file in files if not is_stub(file)}
        kept = []
        for file in files:
            source = sources.get((file.service, file.module)) if is_stub(file) else None
            if source is None:
                kept.append(file)
            else:
                self.stubs[source] = file
        return kept

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
            self._bound[number] = self._read_names(number)
        return self._bound[number]

    def _read_names(self, number: int) -> frozenset[str] | None:
        file = self.files[number]
        facts = file.facts
        if facts.problems or "__getattr__" in facts.names:
            return None
        for record in facts.imports:
            if record.names and record.names[0][0] == "*":
                return None
        stub = self.stubs.get(file.path)
        lent = stub.facts.names if stub else ()
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
