"""Cycles, against a definition that is slow and plain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from netra_tools.graph.cycles import adjacency, components, shortest_cycle

PAIRS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), max_size=30
)


@given(PAIRS)
def test_components_reach_one_another(pairs: list[tuple[int, int]]) -> None:
    graph = adjacency(10, pairs)
    reach = {node: reached(graph, node) for node in range(10)}
    mutual = {frozenset(other for other in reach[node] if node in reach[other]) for node in range(10)}
    assert {frozenset(component) for component in components(graph)} == {
        knot for knot in mutual if len(knot) > 1
    }


@given(PAIRS)
def test_the_shortest_cycle_is_one_and_none_is_shorter(pairs: list[tuple[int, int]]) -> None:
    graph = adjacency(10, pairs)
    for component in components(graph):
        cycle = shortest_cycle(graph, component)
        assert set(cycle) <= set(component)
        assert all(after in graph[node] for node, after in zip(cycle, cycle[1:] + cycle[:1], strict=True))
        assert len(cycle) == min(distance(graph, node) for node in component)


def test_a_chain_deeper_than_the_stack() -> None:
    size = 50_000
    ring = adjacency(size, [(node, (node + 1) % size) for node in range(size)])
    assert components(ring) == [list(range(size))]


def reached(graph: list[list[int]], start: int) -> set[int]:
    """Collect what a node leads to."""
    found: set[int] = set()
    front = [start]
    while front:
        for child in graph[front.pop()]:
            if child not in found:
                found.add(child)
                front.append(child)
    return found


def distance(graph: list[list[int]], node: int) -> int:
    """Count the steps from a node back to itself."""
    front, steps = {node}, 0
    while steps < len(graph):
        steps += 1
        front = {child for parent in front for child in graph[parent]}
        if node in front:
            return steps
    raise AssertionError("no way back")
