"""A graph brought up to date says what a new one says, whatever has changed."""

from __future__ import annotations

import marshal

from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.graph.build import build_graph
from netra_tools.graph.change import Change, freeze, update
from netra_tools.graph.circles import circles
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
    "import app.b",
    "import app.sub.c",
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


def cycles(graph: ImportGraph) -> list[tuple[list[int], list[object]]]:
    """Give the cycles of a graph, each with the places of its imports."""
    edges = graph.edges
    return [(circle.modules, [edges.span(edge) for edge in circle.way]) for circle in circles(graph, 0)]


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
    graph = build_graph(before)
    list(circles(graph, 0))
    plain = marshal.loads(marshal.dumps(freeze(graph)))
    change = Change(
        frozenset(old.path for old in before if outline(old) != outline(after[old.path])),
        frozenset(old.path for old in before if shown(old) != shown(after[old.path])),
        (),
        after.__getitem__,
    )
    updated = update(plain, change)
    expected = build_graph(list(after.values()))
    if updated is not None:
        assert told(updated) == told(expected)
        assert cycles(updated) == cycles(expected)


def test_most_changes_need_no_new_graph() -> None:
    project = {"app/__init__.py": "", "app/a.py": "name = 1", "app/b.py": "from app.a import name"}
    after = {path: file_of(path, source) for path, source in project.items()}
    after["app/a.py"] = file_of("app/a.py", "renamed = 1")
    plain = freeze(build_graph(files_of(project)))
    changed = frozenset({"app/a.py"})
    graph = update(plain, Change(changed, changed, (), after.__getitem__))
    assert graph is not None
    assert [(item.source, item.name) for item in graph.missing] == [(2, "name")]


def test_a_package_that_opens_asks_for_a_new_graph() -> None:
    project = {"app/__init__.py": "", "app/a.py": "import app.gone"}
    after = {path: file_of(path, source) for path, source in project.items()}
    after["app/__init__.py"] = file_of("app/__init__.py", "__path__ = []")
    changed = frozenset({"app/__init__.py"})
    assert (
        update(freeze(build_graph(files_of(project))), Change(changed, changed, (), after.__getitem__))
        is None
    )


def test_an_import_that_closes_no_cycle_leaves_the_knots_alone() -> None:
    project = {"a.py": "import b", "b.py": "import a", "c.py": "import a", "d.py": ""}
    before = build_graph(files_of(project))
    list(circles(before, 0))
    for source, tied in (("import c", True), ("import d", True), ("def f():\n    import c", True)):
        after = {path: file_of(path, text) for path, text in (project | {"d.py": source}).items()}
        graph = update(freeze(before), Change(frozenset({"d.py"}), frozenset(), (), after.__getitem__))
        assert graph is not None
        assert (graph.knots == before.knots) is tied
    after = {path: file_of(path, text) for path, text in (project | {"b.py": "import a, c"}).items()}
    graph = update(freeze(before), Change(frozenset({"b.py"}), frozenset(), (), after.__getitem__))
    assert graph is not None
    assert graph.knots is None
