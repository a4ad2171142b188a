"""A graph brought up to date says what a new one says, whatever has changed."""

from __future__ import annotations

import marshal

from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.graph.build import build, build_graph
from netra_tools.graph.change import Change, freeze, update
from netra_tools.graph.model import Edges, ImportGraph
from netra_tools.model import FileFacts
from tests.trees import file_of, files_of

PATHS = (
    "app/__init__.py",
    "app/a.py",
    "app/b.py",
    "app/sub/__init__.py",
    "app/sub/c.py",
    "app/stubbed.py",
    "app/stubbed.pyi",
    "app/only.pyi",
    "services/pay/app/a.py",
    "services/pay/pay.py",
    "top.py",
    "my-script.py",
)
LINES = (
    "import app.a",
    "import app.sub.c as c",
    "from app import a, b, name",
    "from app.a import name, other",
    "from app.b import *",
    "from .b import name",
    "from . import sub",
    "from app.sub import c, name",
    "from app.stubbed import name, typed",
    "import app.gone",
    "import os, requests.api",
    "from pay import name",
    "def f():\n    import top",
    "name = 1",
    "def other(): ...",
    "__path__ = []",
    "def __getattr__(key): ...",
    "__all__ = ['name', 'late']",
    "typed: int",
    "x = (",
)
sources = st.lists(st.sampled_from(LINES), max_size=4).map("\n".join)
projects = st.dictionaries(st.sampled_from(PATHS), sources, min_size=3)


def rows(graph: ImportGraph, edges: Edges, names: list[str]) -> list[object]:
    """Write a table of imports without the numbers that it uses for modules and dependencies."""
    return [
        (
            graph.paths[edges.source(at)],
            names[edges.target(at)],
            edges.flag(at),
            edges.span(at),
            edges.names[at],
        )
        for at in range(len(edges))
    ]


def told(graph: ImportGraph) -> object:
    """Write down all that a graph says."""
    missing = [(graph.paths[item.source], *item[1:]) for item in graph.missing]
    return (
        graph.modules,
        rows(graph, graph.edges, graph.paths),
        rows(graph, graph.externals, graph.dependencies),
        missing,
    )


def outline(file: FileFacts) -> object:
    """Give what others see of a file."""
    return file.facts.imports, *shown(file)


def shown(file: FileFacts) -> tuple[object, ...]:
    """Give the names that others see in a file, and whether these are all."""
    star = any(record.names and record.names[0][0] == "*" for record in file.facts.imports)
    return file.facts.names, file.facts.exports, bool(file.facts.problems), star


@given(projects, st.data())
@settings(max_examples=300, deadline=None)
def test_an_updated_graph_is_the_graph_built_anew(project: dict[str, str], data: st.DataObject) -> None:
    before = files_of(project)
    edited = data.draw(st.dictionaries(st.sampled_from(sorted(project)), sources, max_size=3))
    after = {path: file_of(path, source) for path, source in (project | edited).items()}
    plain = marshal.loads(marshal.dumps(freeze(*build(before))))
    change = Change(
        frozenset(old.path for old in before if outline(old) != outline(after[old.path])),
        frozenset(old.path for old in before if shown(old) != shown(after[old.path])),
        (),
        after.__getitem__,
    )
    graph = update(plain, change)
    expected = build_graph(list(after.values()))
    if graph is not None:
        assert told(graph) == told(expected)


def test_most_changes_need_no_new_graph() -> None:
    project = {"app/__init__.py": "", "app/a.py": "name = 1", "app/b.py": "from app.a import name"}
    after = {path: file_of(path, source) for path, source in project.items()}
    after["app/a.py"] = file_of("app/a.py", "renamed = 1")
    plain = freeze(*build(files_of(project)))
    changed = frozenset({"app/a.py"})
    graph = update(plain, Change(changed, changed, (), after.__getitem__))
    assert graph is not None
    assert [(item.source, item.name) for item in graph.missing] == [(2, "name")]


def test_a_package_that_opens_asks_for_a_new_graph() -> None:
    project = {"app/__init__.py": "", "app/a.py": "import app.gone"}
    after = {path: file_of(path, source) for path, source in project.items()}
    after["app/__init__.py"] = file_of("app/__init__.py", "__path__ = []")
    changed = frozenset({"app/__init__.py"})
    assert update(freeze(*build(files_of(project))), Change(changed, changed, (), after.__getitem__)) is None
