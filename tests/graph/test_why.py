from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.errors import NetraError
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.why import shortest_chain
from tests.trees import graph_of

SIZE = 6
PAIR = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1))

GRAPH = graph_of(
    app__ui="import app.model\ndef later():\n    import app.db\n",
    app__model="import os\nimport app.rows\n",
    app__rows="from typing import TYPE_CHECKING\nimport app.db\n",
    app__db="import sqlite3.dbapi2\n",
    other__one="import app.ui\n",
)


def chain(graph: ImportGraph, source: str, target: str, *, on_load: bool = False) -> list[str]:
    """Find a chain, and write each import as "source:line target"."""
    found = shortest_chain(graph, source, target, on_load=on_load)
    if found is None:
        return []
    edges, outer = graph.edges, graph.externals
    steps = [
        f"{graph.modules[edges.source(edge)]}:{edges.span(edge)[0]} {graph.modules[edges.target(edge)]}"
        for edge in found.way
    ]
    if found.external >= 0:
        module, name = outer.source(found.external), graph.dependencies[outer.target(found.external)]
        steps.append(f"{graph.modules[module]}:{outer.span(found.external)[0]} {name}")
    return steps


@pytest.mark.parametrize(
    ("source", "target", "steps"),
    [
        ("app.ui", "app.db", ["app.ui:3 app.db"]),
        ("app.model", "app.db", ["app.model:2 app.rows", "app.rows:2 app.db"]),
        ("other", "app.db", ["other.one:1 app.ui", "app.ui:3 app.db"]),
        ("other", "app", ["other.one:1 app.ui"]),
        ("app", "app.db", ["app.rows:2 app.db"]),
        ("app/model.py", "app.rows", ["app.model:2 app.rows"]),
        ("app.db", "app.ui", []),
        ("app.model", "os", ["app.model:1 os"]),
        ("app.rows", "sqlite3", ["app.rows:2 app.db", "app.db:1 sqlite3.dbapi2"]),
        ("app.db", "os", []),
    ],
)
def test_the_shortest_chain(source: str, target: str, steps: list[str]) -> None:
    assert chain(GRAPH, source, target) == steps


def test_only_imports_on_load() -> None:
    assert chain(GRAPH, "app.ui", "app.db", on_load=True) == [
        "app.ui:1 app.model",
        "app.model:2 app.rows",
        "app.rows:2 app.db",
    ]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("app.ui", "app", "app.ui is part of app"),
        ("app.ui", "app.ui", "app.ui is part of app.ui"),
        ("nowhere", "app", "there is no module 'nowhere'"),
        ("app", "nowhere", "there is no module 'nowhere'"),
    ],
)
def test_mistakes(source: str, target: str, message: str) -> None:
    with pytest.raises(NetraError) as caught:
        chain(GRAPH, source, target)
    assert caught.value.message == message


def shortest_by_trying(pairs: set[tuple[int, int]], source: int, target: int) -> int:
    """Try every way through other modules; 0 when there is none."""
    others = set(range(SIZE)) - {source, target}
    for length in range(len(others) + 1):
        for between in permutations(others, length):
            way = (source, *between, target)
            if pairs.issuperset(pairwise(way)):
                return length + 1
    return 0


@given(st.sets(PAIR, max_size=12), PAIR.filter(lambda pair: pair[0] != pair[1]))
@settings(max_examples=60, deadline=None)
def test_no_chain_is_shorter(pairs: set[tuple[int, int]], ends: tuple[int, int]) -> None:
    sources = {
        f"m{at}": "".join(f"import m{target}\n" for source, target in sorted(pairs) if source == at)
        for at in range(SIZE)
    }
    found = chain(graph_of(**sources), f"m{ends[0]}", f"m{ends[1]}")
    assert len(found) == shortest_by_trying(pairs, *ends)
    for step, following in pairwise(found):
        assert following.startswith(step.split()[1] + ":")
