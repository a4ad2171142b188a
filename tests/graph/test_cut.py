from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.graph.cut import cheapest_cut, cut_knot
from netra_tools.graph.cycles import adjacency, components
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.order import EXACT
from tests.trees import graph_of

Pairs = dict[tuple[int, int], int]


def pairs_of(size: int, most: int) -> st.SearchStrategy[Pairs]:
    """Make weighted links between `size` nodes."""
    node = st.integers(0, size - 1)
    pair = st.tuples(node, node).filter(lambda pair: pair[0] != pair[1])
    return st.dictionaries(pair, st.integers(1, 4), max_size=most)


def knots(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Find the cycles that links make."""
    return components(adjacency(size, pairs))


def cost_by_trying(size: int, pairs: Pairs) -> int:
    """Weigh what leads backwards in the best of all orders."""
    orders = permutations(range(size))
    return min(
        sum(weight for (source, target), weight in pairs.items() if order[source] > order[target])
        for order in orders
    )


@given(pairs_of(5, 14))
@settings(max_examples=80, deadline=None)
def test_few_nodes_are_cut_as_cheaply_as_can_be(pairs: Pairs) -> None:
    removed, least = cut_knot(range(5), pairs)
    assert not knots(5, pairs.keys() - set(removed))
    assert sum(pairs[pair] for pair in removed) == least == cost_by_trying(5, pairs)


@given(pairs_of(EXACT + 9, 70))
@settings(max_examples=20, deadline=None)
def test_many_nodes_are_cut_with_nothing_idle(pairs: Pairs) -> None:
    size = EXACT + 9
    removed, least = cut_knot(range(size), pairs)
    left = pairs.keys() - set(removed)
    assert not knots(size, left)
    assert all(knots(size, left | {pair}) for pair in removed)
    assert least <= sum(pairs[pair] for pair in removed)
    assert (least == 0) == (not knots(size, pairs))


def test_a_ring_of_many_nodes_is_cut_at_its_weakest_link() -> None:
    pairs = {(at, (at + 1) % 30): 1 if at == 17 else 3 for at in range(30)}
    assert cut_knot(range(30), pairs) == ([(17, 18)], 1)


def told(graph: ImportGraph, depth: int = 0) -> list[tuple[tuple[str, ...], list[str], int]]:
    """Cut a graph, and write each import as "path:line"."""
    edges = graph.edges
    return [
        (
            cut.members,
            [f"{graph.paths[edges.source(edge)]}:{edges.span(edge)[0]}" for edge in cut.imports],
            cut.least,
        )
        for cut in cheapest_cut(graph, depth)
    ]


def test_the_imports_to_remove() -> None:
    graph = graph_of(
        a="import b\nfrom b import x\n",
        b="x = 1\nimport a\ndef later():\n    import c\n",
        c="import d\n",
        d="import c\nimport b\n",
    )
    assert told(graph) == [(("a", "b"), ["b.py:2"], 1), (("c", "d"), ["c.py:1"], 1)]


def test_packages_can_be_cut_where_no_modules_go_in_circles() -> None:
    graph = graph_of(
        one__a="import two.a\n", one__b="", one__c="import two.a\n", two__a="", two__b="import one.b\n"
    )
    assert told(graph) == []
    assert told(graph, 1) == [(("one", "two"), ["two/b.py:1"], 1)]
    assert told(graph, 2) == []


@given(pairs_of(6, 18))
@settings(max_examples=40, deadline=None)
def test_no_cycle_is_left(pairs: Pairs) -> None:
    sources = {
        f"m{at}": "".join(
            f"import m{target}\n" * weight for (source, target), weight in pairs.items() if source == at
        )
        for at in range(6)
    }
    graph = graph_of(**sources)
    cuts = cheapest_cut(graph)
    removed = {edge for cut in cuts for edge in cut.imports}
    left = [row[1:] for row in graph.internal_edges() if row[0] not in removed]
    assert not knots(6, left)
    assert len(cuts) == len(knots(6, pairs))
    assert sum(cut.least for cut in cuts) == len(removed) == cost_by_trying(6, pairs)
