"""Every definition and import of the project by number, and who is called what where."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.facts.ties import CLASS, DYNAMIC, FUNCTION, IS_FROM, MODULE, Tied, TiedImport
from netra_tools.reach.model import IMPORT, Source
from netra_tools.reach.name_index import NameIndex

Named = dict[str, list[int]]
EMPTY = Tied("", MODULE, -1, 0, 1, 0, 0, (), (), (), (), (), (), (), (), 0)


class Table:
    """Symbols by number: of each file its definitions, the module first, then its imports."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.kind: list[int] = []
        self.name: list[str] = []
        self.parent: list[int] = []
        self.file: list[int] = []
        self.tied: list[Tied] = []  # of an import: nothing
        self.imported: dict[int, TiedImport] = {}
        self.first: list[int] = []  # symbol of each file's module
        self.first_import: list[int] = []
        self.names: list[Named] = []  # what each module binds
        self.stars: list[list[int]] = []
        self.members: dict[int, Named] = {}  # of each class
        self.methods: Named = {}  # members of any class, by name
        self.nested: dict[int, list[int]] = {}  # definitions within a function
        self.dynamic: set[int] = set()  # files that look names up
        self.owned: dict[int, list[int]] = {}  # imports by the definition in which they stand
        self.modules: dict[str, int] = {}  # file by module name; a package comes before a module
        for number, source in enumerate(sources):
            self.add(number, source)
        self.method_names = NameIndex(self.methods)
        self.module_names = NameIndex(self.modules)
        self.tops = {module.partition(".")[0] for module in self.modules}
        self.packages = self.parents()

    def add(self, number: int, source: Source) -> None:
        """Add the symbols of a file."""
        ties = source.ties
        first = len(self.kind)
        self.first.append(first)
        if source.module and (source.module not in self.modules or source.is_package):
            self.modules[source.module] = number
        names: Named = {}
        self.names.append(names)
        self.stars.append([])
        for tied in ties.definitions if ties else (EMPTY,):
            self.add_definition(number, first, tied, names)
        self.first_import.append(len(self.kind))
        for row in ties.imports if ties else ():
            self.add_import(number, first, row, names)

    def add_definition(self, number: int, first: int, tied: Tied, names: Named) -> None:
        """Add a definition."""
        symbol = len(self.kind)
        self.kind.append(tied.kind)
        self.name.append(tied.name)
        parent = first + tied.parent if tied.parent >= 0 else -1
        self.parent.append(parent)
        self.file.append(number)
        self.tied.append(tied)
        if tied.flags & DYNAMIC:
            self.dynamic.add(number)
        if tied.kind == CLASS:
            self.members[symbol] = {}
        if parent >= 0 and self.kind[parent] == FUNCTION:
            self.nested.setdefault(parent, []).append(symbol)
        if tied.parent == 0:
            names.setdefault(tied.name, []).append(symbol)
        elif parent in self.members:
            self.members[parent].setdefault(tied.name, []).append(symbol)
            self.methods.setdefault(tied.name, []).append(symbol)

    def add_import(self, number: int, first: int, row: TiedImport, names: Named) -> None:
        """Add a name that an import binds."""
        symbol = len(self.kind)
        owner = first + row.owner
        self.kind.append(IMPORT)
        self.name.append(row.local)
        self.parent.append(owner)
        self.file.append(number)
        self.tied.append(EMPTY)
        module = absolute(self.sources[number], row)
        self.imported[symbol] = row._replace(module=module)
        self.owned.setdefault(owner, []).append(symbol)
        if row.name == "*":
            self.stars[number].append(symbol)
        elif self.kind[owner] == CLASS:
            self.members[owner].setdefault(row.local, []).append(symbol)
        elif self.kind[owner] != FUNCTION:
            names.setdefault(row.local, []).append(symbol)

    def parents(self) -> set[str]:
        """Name the packages, those without a file of their own, too."""
        found: set[str] = set()
        for module in self.modules:
            parent = module.rpartition(".")[0]
            while parent and parent not in found:
                found.add(parent)
                parent = parent.rpartition(".")[0]
        return found

    def module_of(self, symbol: int) -> int:
        """Give the symbol of the module that a symbol stands in."""
        return self.first[self.file[symbol]]

    def class_around(self, symbol: int) -> int:
        """Give the innermost class around a symbol, or -1."""
        symbol = self.parent[symbol]
        while symbol >= 0 and self.kind[symbol] != CLASS:
            symbol = self.parent[symbol]
        return symbol

    def source(self, symbol: int) -> Source:
        """Give the file of a symbol."""
        return self.sources[self.file[symbol]]

    def qualified(self, symbol: int) -> str:
        """Give the name of a symbol within its file; of a module its own."""
        if self.kind[symbol] == MODULE:
            return self.source(symbol).module or self.source(symbol).path
        parts = []
        while symbol >= 0 and self.kind[symbol] != MODULE:
            parts.append(self.name[symbol])
            symbol = self.parent[symbol]
        return ".".join(reversed(parts))

    def full_name(self, symbol: int) -> str:
        """Give the dotted name of a symbol."""
        module = self.source(symbol).module
        return module if self.kind[symbol] == MODULE else f"{module}.{self.qualified(symbol)}".lstrip(".")


def absolute(source: Source, row: TiedImport) -> str:
    """Give the module that an import names, without leading dots."""
    if not row.level:
        return row.module
    package = source.module if source.is_package else source.module.rpartition(".")[0]
    for _ in range(row.level - 1):
        package = package.rpartition(".")[0]
    return f"{package}.{row.module}".strip(".") if row.flags & IS_FROM else row.module
