"""In which order to put what depends on one another in circles, so that least points backwards.

What points backwards is the cheapest set of links to cut (the minimum feedback arc set, which is NP-hard):
exact for few nodes, by dynamic programming over sets of them; for more of them, a greedy order
(Eades, Lin and Smyth 1993, with weights) bettered until no node and no short stretch can be placed better.
"""

from __future__ import annotations

from collections.abc import Sequence

Weights = dict[int, dict[int, int]]  # node -> node it leads to -> weight
EXACT = 15  # nodes
STRETCH = 8  # nodes that are put in the best order at once in a longer order


def cheapest_order(nodes: Sequence[int], weights: Weights) -> list[int]:
    """Order the nodes so that the links that lead backwards weigh little; least for up to EXACT nodes."""
    if len(nodes) <= EXACT:
        return best_order(nodes, weights)
    order = greedy_order(nodes, weights)
    cost = backward_weight(order, weights)
    while True:
        order = sift(order, weights)
        for start in range(0, len(order) - STRETCH + 1, STRETCH // 2):
            order[start : start + STRETCH] = best_order(order[start : start + STRETCH], weights)
        lower = backward_weight(order, weights)
        if lower >= cost:
            return order
        cost = lower


def backward_links(order: Sequence[int], weights: Weights) -> list[tuple[int, int]]:
    """List the links that lead from a node to one before it."""
    place = {node: at for at, node in enumerate(order)}
    return sorted(
        (source, target)
        for source in order
        for target in weights.get(source, ())
        if place.get(target, len(order)) < place[source]
    )


def backward_weight(order: Sequence[int], weights: Weights) -> int:
    """Weigh the links that lead backwards."""
    return sum(weights[source][target] for source, target in backward_links(order, weights))


def best_order(nodes: Sequence[int], weights: Weights) -> list[int]:
    """Order a few nodes so that the links that lead backwards weigh least.

    The cost of a set is that of the same set without its last node, and of what leads from that one back.
    """
    bits = {node: 1 << at for at, node in enumerate(nodes)}
    back = [
        [(bits[target], weight) for target, weight in weights.get(node, {}).items() if target in bits]
        for node in nodes
    ]
    costs = [0] * (1 << len(nodes))
    last = [0] * (1 << len(nodes))
    for chosen in range(1, len(costs)):
        costs[chosen], last[chosen] = best_last(chosen, back, costs)
    order = []
    chosen = len(costs) - 1
    while chosen:
        order.append(nodes[last[chosen]])
        chosen ^= 1 << last[chosen]
    return order[::-1]


def best_last(chosen: int, back: list[list[tuple[int, int]]], costs: list[int]) -> tuple[int, int]:
    """Find the cost of a set of nodes, and which of them is to stand last."""
    best, last = -1, 0
    for at, links in enumerate(back):
        if chosen >> at & 1:
            cost = costs[chosen ^ 1 << at]
            for bit, weight in links:
                if chosen & bit:
                    cost += weight
            if best < 0 or cost < best:
                best, last = cost, at
    return best, last


def greedy_order(nodes: Sequence[int], weights: Weights) -> list[int]:
    """Put first what nothing is left to lead to, last what leads nowhere, else what leads away most."""
    leads_out, leads_in = totals(nodes, weights)
    remaining = dict.fromkeys(nodes)
    first: list[int] = []
    final: list[int] = []
    while remaining:
        sink = next((node for node in remaining if not leads_out[node]), None)
        if sink is not None:
            node = sink
            final.append(node)
        else:
            node = max(remaining, key=lambda one: (not leads_in[one], leads_out[one] - leads_in[one]))
            first.append(node)
        del remaining[node]
        for other in remaining:
            leads_in[other] -= weights.get(node, {}).get(other, 0)
            leads_out[other] -= weights.get(other, {}).get(node, 0)
    return first + final[::-1]


def totals(nodes: Sequence[int], weights: Weights) -> tuple[dict[int, int], dict[int, int]]:
    """Weigh what leads from each node, and to it."""
    leads_out = dict.fromkeys(nodes, 0)
    leads_in = dict.fromkeys(nodes, 0)
    for source in nodes:
        for target, weight in weights.get(source, {}).items():
            if target in leads_in:
                leads_out[source] += weight
                leads_in[target] += weight
    return leads_out, leads_in


def sift(order: Sequence[int], weights: Weights) -> list[int]:
    """Move each node once to where the links that lead backwards weigh least."""
    result = list(order)
    for node in order:
        result.remove(node)
        costs = [0]  # of standing before the first, before the second, ..., against standing first
        for other in result:
            gain = weights.get(other, {}).get(node, 0) - weights.get(node, {}).get(other, 0)
            costs.append(costs[-1] - gain)
        result.insert(costs.index(min(costs)), node)
    return result
