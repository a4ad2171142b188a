"""Contracts that forbid some modules to import others, and the imports that break them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from netra_tools.errors import ConfigError, NetraError
from netra_tools.graph.chains import Links
from netra_tools.graph.layers import check_ignored
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import covers, matches
from netra_tools.model import TYPE_CHECKING


@dataclass(frozen=True, kw_only=True)
class ForbiddenContract:
    """Modules (and what is in them) that may not import others, of this project or not."""

    name: str
    source: tuple[str, ...]
    forbidden: tuple[str, ...]
    indirect: bool = False  # also by way of other modules
    source_except: tuple[str, ...] = ()  # what is meant is decided by the innermost package named
    forbidden_except: tuple[str, ...] = ()
    ignore_imports: tuple[str, ...] = ()  # "a.b -> a.c"

    def __post_init__(self) -> None:
        if not self.source or not self.forbidden:
            raise NetraError(
                f"contract '{self.name}' forbids nothing", "name 'source' and 'forbidden' modules"
            )
        check_ignored(self.name, self.ignore_imports)


class Breach(NamedTuple):
    """A way to a forbidden module: imports within the project, then perhaps one that leaves it (-1: none).

    `imported` is the module itself, or for a chain what the contract calls it: that stays when the
    shortest chain ends elsewhere.
    """

    way: list[int]
    external: int
    imported: str


def breaches(graph: ImportGraph, contract: ForbiddenContract, *, typing: bool) -> Iterator[Breach]:
    """Yield what breaks the contract.

    Raises: ConfigError when no module of the project is meant by `source`.
    """
    names = graph.names()
    problems = [
        (f"contract '{contract.name}': no module '{pattern}'", "check the name of the source")
        for pattern in contract.source
        if not any(covers((pattern,), name) for name in names)
    ]
    if problems:
        raise ConfigError(problems)
    yield from Ban(graph, contract, typing=typing).breaches()


class Ban:
    """One contract, laid over the graph."""

    def __init__(self, graph: ImportGraph, contract: ForbiddenContract, *, typing: bool) -> None:
        self.graph = graph
        self.contract = contract
        self.links = Links(graph, contract.ignore_imports, typing=typing)
        self.bound = meant(graph, contract.source, contract.source_except)
        self.goals = meant(graph, contract.forbidden, contract.forbidden_except) - self.bound
        self.exits = list(external_edges(graph, contract.forbidden, typing=typing))

    def breaches(self) -> Iterator[Breach]:
        """Yield direct imports first, then chains."""
        modules = self.graph.modules
        for edge, source, target in self.links.edges:
            if source in self.bound and target in self.goals:
                yield Breach([edge], -1, modules[target])
        for edge, name in self.exits:
            if self.graph.externals.source(edge) in self.bound:
                yield Breach([], edge, name)
        if self.contract.indirect:
            yield from self.chains()

    def chains(self) -> Iterator[Breach]:
        """Yield the imports of modules that are not forbidden themselves but lead to one that is."""
        doors: dict[int, tuple[int, str]] = {}  # module -> its first import of something forbidden outside
        for edge, name in self.exits:
            doors.setdefault(self.graph.externals.source(edge), (edge, name))
        ends = (self.goals | set(doors)) - self.bound
        steps = self.links.steps_to(ends, lambda module: module not in self.bound and module not in ends)
        at_doors = dict.fromkeys(sorted(set(doors) - self.bound - self.goals), -1)
        for edge in self.links.entrances({**at_doors, **steps}, self.bound.__contains__):
            way = self.links.follow(edge, steps)
            end = self.graph.edges.target(way[-1])
            external, name = doors[end] if end not in self.goals else (-1, self.graph.modules[end])
            yield Breach(way, external, covers(self.contract.forbidden, name))


def meant(graph: ImportGraph, patterns: tuple[str, ...], exceptions: tuple[str, ...]) -> set[int]:
    """Find the modules that patterns cover, but for those that an exception covers as closely or more."""
    if not exceptions:
        return {at for at, name in enumerate(graph.modules) if covers(patterns, name)}
    known = {"": False}
    for name in sorted(graph.names()):  # packages come before what is in them
        is_named = is_among(patterns, name) or is_among(exceptions, name)
        known[name] = not is_among(exceptions, name) if is_named else known[name.rpartition(".")[0]]
    return {at for at, name in enumerate(graph.modules) if known[name]}


def is_among(patterns: tuple[str, ...], name: str) -> bool:
    """Tell whether one of the patterns means this very module."""
    return any(matches(pattern, name) for pattern in patterns)


def external_edges(
    graph: ImportGraph, patterns: tuple[str, ...], *, typing: bool
) -> Iterator[tuple[int, str]]:
    """Yield (edge, name) for each import from outside the project that the patterns cover."""
    covered: dict[tuple[int, str], str] = {}
    externals = graph.externals
    for edge, (target, flag) in enumerate(zip(externals.targets, externals.flags, strict=True)):
        if flag & TYPE_CHECKING and not typing:
            continue
        key = target, externals.names[edge]
        if key not in covered:
            covered[key] = covered_name(graph.dependencies[target], externals.names[edge], patterns)
        if covered[key]:
            yield edge, covered[key]


def covered_name(module: str, names: str, patterns: tuple[str, ...]) -> str:
    """Return which of the things imported the patterns cover: the module, or one of the names from it."""
    if covers(patterns, module):
        return module
    for name in names.split(", ") if names else ():
        if covers(patterns, f"{module}.{name}"):
            return f"{module}.{name}"
    return ""
