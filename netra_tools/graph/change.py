"""A graph that was built before, brought up to date: only what a change can touch is resolved again."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from netra_tools.graph.build import resolve_imports
from netra_tools.graph.circles import still_tied
from netra_tools.graph.model import WIDTH, Edges, ImportGraph, Knots, Missing, Names
from netra_tools.graph.names import NameTable
from netra_tools.model import Facts, FileFacts


class Change(NamedTuple):
    """Files, by path, that are not as they were when the graph was built."""

    outlines: frozenset[str]  # those of which others see something else now
    shown: frozenset[str]  # those among them whose names are others
    unread: Collection[str]  # modules that exist though nobody reads them
    file: Callable[[str], FileFacts]  # any file of the project, as others see it now

    def facts(self, path: str) -> Facts:
        """Give what others see of a file."""
        return self.file(path).facts


def freeze(graph: ImportGraph) -> tuple[Any, ...]:
    """Turn a graph into plain values that can be kept."""
    return (
        (graph.modules, graph.paths, graph.packages, graph.services, graph.tests),
        (graph.edges.table.tobytes(), "\n".join(graph.edges.names)),
        (graph.externals.table.tobytes(), "\n".join(graph.externals.names)),
        graph.dependencies,
        [tuple(missing) for missing in graph.missing],
        tuple(graph.called),
        graph.knots and tuple(graph.knots),
    )


def thaw(plain: tuple[Any, ...]) -> ImportGraph:
    """Turn plain values back into a graph."""
    files, edges, externals, dependencies, missing, names, knots = plain
    graph = ImportGraph(*files)
    graph.edges, graph.externals = thaw_edges(*edges), thaw_edges(*externals)
    graph.dependencies = dependencies
    graph.missing = [Missing(*row) for row in missing]
    graph.knots = Knots(*knots) if knots else None
    graph.called = Names(*names)
    return graph


def thaw_edges(table: bytes, names: str) -> Edges:
    """Turn plain values back into a table of imports."""
    rows: array[int] = array("i")
    rows.frombytes(table)
    return Edges(rows, names.split("\n") if rows else [])


def update(plain: tuple[Any, ...], change: Change) -> ImportGraph | None:
    """Bring a frozen graph up to date; None when the change is one that asks for a new one.

    The project's files and their places must be the same as when the graph was built.
    """
    graph = thaw(plain)
    names = graph.called
    numbers = {path: number for number, path in enumerate(graph.paths)}
    if not change.outlines <= numbers.keys() - names.stubs.keys():
        return None  # a stub has changed, or a module that has one
    shown = {numbers[path] for path in change.shown}
    if any(opened_or_closed(graph, number, change) for number in shown):
        return None
    table = NameTable(names, graph.paths, change.unread, change.facts)
    stale = {numbers[path] for path in change.outlines} | misled(graph, shown, table)
    replace(graph, table, {number: change.file(graph.paths[number]) for number in sorted(stale)})
    if graph.knots is not None and not still_tied(graph, graph.knots, stale):
        graph.knots = None
    return graph


def misled(graph: ImportGraph, shown: set[int], table: NameTable) -> set[int]:
    """Collect who imports a name that a module of `shown` has no more, or missed one that it may have now."""
    if not shown:
        return set()
    modules = {graph.modules[number] for number in shown}
    found = {missing.source for missing in graph.missing if missing.module in modules}
    names = graph.edges.names
    for edge, source, target in graph.internal_edges():
        if target in shown and names[edge]:
            bound = table.bound(target)
            if bound is not None and not bound.issuperset(names[edge].split(", ")):
                found.add(source)
    return found


def opened_or_closed(graph: ImportGraph, number: int, change: Change) -> bool:
    """Say whether a package begins or ceases to have modules that nobody sees."""
    is_open = "__path__" in change.facts(graph.paths[number]).names
    return graph.packages[number] and is_open != (graph.modules[number] in graph.called.open)


def replace(graph: ImportGraph, table: NameTable, files: Mapping[int, FileFacts]) -> None:
    """Resolve the imports of numbered files, given in order, in place of what the graph says of them."""
    columns = (graph.modules, graph.paths, graph.packages, graph.services, graph.tests)
    fresh = ImportGraph(*columns, dependencies=graph.dependencies)
    resolve_imports(fresh, table, files.items())
    graph.edges = splice(graph.edges, fresh.edges, list(files))
    graph.externals = splice(graph.externals, fresh.externals, list(files))
    kept = [missing for missing in graph.missing if missing.source not in files]
    graph.missing = sorted(kept + fresh.missing, key=lambda missing: missing.source)


def splice(old: Edges, new: Edges, sources: list[int]) -> Edges:
    """Replace the rows of `sources`, which are ascending as the rows of both tables are."""
    olds, news = old.sources, new.sources
    table: array[int] = array("i")
    names: list[str] = []
    done = start = 0
    for source in sources:
        first = bisect_left(olds, source, done)
        end = bisect_right(news, source, start)
        table.extend(old.table[done * WIDTH : first * WIDTH])
        table.extend(new.table[start * WIDTH : end * WIDTH])
        names += old.names[done:first]
        names += new.names[start:end]
        done, start = bisect_right(olds, source, first), end
    table.extend(old.table[done * WIDTH :])
    return Edges(table, names + old.names[done:])
