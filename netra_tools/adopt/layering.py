"""Proposes layers for the parts of a project, in a contract that holds or nearly so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from netra_tools.adopt.draft import Entry, Table, entries
from netra_tools.adopt.names import nearest
from netra_tools.adopt.order import Order, find_order
from netra_tools.graph.layers import LayerContract, violations
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import matches
from netra_tools.model import TYPE_CHECKING
from netra_tools.report.result import plural

RULE = "rules.layer-violation"
MOST = 0.8  # of the modules: what holds so many of them is the project's one package
LEAST_SHARE = 0.6  # of the imports between parts: an order that explains fewer is none
GAIN = 0.1  # in that share, for which imports for type checkers are left out
MANY_PARTS = 80
SHOWN = 5
TESTS = ("**.tests", "**.tests.**", "**.test", "**.test.**", "**.test_*", "**.*_test", "**.conftest")


class Layering(NamedTuple):
    """What is proposed of layers: tables, or none, and why."""

    tables: tuple[Table, ...]
    why: str


class Parts(NamedTuple):
    """The parts of a project: the children of `container`, or its top packages when that is ""."""

    container: str
    names: tuple[str, ...]  # whole names

    def short(self, name: str) -> str:
        """Write a part as the contract does."""
        return name[len(self.container) + 1 :] if self.container else name


def propose_layers(graph: ImportGraph) -> Layering:
    """Order the parts of a project by what they import from one another."""
    parts = find_parts(graph)
    if not 3 <= len(parts.names) <= MANY_PARTS:
        return Layering((), f"none: {plural(len(parts.names), 'part')} in {parts.container or 'the project'}")
    whole, at_run_time = (find_order(parts.names, weigh(graph, parts, typing=one)) for one in (True, False))
    typing = whole.share + GAIN > at_run_time.share
    order = whole if typing else at_run_time
    total = order.downwards + order.upwards + order.within
    if len(order.levels) < 2 or order.share < LEAST_SHARE:
        knot = max((group for level in order.levels for group in level), key=len, default=())
        names = ", ".join(map(parts.short, knot))
        said = f"none: the best order explains {order.downwards:,} of the {total:,} imports between parts"
        return Layering((), f"{said}\nthese import one another: {names}" if len(knot) > 1 else said)
    return describe(graph, parts, order, typing=typing)


def find_parts(graph: ImportGraph) -> Parts:
    """Find the package whose children are the parts; without one that holds nearly all, the top packages."""
    own = [name for name, is_test in zip(graph.modules, graph.tests, strict=True) if name and not is_test]
    container = ""
    while only := only_child(own, container):
        container = only
    if not container:  # a top package of tests alone is no layer
        return Parts("", tuple(sorted({child_of(name, "") for name in own})))
    inside = [name for name in graph.modules if name.startswith(f"{container}.")]
    return Parts(container, tuple(sorted({child_of(name, container) for name in inside})))


def only_child(names: Sequence[str], container: str) -> str:
    """Name the one package in a package, or the one that holds nearly all of the project; else ""."""
    inside = [name for name in names if not container or name.startswith(f"{container}.")]
    sizes = Counter(child_of(name, container) for name in inside)
    largest, size = max(sizes.items(), key=lambda pair: pair[1], default=("", 0))
    is_package = any(name.startswith(f"{largest}.") for name in inside)
    enough = len(inside) if container else MOST * len(inside)
    return largest if is_package and size >= enough else ""


def child_of(name: str, container: str) -> str:
    """Name the child of a package, or the top package, that a module lies in."""
    start = len(container) + 1 if container else 0
    return name[:start] + name[start:].partition(".")[0]


def weigh(graph: ImportGraph, parts: Parts, *, typing: bool) -> dict[tuple[str, str], int]:
    """Count the imports between parts; those of tests that lie in a part with other code do not count."""
    part_of = parts_of(graph, parts)
    flags = graph.edges.flags
    found: Counter[tuple[str, str]] = Counter()
    for edge, source, target in graph.internal_edges():
        if typing or not flags[edge] & TYPE_CHECKING:
            found[part_of[source][0], part_of[target][1]] += 1
    return {pair: count for pair, count in found.items() if all(pair) and pair[0] != pair[1]}


def parts_of(graph: ImportGraph, parts: Parts) -> list[tuple[str, str]]:
    """Say of each module for which part it imports ("": that does not count), and which it lies in."""
    known = set(parts.names)
    within = [nearest(name, known) for name in graph.modules]
    mixed = {part for part, is_test in zip(within, graph.tests, strict=True) if not is_test}
    pairs = zip(within, graph.tests, strict=True)
    return [("" if is_test and part in mixed else part, part) for part, is_test in pairs]


def describe(graph: ImportGraph, parts: Parts, order: Order, *, typing: bool) -> Layering:
    """Write the contract, and try it."""
    layers = tuple(
        " : ".join(sorted(parts.short(one) for group in level for one in group)) for level in order.levels
    )
    containers = (parts.container,) if parts.container else ()
    bare = LayerContract(name="layers", layers=layers, containers=containers)
    ignored = tuple(exceptions(graph, parts, bare, typing=typing))
    contract = LayerContract(name="layers", layers=layers, containers=containers, ignore_imports=ignored)
    breaks = sorted({violation.way[0] for violation in violations(graph, contract, typing=typing)})
    keys = entries(name="layers", containers=containers, layers=layers, ignore_imports=ignored)
    tables = [] if typing else [Table(RULE, (Entry("include_typing", False),))]
    tables.append(Table(f"{RULE}.contracts", keys, listed=True))
    return Layering(tuple(tables), "\n".join(reasons(graph, parts, order, breaks, ignored)))


def exceptions(graph: ImportGraph, parts: Parts, contract: LayerContract, *, typing: bool) -> Iterator[str]:
    """Name imports that layers are not about: those of tests, and of the package as a whole."""
    ways = [violation.way for violation in violations(graph, contract, typing=typing)]
    sources = {graph.edges.source(way[0]) for way in ways}
    tests = [graph.modules[source] for source in sources if graph.tests[source]]
    yield from [f"{pattern} -> **" for pattern in TESTS if any(map(partial(matches, pattern), tests))]
    if parts.container in {graph.modules[graph.edges.target(way[0])] for way in ways if len(way) > 1}:
        yield f"{parts.container}.** -> {parts.container}"


def reasons(
    graph: ImportGraph, parts: Parts, order: Order, breaks: list[int], ignored: tuple[str, ...]
) -> Iterator[str]:
    """Say what the order explains, what breaks it, and which parts it could not tell apart."""
    total = order.downwards + order.upwards + order.within
    where = f"the parts of {parts.container}" if parts.container else "the top packages"
    explained = f"{order.downwards:,} of {total:,} imports between {where} lead downwards"
    yield f"{len(order.levels)} levels: {explained}"
    for group in [group for level in order.levels for group in level if len(group) > 1]:
        yield f"not told apart, since they import one another: {', '.join(map(parts.short, group))}"
    for expression in ignored:
        yield f"not looked at: {expression}"
    if breaks:
        yield f"{plural(len(breaks), 'import')} against it: findings, not exceptions, so that none is added"
        yield from [f"  {graph.describe(edge).replace('`', '')}" for edge in breaks[:SHOWN]]
        if len(breaks) > SHOWN:
            yield f"  and {len(breaks) - SHOWN} more"
