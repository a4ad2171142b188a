"""Contracts converted from import-linter are kept and broken on the same trees, made at random."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import grimp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.adopt.import_linter import Contract, Linter
from netra_tools.adopt.linter_contracts import convert_linter
from netra_tools.graph.build import build_graph
from tests.adopt.verdicts import findings
from tests.trees import files_of

pytest.importorskip("importlinter")

MODULES = ("app", "app.a", "app.a.x", "app.a.x.y", "app.b", "app.b.x", "app.c", "app.d")
OUTSIDE = ("requests", "numpy")
EDGE = st.tuples(st.sampled_from(MODULES), st.sampled_from(MODULES + OUTSIDE))
IMPORTS = st.lists(EDGE, max_size=10, unique=True)
NAMED = st.lists(
    st.sampled_from([*MODULES, "app.*", "app.*.x", "app.a.**"]), min_size=1, max_size=3, unique=True
)
GOALS = st.lists(
    st.sampled_from([*MODULES, "app.*", "app.**", *OUTSIDE]), min_size=1, max_size=3, unique=True
)
IGNORED = st.lists(
    st.sampled_from(["app.a -> app.b", "app.* -> app.b", "app.** -> app.**.x", "app.c -> requests"]),
    max_size=2,
)
SPELLED = st.sampled_from(["True", "False"])
FORBIDDEN = st.fixed_dictionaries(
    {"type": st.just("forbidden"), "source_modules": NAMED, "forbidden_modules": GOALS},
    optional={"allow_indirect_imports": SPELLED, "as_packages": SPELLED, "ignore_imports": IGNORED},
)
LAYERS = st.fixed_dictionaries(
    {
        "type": st.just("layers"),
        "layers": st.sampled_from([["a", "b"], ["c | b", "a"], ["(gone)", "d : c", "b"], ["x"]]),
        "containers": st.sampled_from([["app"], ["app.a", "app.b"]]),
    },
    optional={
        "exhaustive": SPELLED,
        "exhaustive_ignores": st.just(["d", "y"]),
        "ignore_imports": IGNORED,
    },
)
INDEPENDENCE = st.fixed_dictionaries(
    {
        "type": st.just("independence"),
        "modules": st.sampled_from(
            [["app.a", "app.b"], ["app.*"], ["app.*.x", "app.c"], ["app.d", "app.c", "app.b"]]
        ),
    },
    optional={"ignore_imports": IGNORED},
)
PROTECTED = st.fixed_dictionaries(
    {
        "type": st.just("protected"),
        "protected_modules": st.sampled_from(
            [["app.a"], ["app.b", "app.a.x"], ["app.*.x"], ["app.a", "app.a.x"]]
        ),
        "allowed_importers": NAMED,
    }
)
files_of({"first.py": ""})  # the reader raises the recursion limit at its first use, which hypothesis minds


@settings(max_examples=400, deadline=None)
@given(IMPORTS, st.one_of(FORBIDDEN, LAYERS, INDEPENDENCE, PROTECTED))
def test_the_same_contracts_are_broken(imports: list[tuple[str, str]], options: dict[str, Any]) -> None:
    imports = [(importer, imported) for importer, imported in imports if importer != imported]
    kept = kept_by_import_linter(imports, options)
    if kept is not None:
        assert kept_by_netra(imports, options) is kept


def kept_by_import_linter(imports: list[tuple[str, str]], options: dict[str, Any]) -> bool | None:
    """Ask import-linter; None when it refuses the contract."""
    from importlinter.configuration import configure
    from importlinter.contracts import forbidden, independence, layers, protected

    configure()

    kinds: dict[str, Any] = {
        "forbidden": forbidden.ForbiddenContract,
        "layers": layers.LayersContract,
        "independence": independence.IndependenceContract,
        "protected": protected.ProtectedContract,
    }
    graph = grimp.ImportGraph()
    for module in MODULES:
        graph.add_module(module)
    for module in OUTSIDE:
        graph.add_module(module, is_squashed=True)
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported, line_number=1, line_contents="-")
    session = {"root_packages": ["app"], "include_external_packages": "True"}
    plain = {**options, "name": "one", "unmatched_ignore_imports_alerting": "none"}
    try:
        contract = kinds[options["type"]]("one", session, plain)
        return bool(contract.check(graph=graph, verbose=False).kept)
    except (ValueError, grimp.exceptions.NoSuchContainer):
        return None


def kept_by_netra(imports: list[tuple[str, str]], options: dict[str, Any]) -> bool:
    """Convert the contract, and ask netra the same."""
    sources = dict.fromkeys(MODULES, "")
    for importer, imported in imports:
        sources[importer] += f"import {imported}\n"
    graph = build_graph(
        files_of({f"{name.replace('.', '/')}/__init__.py": text for name, text in sources.items()})
    )
    linter = Linter("x", ("app",), True, True, (Contract("one", options["type"], options),))
    with tempfile.TemporaryDirectory() as directory:
        return not findings(convert_linter(linter, graph), graph, Path(directory))
