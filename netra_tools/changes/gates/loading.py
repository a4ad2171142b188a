"""Whether modules that import one another load still: which of them begins decides what is bound by then.

Loading is gone through on paper: a module runs the packages around it first, then its imports line by line,
and `from a import b` fails when `a` has begun, has not ended, and binds `b` further down. Names that are
read as attributes while a module loads are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from netra_tools.changes.gates.site import Site
from netra_tools.changes.tidying.load_order import LoadOrder
from netra_tools.changes.tree import Tree
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import MODULE, STORE, Uses
from netra_tools.graph.circles import DEFERRED
from netra_tools.graph.model import ImportGraph
from netra_tools.model import IN_TRY_IMPORT, Note, Problem

ALL_BEGIN: Final = 48  # members of a knot up to which each is tried as the first
STAR: Final = "*"
DYNAMIC: Final = "__getattr__"
DONE: Final = -1


class Step(NamedTuple):
    """One import that runs on load."""

    line: int
    nodes: tuple[int, ...]  # what it loads, in order
    target: int
    names: tuple[str, ...]  # taken from the target; none where failing is provided for


class Stuck(NamedTuple):
    """An import that asks for what is not bound yet."""

    source: int
    line: int
    target: int
    name: str


class Loading:
    """The loading of one repository: what its modules run, and what they bind on which line."""

    def __init__(self, graph: ImportGraph, tree: Tree) -> None:
        self.graph = graph
        self.tree = tree
        self.order = LoadOrder(graph)
        self._steps: dict[int, tuple[Step, ...]] = {}
        self._lines: dict[int, Mapping[str, int]] = {}

    def knots_of(self, paths: Iterable[str]) -> list[int]:
        """List the knots that some files are part of."""
        nodes = {self.order.numbers.get(path, -1) for path in paths}
        return [number for number, knot in enumerate(self.order.knots) if not knot.isdisjoint(nodes)]

    def stuck(self, number: int) -> Iterator[tuple[int, Stuck]]:
        """Yield the modules of a knot that cannot be the first, each with the import that fails."""
        for first in firsts(self.order, number):
            stuck = self.begin(first, number)
            if stuck is not None:
                yield first, stuck

    def begin(self, first: int, number: int) -> Stuck | None:
        """Load the modules of a knot because one of them is imported; give the first import that fails.

        The packages around it run before, and may load another one of them.
        """
        entries = self.order.entries(number)
        around = [entries[node] for node in self.order.around(first)]
        return self.load_all((*around, first), self.order.knots[number])

    def load_all(self, nodes: Iterable[int], knot: frozenset[int]) -> Stuck | None:
        """Load some modules of a knot, one after the other; give the first import that fails."""
        at: dict[int, int] = {}  # the step that a module has come to
        for node in nodes:
            if node in knot and node not in at:
                stuck = self.load(node, knot, at)
                if stuck is not None:
                    return stuck
        return None

    def load(self, first: int, knot: frozenset[int], at: dict[int, int]) -> Stuck | None:
        """Load one module, with all that it loads."""
        at[first] = 0
        work = [first]
        while work:
            node = work[-1]
            steps = self.steps(node)
            if at[node] == len(steps):
                at[work.pop()] = DONE
                continue
            step = steps[at[node]]
            fresh = next((one for one in step.nodes if one in knot and one not in at), None)
            if fresh is not None:
                at[fresh] = 0
                work.append(fresh)
                continue
            name = self.lacking(step, at) if step.target in knot else ""
            if name:
                return Stuck(node, step.line, step.target, name)
            at[node] += 1
        return None

    def lacking(self, step: Step, at: Mapping[int, int]) -> str:
        """Name what an import asks for in vain; "" when all is there, or nobody can say."""
        place = at[step.target]
        if place == DONE or not step.names:
            return ""
        line, lines = self.steps(step.target)[place].line, self.lines(step.target)
        package = self.graph.modules[step.target]
        index = self.order.indexes[self.graph.services[step.target]]
        later = (name for name in step.names if lines.get(name, 0) >= line)
        return next((name for name in later if f"{package}.{name}" not in index), "")

    def steps(self, node: int) -> tuple[Step, ...]:
        """Give the imports of a module that run on load, in the order of its lines."""
        if node not in self._steps:
            edges = self.graph.edges
            rows = [row for row in edges.of(node) if not edges.flag(row) & DEFERRED]
            ordered = sorted(rows, key=lambda row: edges.span(row)[:2])
            self._steps[node] = tuple(self.step(node, row) for row in ordered)
        return self._steps[node]

    def step(self, node: int, row: int) -> Step:
        """Read one import."""
        edges = self.graph.edges
        target = edges.target(row)
        names = [] if edges.flag(row) & IN_TRY_IMPORT else edges.names[row].split(", ")
        wanted = tuple(name for name in names if name and name != STAR)
        return Step(edges.span(row)[0], tuple(self.order.run_by(node, target)), target, wanted)

    def lines(self, node: int) -> Mapping[str, int]:
        """Say on which line a module first binds each name; of one that binds unknown names nothing."""
        if node not in self._lines:
            state = self.tree.state(self.graph.paths[node])
            uses = None if state is None else read_uses(state.content)
            self._lines[node] = {} if uses is None or isinstance(uses, Problem) else bound_in(uses)
        return self._lines[node]


def bound_in(uses: Uses) -> dict[str, int]:
    """Give the first line on which each name of a module is bound while it loads."""
    found: dict[str, int] = {}
    for name, line in (*imports_of(uses), *bindings_of(uses)):
        found[name] = min(line, found.get(name, line))
    return {} if STAR in found or DYNAMIC in found else found


def bindings_of(uses: Uses) -> Iterator[tuple[str, int]]:
    """Yield names that a module binds while it loads, with lines."""
    yield from ((found.name, found.start[0]) for found in uses.bound if found.scope == MODULE)
    for chain in uses.chains:
        if (chain.action, chain.scope, len(chain.parts)) == (STORE, MODULE, 1):
            yield chain.parts[0], chain.starts[0][0]


def imports_of(uses: Uses) -> Iterator[tuple[str, int]]:
    """Yield names that the imports of a module bind while it loads, with lines; star imports as `*`."""
    for statement in uses.imports:
        if statement.scope == MODULE:
            for alias in statement.names:
                yield alias.alias or alias.name.partition(".")[0], statement.start[0]


def find_unloadable(site: Site, graphs: tuple[ImportGraph, ImportGraph]) -> Iterator[Note]:
    """Yield imports that fail when one of several modules that load one another is imported first."""
    after = Loading(graphs[1], site.after)
    knots = after.knots_of(site.runs.touched())
    before = Loading(graphs[0] if knots else ImportGraph(), site.before)
    old = {site.renames.path_of(path): number for path, number in before.order.numbers.items()}
    told: set[Stuck] = set()
    for first, stuck in (found for number in knots for found in after.stuck(number)):
        if stuck not in told and loaded(before, old.get(graphs[1].paths[first])):
            told.add(stuck)
            yield note_of(graphs[1], first, stuck)


def firsts(order: LoadOrder, number: int) -> Iterable[int]:
    """Give the modules of a knot that may be loaded first; of a large one those that others load first."""
    knot = order.knots[number]
    if len(knot) <= ALL_BEGIN:
        return sorted(knot)
    entries = order.entries(number)
    return sorted({entry for node, entry in enumerate(entries) if entry >= 0 and node not in knot})


def loaded(loading: Loading, first: int | None) -> bool:
    """Say whether a module could be loaded first; one that was not there could not."""
    if first is None:
        return False
    knots = enumerate(loading.order.knots)
    return all(loading.begin(first, number) is None for number, knot in knots if first in knot)


def note_of(graph: ImportGraph, first: int, stuck: Stuck) -> Note:
    """Say what fails."""
    taken, begun = f"{graph.modules[stuck.target]}.{stuck.name}", graph.modules[first]
    text = f"`{taken}` is not bound yet here when `{begun}` is imported first: the modules import one another"
    return Note(graph.paths[stuck.source], stuck.line, text)
