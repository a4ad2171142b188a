"""Facts to import graph: who imports whom, resolved without importing anything.

`from a.b import c` means the module a.b.c if there is one, else a.b. `import a.b.c` means a.b.c alone:
the packages a and a.b run as well, but as grimp does we draw no edge to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from netra_tools.graph.model import ImportGraph, Missing
from netra_tools.graph.names import NameTable, is_stub, name_files
from netra_tools.model import TYPE_CHECKING, FileFacts, Import

ABSENT, NAMESPACE = -1, -2  # what a dotted name can be besides a module
OUTSIDE = -3  # and minus the number of a dependency: something outside the project


def build_graph(files: Sequence[FileFacts], unread: Collection[str] = ()) -> ImportGraph:
    """Resolve every import of every file.

    `unread` names modules that exist though no facts of them are given: excluded files, compiled ones.
    """
    names, modules = name_files(files)
    graph = ImportGraph(called=names)
    for file in modules:
        graph.modules.append(file.module)
        graph.paths.append(file.path)
        graph.packages.append(file.is_package)
        graph.services.append(file.service)
        graph.tests.append(file.is_test)
    facts = {file.path: file.facts for file in files}
    table = NameTable(names, graph.paths, unread, facts.__getitem__)
    resolve_imports(graph, table, enumerate(modules))
    return graph


def resolve_imports(graph: ImportGraph, table: NameTable, files: Iterable[tuple[int, FileFacts]]) -> None:
    """Add the imports of numbered files to the graph."""
    resolvers: dict[str, Resolver] = {}
    for source, file in files:
        resolver = resolvers.get(file.service)
        if resolver is None:
            resolver = resolvers[file.service] = Resolver(graph, table, file.service)
        resolver.resolve(source, file)


class Resolver:
    """Adds the imports of one service's files to the graph; names mean first what the service calls so."""

    def __init__(self, graph: ImportGraph, table: NameTable, service: str) -> None:
        self.graph = graph
        self.table = table
        self.index = table.index_of(service)
        self.known: dict[str, int] = {}  # absolute module -> number, ABSENT, NAMESPACE, or OUTSIDE and below
        self.relative: dict[str, int] = {}  # the same for relative imports, which stay inside the project
        self.numbers = {name: number for number, name in enumerate(graph.dependencies)}

    def resolve(self, source: int, file: FileFacts) -> None:
        """Add an edge for each import of `file`. Home Assistant has 80,000 to go through."""
        packages = self.graph.packages
        for record in imports_of(file):
            module, known = record[0], self.known
            if record[3]:
                base = absolute(file, record[3], module)
                if base is None:
                    self.miss(source, record, "." * record[3] + module, "", "leads out of the top package")
                    continue
                module, known = base, self.relative
            target = known.get(module)
            if target is None:
                target = known[module] = self.look_up(module, record[3] > 0)
            if target <= OUTSIDE:
                self.add_external(source, record, OUTSIDE - target)
            elif target >= 0 and not (record[9] and packages[target]):
                self.add_plain(source, record, module, target)
            else:
                self.add_other(source, record, module, target)

    def look_up(self, module: str, relative: bool) -> int:
        """Say which module a dotted name is, or what else it is."""
        found = self.index.get(module)
        if found is not None:
            return found
        if module in self.table.namespaces:
            return NAMESPACE
        inside = relative or module.partition(".")[0] in self.table.tops
        if inside and not self.table.may_exist(module):
            return ABSENT
        number = self.numbers.get(module)
        if number is None:
            number = self.numbers[module] = len(self.graph.dependencies)
            self.graph.dependencies.append(module)
        return OUTSIDE - number

    def add_plain(self, source: int, record: Import, module: str, target: int) -> None:
        """Add an import of a module that is no package, or of a package itself."""
        edges = self.graph.edges
        names = [name for name, _ in record[1]]
        if source != target:
            edges.table.extend((source, target, *record[4:9]))
            edges.names.append(names[0] if len(names) == 1 else ", ".join(names))
        if names:
            self.check_names(source, record, module, target, names)

    def add_external(self, source: int, record: Import, number: int) -> None:
        """Add an import of something outside the project."""
        externals, names = self.graph.externals, record[1]
        externals.table.extend((source, number, *record[4:9]))
        externals.names.append(names[0][0] if len(names) == 1 else ", ".join([name for name, _ in names]))

    def add_other(self, source: int, record: Import, module: str, target: int) -> None:
        """Add an import that may mean several modules, or none."""
        if record.is_from:
            self.add_from_package(source, record, module, target)
        elif target == ABSENT:
            self.miss(source, record, module, "", f"no module `{module}`")
            self.add_nearest(source, record, module)

    def add_from_package(self, source: int, record: Import, module: str, target: int) -> None:
        """Add `from package import names`: an edge for each submodule, one for all that is left."""
        attributes = []
        for name, _ in record.names:
            child = self.index.get(f"{module}.{name}")
            if child is not None:
                self.row(source, record, child, "")
            elif f"{module}.{name}" not in self.table.namespaces:
                attributes.append(name)
        if not attributes:
            return
        if target >= 0:
            self.row(source, record, target, ", ".join(attributes))
            self.check_names(source, record, module, target, attributes)
        elif target == ABSENT:
            self.miss(source, record, module, "", f"no module `{module}`")
        else:
            for name in attributes:
                if name != "*" and not self.table.may_exist(f"{module}.{name}"):
                    self.miss(source, record, module, name, f"no module `{module}.{name}`")

    def add_nearest(self, source: int, record: Import, module: str) -> None:
        """Tie an import of an absent module to the one that may hold it as an attribute, as grimp does."""
        parent = self.index.get(module.rpartition(".")[0])
        if parent is not None:
            self.row(source, record, parent, module.rpartition(".")[2])

    def row(self, source: int, record: Import, target: int, names: str) -> None:
        """Add one edge, unless a module imports itself."""
        if source != target:
            self.graph.edges.table.extend((source, target, *record[4:9]))
            self.graph.edges.names.append(names)

    def check_names(self, source: int, record: Import, module: str, target: int, names: list[str]) -> None:
        """Note each name that the module `target` is known not to have."""
        bound = self.table.bound(target)
        if bound is None or bound.issuperset(names):
            return
        for name in names:
            absent = name != "*" and name not in bound
            if absent and not self.table.may_exist(f"{module}.{name}"):
                self.miss(source, record, module, name, f"`{module}` has no `{name}`")

    def miss(self, source: int, record: Import, module: str, name: str, reason: str) -> None:
        """Note an import that leads nowhere."""
        _, _, _, _, flags, line, column, end_line, end_column, _ = record
        span = (line, column, end_line, end_column)
        self.graph.missing.append(Missing(source, module, name, reason, flags, span))


def imports_of(file: FileFacts) -> Sequence[Import]:
    """Return a file's imports; those of a stub never run, as if they stood under `if TYPE_CHECKING:`."""
    imports = file.facts.imports
    if is_stub(file):
        return [record._replace(flags=record.flags | TYPE_CHECKING) for record in imports]
    return imports


def absolute(file: FileFacts, level: int, module: str) -> str | None:
    """Name the module that a relative import means, or None if it leads out of the top package."""
    parts = file.module.split(".")
    keep = len(parts) - level + (1 if file.is_package else 0)
    if not file.module or keep < 1:
        return None
    package = ".".join(parts[:keep])
    return f"{package}.{module}" if module else package
