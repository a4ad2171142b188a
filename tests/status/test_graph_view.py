from __future__ import annotations

from typing import Any

from netra_tools.graph.build import build_graph
from netra_tools.graph.drawing import View
from netra_tools.graph.layers import LayerContract
from netra_tools.status.graph_view import Judged, view_graph
from tests.trees import files_of

TREE = {
    "app/__init__.py": "",
    "app/cli/main.py": "import app.tools.queue\n",
    "app/tools/queue.py": "import app.store.rows\nimport app.text.words\n",
    "app/store/rows.py": "x = 1\n\nimport app.cli.main\nimport app.text.words\n",
    "app/store/disk.py": "import app.text.words\nimport app.cli.main\n",
    "app/text/words.py": "",
    "app/other/note.py": "import app.other.more\n",
    "app/other/more.py": "import app.other.note\n",
    "tests/test_app.py": "import app.cli.main\n",
}
DOWN = LayerContract(name="down", layers=("cli", "tools", "store"), containers=("app",))


def view(contracts: tuple[LayerContract, ...] = (DOWN,), depth: int = 2, **tree: str) -> dict[str, Any]:
    graph = build_graph(files_of(tree or TREE))
    return view_graph(graph, View(depth=depth), Judged(contracts), lambda path: path.split("/")[0])


def nodes(seen: dict[str, Any]) -> dict[str, tuple[int | None, int, int | None]]:
    """Give the layer, the row and the cycle of each node."""
    return {node["name"]: (node["layer"], node["row"], node["cycle"]) for node in seen["nodes"]}


def links(seen: dict[str, Any]) -> list[str]:
    names = {node["id"]: node["name"] for node in seen["nodes"]}
    return [
        f"{names[edge['from']]} -> {names[edge['to']]} {edge['imports']}"
        + (f" breaks {', '.join(edge['contracts'])} at {edge['example']}" if edge["broken"] else "")
        for edge in seen["edges"]
    ]


def test_nodes_stand_in_the_rows_of_their_layers_and_their_cycles_are_numbered() -> None:
    seen = view()
    assert seen["layers"] == ["cli", "tools", "store"]
    assert nodes(seen) == {
        "app": (None, 0, None),
        "app.cli": (0, 1, 1),
        "app.other": (None, 0, None),
        "app.store": (2, 3, 1),
        "app.text": (None, 4, None),
        "app.tools": (1, 2, 1),
        "tests.test_app": (None, 0, None),
    }
    within = {node["name"]: node["cycles_within"] for node in seen["nodes"]}
    assert within["app.other"] == 1
    assert [node["name"] for node in seen["nodes"] if node["tests"]] == ["tests.test_app"]
    assert {node["area"] for node in seen["nodes"]} == {"app", "tests"}


def test_a_broken_link_shows_an_import_that_breaks_the_layer() -> None:
    assert links(view()) == [
        "app.cli -> app.tools 1",
        "app.store -> app.cli 2 breaks down at app/store/disk.py:2",
        "app.store -> app.text 2",
        "app.tools -> app.store 1",
        "app.tools -> app.text 1",
        "tests.test_app -> app.cli 1",
    ]


def test_without_contracts_rows_follow_the_imports_and_the_cheapest_link_back_goes_up() -> None:
    seen = view(())
    assert seen["layers"] == []
    assert not any(edge["broken"] for edge in seen["edges"])
    rows = {name: row for name, (_, row, _) in nodes(seen).items()}
    assert rows["tests.test_app"] == 0
    assert rows["app.text"] == max(rows.values())


def test_the_contract_with_most_nodes_gives_the_layers() -> None:
    few = LayerContract(name="few", layers=("app.cli", "app.text"))
    assert view((few, DOWN))["layers"] == ["cli", "tools", "store"]
    assert view((few,))["layers"] == ["app.cli", "app.text"]


def test_an_empty_graph() -> None:
    graph = build_graph([])
    seen = view_graph(graph, View(), Judged(), str)
    assert (seen["nodes"], seen["edges"], seen["layers"]) == ([], [], [])
