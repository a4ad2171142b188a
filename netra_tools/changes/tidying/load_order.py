"""Whether imports in another order could load modules that import one another in another order.

A knot is a set of modules that all reach one another by imports that run on load. Which of them begins
decides whether a name is there when another asks for it: what worked must begin with the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from netra_tools.graph.circles import DEFERRED
from netra_tools.graph.cycles import adjacency, components
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import ancestry
from netra_tools.model import IN_FUNCTION, TYPE_CHECKING, Import

STUB = ".pyi"
NONE, UNSEEN = -1, -2


class LoadOrder:
    """What loading each module runs, in order."""

    def __init__(self, graph: ImportGraph) -> None:
        self.graph = graph
        self.numbers = {path: number for number, path in enumerate(graph.paths)}
        self.runs: list[list[int]] = [[] for _ in graph.modules]
        for edge, source, target in graph.internal_edges():
            if not graph.edges.flag(edge) & DEFERRED:
                self.runs[source] += self.run_by(source, target)
        pairs = ((source, target) for source, targets in enumerate(self.runs) for target in targets)
        self.knots = [frozenset(knot) for knot in components(adjacency(len(graph.modules), pairs))]
        self._entries: dict[int, list[int]] = {}

    @cached_property
    def indexes(self) -> dict[str, dict[str, int]]:
        """Give the number of each module, as each service sees it."""
        called = self.graph.called
        return defaultdict(
            lambda: called.shared, {name: called.shared | own for name, own in called.own.items()}
        )

    def run_by(self, source: int, target: int) -> Iterator[int]:
        """Yield what an import runs: first the packages around its module, but for the importer's own."""
        known = set(ancestry(self.graph.modules[source]))
        for number in self.around(target, source):
            if self.graph.modules[number] not in known and number != source:
                yield number
        yield target

    def around(self, module: int, source: int | None = None) -> Iterator[int]:
        """Yield the packages around a module, the outermost first, as another one sees them."""
        index = self.indexes[self.graph.services[module if source is None else source]]
        for package in reversed(ancestry(self.graph.modules[module])[1:]):
            if package in index:
                yield index[package]

    def differs(self, path: str, before: Iterable[Import], after: Iterable[Import]) -> bool:
        """Say whether other imports in a file could load a knot from another side."""
        source = self.numbers.get(path)
        if source is None or not self.knots or path.endswith(STUB):
            return False
        old, new = list(self.sequence(source, before)), list(self.sequence(source, after))
        if old == new:
            return False
        return any(self.matters(number, source, old, new) for number in range(len(self.knots)))

    def matters(self, number: int, source: int, old: Sequence[int], new: Sequence[int]) -> bool:
        """Say whether two sequences of imports differ for one knot."""
        knot, entries = self.knots[number], self.entries(number)
        if source in knot:
            return loses(old, new, knot)
        first = [next((entries[node] for node in nodes if entries[node] >= 0), -1) for nodes in (old, new)]
        return first[0] != first[1] and not self.is_loaded(source, entries)

    def is_loaded(self, source: int, entries: Sequence[int]) -> bool:
        """Say whether a package around a module has loaded a knot before the module runs."""
        index = self.indexes[self.graph.services[source]]
        packages = [index.get(name) for name in ancestry(self.graph.modules[source])[1:]]
        return any(
            package is not None and entries[package] >= 0 and not self.reaches(package, source)
            for package in packages
        )

    def reaches(self, start: int, goal: int) -> bool:
        """Say whether loading one module loads another."""
        seen, work = {start}, [start]
        while work:
            for target in self.runs[work.pop()]:
                if target == goal:
                    return True
                if target not in seen:
                    seen.add(target)
                    work.append(target)
        return False

    def entries(self, number: int) -> list[int]:
        """Give, of each module, the member of a knot that loading it loads first; -1 for none."""
        if number not in self._entries:
            found = [UNSEEN] * len(self.runs)
            for member in self.knots[number]:
                found[member] = member
            for start in range(len(found)):
                self.find_entry(start, found)
            self._entries[number] = found
        return self._entries[number]

    def find_entry(self, start: int, found: list[int]) -> None:
        """Fill in what a module and those below it load first, without recursion."""
        work = [[start, 0]] if found[start] == UNSEEN else []
        while work:
            node, place = work[-1]
            found[node] = NONE if found[node] == UNSEEN else found[node]
            if place == len(self.runs[node]):
                work.pop()
                continue
            target = self.runs[node][place]
            if found[target] == UNSEEN:
                work.append([target, 0])
            elif found[target] == NONE:
                work[-1][1] += 1
            else:
                found[node] = found[target]
                work.pop()

    def sequence(self, source: int, records: Iterable[Import]) -> Iterator[int]:
        """Yield what the imports of a file run, each module once."""
        seen = {source}
        for record in sorted(records, key=lambda record: (record.line, record.column)):
            if record.flags & (IN_FUNCTION | TYPE_CHECKING):
                continue
            for target in self.targets(source, record):
                for node in self.run_by(source, target):
                    if node not in seen:
                        seen.add(node)
                        yield node

    def targets(self, source: int, record: Import) -> Iterator[int]:
        """Yield the modules that one import names, those of names behind the module that holds them."""
        graph = self.graph
        parts = graph.modules[source].split(".")
        keep = len(parts) - record.level + graph.packages[source]
        base = ".".join([*parts[:keep], record.module] if record.level else [record.module]).rstrip(".")
        index = self.indexes[graph.services[source]]
        if base in index:
            yield index[base]
        for name, _ in record.names:
            child = index.get(f"{base}.{name}")
            if child is not None:
                yield child


def loses(old: Sequence[int], new: Sequence[int], knot: frozenset[int]) -> bool:
    """Say whether members of a knot come in another order, or before what stood in front of them.

    They may ask the importing module, which is not loaded to its end, for names that it has by then.
    """
    members = [node for node in old if node in knot]
    if members != [node for node in new if node in knot]:
        return True
    return any(not set(old[: old.index(node)]).issubset(new[: new.index(node)]) for node in members)
