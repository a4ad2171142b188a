"""Layer contracts agree with grimp, the library below import-linter, on graphs made at random."""

from __future__ import annotations

import grimp
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.graph.build import build_graph
from netra_tools.graph.layers import LayerContract, parse_layers, violations
from tests.trees import files_of

PARTS = ("a", "b", "c", "d", "x", "y")
MODULES = ("app", *(f"app.{part}" for part in PARTS), *(f"app.{part}.m" for part in PARTS))
IMPORTS = st.lists(st.tuples(st.sampled_from(MODULES), st.sampled_from(MODULES)), max_size=14, unique=True)
LAYERS = st.sampled_from(
    [
        ("a", "b", "c", "d"),
        ("a | b", "c : d"),
        ("a : b : c", "d"),
        ("a", "b | c | d"),
        ("(gone)", "a", "(lost) | b"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(IMPORTS, LAYERS, st.booleans())
def test_the_same_layers_break_the_contract(
    imports: list[tuple[str, str]], layers: tuple[str, ...], contained: bool
) -> None:
    if contained:
        contract = LayerContract(name="layers", layers=layers, containers=("app",))
    else:
        contract = LayerContract(name="layers", layers=tuple(full(layer) for layer in layers))
    assert broken_by_netra(imports, contract) == broken_by_grimp(imports, contract)


def full(layer: str) -> str:
    """Write the modules of a layer with their package: "app.a | (app.b)"."""
    return " ".join(
        word if word in "|:" else f"(app.{word[1:]}" if word.startswith("(") else f"app.{word}"
        for word in layer.split()
    )


def broken_by_netra(imports: list[tuple[str, str]], contract: LayerContract) -> set[tuple[str, str]]:
    """Ask netra which layer reaches which against the contract."""
    sources = dict.fromkeys(MODULES, "")
    for importer, imported in imports:
        sources[importer] += f"import {imported}\n"
    paths = {f"{name.replace('.', '/')}/__init__.py": source for name, source in sources.items()}
    graph = build_graph(files_of(paths))
    return {(found.importer, found.imported) for found in violations(graph, contract, typing=True)}


def broken_by_grimp(imports: list[tuple[str, str]], contract: LayerContract) -> set[tuple[str, str]]:
    """Ask grimp the same."""
    graph = grimp.ImportGraph()
    for module in MODULES:
        graph.add_module(module)
    for importer, imported in imports:
        if importer != imported:
            graph.add_import(importer=importer, imported=imported)
    levels: dict[int, list[str]] = {}
    independent = {}
    for sibling in parse_layers(contract.layers):
        levels.setdefault(sibling.level, []).append(sibling.name)
        independent[sibling.level] = sibling.independent
    layers = [grimp.Layer(*names, independent=independent[level]) for level, names in levels.items()]
    found = graph.find_illegal_dependencies_for_layers(layers=layers, containers=set(contract.containers))
    return {(dependency.importer, dependency.imported) for dependency in found}
