"""Cycles of imports: strongly connected components, and the shortest way round each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Adjacency = list[list[int]]


def adjacency(size: int, pairs: Iterable[tuple[int, int]]) -> Adjacency:
    """List what each node leads to, ascending and without repeats."""
    found: Adjacency = [[] for _ in range(size)]
    for source, target in set(pairs):
        found[source].append(target)
    for targets in found:
        if len(targets) > 1:
            targets.sort()
    return found


def components(graph: Adjacency) -> list[list[int]]:
    """Find the strongly connected components of more than one node, each ascending, by first node."""
    return condense(graph)[0]


def condense(graph: Adjacency) -> tuple[list[list[int]], list[int]]:
    """Find the components, and an order: of each node, the place of its component among all.

    An edge between components leads to a later place, so one more edge that does so closes no cycle.
    Kosaraju's algorithm, without recursion: import chains are deeper than Python's stack. Tarjan's
    saves the second pass, a few milliseconds of Home Assistant's 60,000 edges, but not two functions.
    """
    reverse: Adjacency = [[] for _ in graph]
    for source, targets in enumerate(graph):
        for target in targets:
            reverse[target].append(source)
    claimed = bytearray(len(graph))
    order = [0] * len(graph)
    found = []
    for place, root in enumerate(reversed(finish_order(graph))):
        if not claimed[root]:
            component = claim(reverse, root, claimed)
            for node in component:
                order[node] = place
            if len(component) > 1:
                found.append(sorted(component))
    return sorted(found), order


def finish_order(graph: Adjacency) -> list[int]:
    """List the nodes in the order in which a depth-first walk leaves them."""
    seen = bytearray(len(graph))
    order = []
    for root in range(len(graph)):
        if seen[root]:
            continue
        seen[root] = 1
        work = [(root, iter(graph[root]))]
        while work:
            node, children = work[-1]
            for child in children:
                if not seen[child]:
                    seen[child] = 1
                    work.append((child, iter(graph[child])))
                    break
            else:
                work.pop()
                order.append(node)
    return order


def claim(graph: Adjacency, root: int, claimed: bytearray) -> list[int]:
    """Collect what the root leads to and nobody has claimed."""
    claimed[root] = 1
    found = [root]
    for node in found:
        for child in graph[node]:
            if not claimed[child]:
                claimed[child] = 1
                found.append(child)
    return found


def shortest_cycle(graph: Adjacency, component: Sequence[int]) -> list[int]:
    """Find the shortest cycle within a component; of several, the one that starts at the first node."""
    inside = set(component)
    best: list[int] = []
    for start in component:
        limit = len(best) - 1 if best else len(component)
        path = way(graph, start, start, inside, limit)
        if path:
            best = path
        if len(best) == 2:
            break
    return best


def way(graph: Adjacency, start: int, goal: int, inside: set[int], limit: int) -> list[int]:
    """Find the shortest way of at most `limit` steps from start to goal, without the goal itself."""
    came: dict[int, int] = {}
    front = [start]
    for _ in range(limit):
        ahead = []
        for node in front:
            for child in graph[node]:
                if child == goal:
                    return back(came, node, start)
                if child in inside and child not in came and child != start:
                    came[child] = node
                    ahead.append(child)
        front = ahead
    return []


def back(came: dict[int, int], node: int, start: int) -> list[int]:
    """Walk from a node back to the start, and return the nodes in the order of the way there."""
    path = [node]
    while node != start:
        node = came[node]
        path.append(node)
    return path[::-1]
