"""Compare layer contracts on a real package with grimp, which import-linter asks.

Usage: python benchmarks/oracle_layers.py REPOSITORY PACKAGE LAYER LAYER...
with the layers from top to bottom, as children of PACKAGE.
"""

from __future__ import annotations

import sys

import grimp

from benchmarks.oracle_grimp import graph_of
from netra_tools.graph.layers import LayerContract, parse_layers, violations


def main(repository: str, package: str, *layers: str) -> int:
    """Print which layer reaches which against the contract, and return in how many cases the two differ."""
    contract = LayerContract(name="layers", layers=layers, containers=(package,))
    found = list(violations(graph_of(repository, package), contract, typing=True))
    ours = {(violation.importer, violation.imported) for violation in found}
    theirs = pairs_of_grimp(repository, package, contract)
    for title, pairs in (
        ("both", ours & theirs),
        ("only netra", ours - theirs),
        ("only grimp", theirs - ours),
    ):
        print(f"{title}: {len(pairs)}", *sorted(f"{lower} -> {upper}" for lower, upper in pairs), sep="\n  ")
    print(f"imports that netra reports: {len(found)}")
    return len(ours ^ theirs)


def pairs_of_grimp(repository: str, package: str, contract: LayerContract) -> set[tuple[str, str]]:
    """Ask grimp, which finds packages on `sys.path` and imports none."""
    sys.path.insert(0, repository)
    graph = grimp.build_graph(package, cache_dir=None)
    levels: dict[int, list[str]] = {}
    independent = {}
    for sibling in parse_layers(contract.layers):
        levels.setdefault(sibling.level, []).append(sibling.name)
        independent[sibling.level] = sibling.independent
    layers = [grimp.Layer(*names, independent=independent[level]) for level, names in levels.items()]
    found = graph.find_illegal_dependencies_for_layers(layers=layers, containers={package})
    return {(dependency.importer, dependency.imported) for dependency in found}


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
