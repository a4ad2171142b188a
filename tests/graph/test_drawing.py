from __future__ import annotations

import pytest

from netra_tools.errors import ConfigError, NetraError
from netra_tools.graph.build import build_graph
from netra_tools.graph.drawing import MOST_NODES, Drawing, View, broken_imports, draw
from netra_tools.graph.layers import LayerContract
from netra_tools.graph.model import ImportGraph
from netra_tools.model import IN_FUNCTION
from tests.trees import files_of, graph_of

TREE = {
    "app/__init__.py": "",
    "app/ui/page.py": "import app.core.rows\nimport app.core.db\ndef later():\n    import app.net.mail\n",
    "app/ui/menu.py": "import app.ui.page\n",
    "app/core/rows.py": "import app.core.db\n",
    "app/core/db.py": "import app.core.rows\nimport app.net.mail\n",
    "app/net/mail.py": "import app.net.smtp\n",
    "app/net/smtp.py": "import app.ui.menu\n",
    "lib/a.py": "import lib.b\n",
    "lib/b.py": "",
    "tests/test_app.py": "import app.ui.page\n",
}
GRAPH = build_graph(files_of(TREE))


def links(graph: ImportGraph, view: View, contracts: tuple[LayerContract, ...] = ()) -> list[str]:
    """Draw a graph, and write each link as "source -> target imports/deferred marks"."""
    drawing = draw(graph, view, broken_imports(graph, contracts, typing=True))
    names = [node.name for node in drawing.nodes]
    return [
        f"{names[link.source]} -> {names[link.target]} {link.imports}/{link.deferred}"
        + "".join(f" {mark}" for mark in (link.cycle, *link.broken) if mark)
        for link in drawing.links
    ]


def nodes(drawing: Drawing) -> list[tuple[str, int, int, int]]:
    """Write each node as a plain tuple."""
    return [(node.name, node.modules, node.imports, node.knots) for node in drawing.nodes]


def test_links_are_folded_and_counted() -> None:
    assert links(GRAPH, View(depth=1)) == ["tests -> app 1/0"]
    assert links(GRAPH, View(depth=2, tests=False)) == [
        "app.core -> app.net 1/0 modules",
        "app.net -> app.ui 1/0 modules",
        "app.ui -> app.core 2/0 modules",
        "app.ui -> app.net 1/1",
        "lib.a -> lib.b 1/0",
    ]


def test_nodes_say_what_is_folded_into_them() -> None:
    # name, modules, imports within, cycles within
    assert nodes(draw(GRAPH, View(depth=1), {})) == [("app", 7, 9, 1), ("lib", 2, 1, 0), ("tests", 1, 0, 0)]


def test_imports_on_load_only() -> None:
    assert "app.ui -> app.net 1/1" not in links(GRAPH, View(depth=2, on_load=True))
    assert len(links(GRAPH, View(depth=2, on_load=True))) == len(links(GRAPH, View(depth=2))) - 1


def test_a_cycle_of_packages_is_not_one_of_modules() -> None:
    graph = graph_of(one__a="import two.a\n", one__b="", two__a="", two__b="import one.b\n")
    assert links(graph, View(depth=1)) == ["one -> two 1/0 packages", "two -> one 1/0 packages"]
    assert links(graph, View(depth=2)) == ["one.a -> two.a 1/0", "two.b -> one.b 1/0"]


@pytest.mark.parametrize(("barred", "mark"), [(IN_FUNCTION, ""), (0, " modules")])
def test_which_imports_close_a_cycle_is_for_the_rule_to_say(barred: int, mark: str) -> None:
    graph = graph_of(a="import b\n", b="def later():\n    import a\n")
    assert links(graph, View(barred=barred)) == [f"a -> b 1/0{mark}", f"b -> a 1/1{mark}"]


def test_broken_layers_are_marked_along_the_whole_chain() -> None:
    contract = LayerContract(name="down", layers=("app.ui", "app.core"))
    drawn = links(GRAPH, View(depth=2, tests=False), (contract,))
    assert [link for link in drawn if link.endswith("down")] == [
        "app.core -> app.net 1/0 modules down",
        "app.net -> app.ui 1/0 modules down",
    ]
    with pytest.raises(ConfigError):
        links(GRAPH, View(), (LayerContract(name="wrong", layers=("app.x", "app.ui")),))


def test_focus_shows_a_module_with_its_neighbours_only() -> None:
    assert links(GRAPH, View(depth=2, focus="app.core")) == [
        "app.core -> app.net 1/0 modules",
        "app.ui -> app.core 2/0 modules",
    ]
    # What is in focus is not folded into the package around it, which stands for the rest.
    assert links(GRAPH, View(depth=1, focus="app.net")) == [
        "app -> app.net 2/1 modules",
        "app.net -> app 1/0 modules",
    ]
    assert links(GRAPH, View(depth=1, focus="app/net/smtp.py")) == [
        "app -> app.net.smtp 1/0 modules",
        "app.net.smtp -> app 1/0 modules",
    ]
    with pytest.raises(NetraError):
        draw(GRAPH, View(focus="app.nett"), {})


def test_the_depth_is_the_greatest_that_can_be_looked_at() -> None:
    few = {f"p{number}/m.py": "" for number in range(MOST_NODES)}
    assert draw(build_graph(files_of(few)), View(), {}).depth == 2
    assert draw(build_graph(files_of(few | {"p0/n.py": ""})), View(), {}).depth == 1
    assert draw(build_graph(files_of(few | {"q.py": ""})), View(), {}).depth == 1
    assert draw(build_graph(files_of(few | {"p0/n.py": ""})), View(depth=2), {}).depth == 2


def test_nothing_to_draw() -> None:
    assert draw(graph_of(), View(), {}) == Drawing(1, "", [], [])
