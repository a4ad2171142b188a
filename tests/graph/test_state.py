"""A graph survives being written down."""

from __future__ import annotations

import marshal

import pytest

from netra_tools.graph.state import from_state, to_state
from tests.trees import graph_of


def test_there_and_back() -> None:
    graph = graph_of(
        app="import os", app__a="from app import b, gone\nimport requests", app__b="from app.a import *"
    )
    again = from_state(marshal.loads(marshal.dumps(to_state(graph))))
    assert to_state(again) == to_state(graph)
    assert (again.modules, again.missing) == (graph.modules, graph.missing)
    assert again.describe(0) == graph.describe(0)
    assert again.edges.span(1) == graph.edges.span(1)


@pytest.mark.parametrize("state", [(), (1, 2, 3), (99, *to_state(graph_of(app=""))[1:])])
def test_anything_else_is_refused(state: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="import graph"):
        from_state(state)
