from __future__ import annotations

import pytest

from netra_tools.errors import NetraError
from netra_tools.graph.build import build_graph
from netra_tools.graph.labels import find, fold, labels, meant
from tests.trees import files_of, graph_of

TWICE = {
    "services/a/app/core.py": "",
    "services/b/app/core.py": "",
    "services/b/own.py": "",
    "my-script.py": "",
    "bin/run-it.py": "",
}


def test_a_name_that_two_services_share_has_its_service() -> None:
    files = [file._replace(module="" if "-" in file.path else file.module) for file in files_of(TWICE)]
    graph = build_graph(files)
    assert dict(zip(graph.paths, labels(graph), strict=True)) == {
        "services/a/app/core.py": "a:app.core",
        "services/b/app/core.py": "b:app.core",
        "services/b/own.py": "own",
        "my-script.py": "./my-script.py",
        "bin/run-it.py": "bin/run-it.py",
    }


@pytest.mark.parametrize(
    ("label", "depth", "folded"),
    [
        ("a.b.c", 1, "a"),
        ("a.b.c", 2, "a.b"),
        ("a.b.c", 3, "a.b.c"),
        ("a.b.c", 9, "a.b.c"),
        ("s:a.b", 1, "s:a"),
        ("bin/x/run.it.py", 1, "bin/"),
        ("bin/x/run.it.py", 3, "bin/x/run.it.py"),
        ("./run-it.py", 1, "./"),
    ],
)
def test_folding(label: str, depth: int, folded: str) -> None:
    assert fold(label, depth) == folded


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("app", ["a:app.core", "b:app.core"]),
        ("app.core", ["a:app.core", "b:app.core"]),
        ("b:app", ["b:app.core"]),
        ("services/a/app/core.py", ["a:app.core"]),
        ("o*", ["own"]),
        ("ap", []),
    ],
)
def test_what_a_user_means(wanted: str, found: list[str]) -> None:
    graph = build_graph(files_of(TWICE))
    names = labels(graph)
    assert sorted(names[at] for at in find(graph, names, wanted)) == found


def test_a_name_that_means_nothing_is_a_mistake() -> None:
    graph = graph_of(app__core="", app__ui="")
    with pytest.raises(NetraError) as caught:
        meant(graph, labels(graph), "app.cor")
    assert (caught.value.message, caught.value.hint) == (
        "there is no module 'app.cor'",
        "did you mean 'app.core'?",
    )
