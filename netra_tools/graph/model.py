"""The import graph: modules as integers, imports as flat tables of integers.

A row of a table costs one `extend` and no object: 60,000 edges of Home Assistant are 3 MB, not 25.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

Span = tuple[int, int, int, int]  # line, column, end line, end column

WIDTH = 7  # source, target, flags, line, column, end line, end column


class Edges:
    """Imports as rows of one table. `names` says what each row imports from its target: "b, c" or ""."""

    __slots__ = ("names", "table")

    def __init__(self, table: array[int] | None = None, names: list[str] | None = None) -> None:
        self.table: array[int] = array("i") if table is None else table
        self.names: list[str] = [] if names is None else names

    def __len__(self) -> int:
        return len(self.names)

    @property
    def sources(self) -> array[int]:
        """The importing module of each row."""
        return self.table[0::WIDTH]

    @property
    def targets(self) -> array[int]:
        """The imported module of each row."""
        return self.table[1::WIDTH]

    @property
    def flags(self) -> array[int]:
        """Where each import stands: bits of `netra_tools.model.Import.flags`."""
        return self.table[2::WIDTH]

    def of(self, source: int) -> range:
        """Give the rows of one importing module: those of a graph's tables are ordered by it."""
        rows = range(len(self))
        return range(bisect_left(rows, source, key=self.source), bisect_right(rows, source, key=self.source))

    def source(self, edge: int) -> int:
        """Say who imports."""
        return self.table[edge * WIDTH]

    def target(self, edge: int) -> int:
        """Say what is imported."""
        return self.table[edge * WIDTH + 1]

    def flag(self, edge: int) -> int:
        """Say where the import stands."""
        return self.table[edge * WIDTH + 2]

    def span(self, edge: int) -> Span:
        """Say where the import is written."""
        line, column, end_line, end_column = self.table[edge * WIDTH + 3 : edge * WIDTH + 7]
        return line, column, end_line, end_column


class Missing(NamedTuple):
    """A first-party import that leads nowhere. `name` is "" when the module itself does not exist."""

    source: int
    module: str
    name: str
    reason: str
    flags: int
    span: Span


class Names(NamedTuple):
    """What the names of the project's modules mean, in plain values that can be kept."""

    own: dict[str, dict[str, int]]  # service -> module -> number
    shared: dict[str, int]  # module -> number
    stubs: dict[str, str]  # path of a module -> path of its stub
    tops: set[str]
    namespaces: set[str]  # packages without a file of their own
    open: set[str]  # packages with modules that nobody sees


class Knots(NamedTuple):
    """What is known of the cycles of the imports that run on load, once somebody has asked."""

    modules: list[list[int]]  # sets of modules that all reach one another, each ascending
    ways: list[list[int]]  # the modules of the shortest cycle of each
    order: list[int]  # of each module, its place among the knots and single modules, importers first


@dataclass(slots=True)
class ImportGraph:
    """Every module of the project and what it imports, in the order of paths.

    Each file is one module, even when its name is taken by another file or when it has none (""):
    such a file imports but is imported by nobody. A stub beside its module is not a module of its own.
    """

    modules: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    packages: list[bool] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    tests: list[bool] = field(default_factory=list)
    edges: Edges = field(default_factory=Edges)
    externals: Edges = field(default_factory=Edges)  # targets index `dependencies`
    dependencies: list[str] = field(default_factory=list)  # modules outside the project, as written
    missing: list[Missing] = field(default_factory=list)
    called: Names = field(default_factory=lambda: Names({}, {}, {}, set(), set(), set()))
    knots: Knots | None = None

    def names(self) -> set[str]:
        """Collect the names that a pattern can mean: modules and the packages above them."""
        found: set[str] = set()
        for module in self.modules:
            while module and module not in found:
                found.add(module)
                module = module.rpartition(".")[0]
        return found

    def internal_edges(self) -> Iterator[tuple[int, int, int]]:
        """Yield (edge, source, target) of each import between modules of the project."""
        edges = self.edges
        return zip(range(len(edges)), edges.sources, edges.targets, strict=True)

    def describe(self, edge: int) -> str:
        """Write an import between modules as a sentence: `a` imports `b`."""
        source, target = self.edges.source(edge), self.edges.target(edge)
        return f"`{self.modules[source] or self.paths[source]}` imports `{self.modules[target]}`"
