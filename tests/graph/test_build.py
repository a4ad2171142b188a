"""What imports mean: edges, dependencies outside, and what leads nowhere."""

from __future__ import annotations

import pytest

from netra_tools.graph.build import build_graph
from netra_tools.graph.model import ImportGraph
from netra_tools.model import IN_FUNCTION, IN_TRY_IMPORT, TYPE_CHECKING, FileFacts
from tests.trees import file_of, files_of, graph_of

# app/ui/__init__.py, app/ui/page.py, app/core.py, extra/deep.py (a namespace); the source is page's.
EDGES = {
    "a module": ("import app.core", ["app.core"]),
    "a module under another name": ("import app.core as c", ["app.core"]),
    "a package": ("import app.ui", ["app.ui"]),
    "an attribute of a module": ("from app.core import run", ["app.core: run"]),
    "several attributes at once": ("from app.core import run, stop", ["app.core: run, stop"]),
    "a submodule": ("from app import core", ["app.core"]),
    "a submodule and an attribute": ("from app import core, NAME", ["app.core", "app: NAME"]),
    "everything": ("from app.core import *", ["app.core: *"]),
    "a sibling, relatively": ("from . import other", ["app.ui.other"]),
    "a name of the package, relatively": ("from . import TITLE", ["app.ui: TITLE"]),
    "a cousin, relatively": ("from ..core import run", ["app.core: run"]),
    "a module in a namespace package": ("from extra import deep", ["extra.deep"]),
    "a namespace package": ("import extra", []),
    "itself": ("import app.ui.page", []),
    "a name that is no module, as grimp does": ("import app.core.run", ["app.core: run"]),
    "something outside": ("import os.path", []),
}


@pytest.mark.parametrize(("source", "expected"), EDGES.values(), ids=EDGES)
def test_edges(source: str, expected: list[str]) -> None:
    graph = around(source)
    page = graph.paths.index("app/ui/page.py")
    assert [
        written(graph, edge) for edge, importer, _ in graph.internal_edges() if importer == page
    ] == expected


MISSING = {
    "an absent module": ("import app.gone", "no module `app.gone`"),
    "an absent module to import from": ("from app.gone import x", "no module `app.gone`"),
    "an absent name": ("from app.core import gone", "`app.core` has no `gone`"),
    "an absent name of a package": ("from app import gone", "`app` has no `gone`"),
    "an absent module, relatively": ("from .gone import x", "no module `app.ui.gone`"),
    "beyond the top": ("from .... import x", "leads out of the top package"),
}


@pytest.mark.parametrize(("source", "reason"), MISSING.values(), ids=MISSING)
def test_what_leads_nowhere(source: str, reason: str) -> None:
    assert [absent.reason for absent in around(source).missing] == [reason]


def test_a_relative_import_stays_inside_even_a_namespace_package() -> None:
    files = files_of(
        {"top/extra/deep.py": "", "top/app/a.py": "from ..extra import gone\nimport top.elsewhere"}
    )
    graph = build_graph(files)
    assert [absent.reason for absent in graph.missing] == ["no module `top.extra.gone`"]
    assert graph.dependencies == ["top.elsewhere"]


RESOLVED = {
    "what the import system provides": "from app.core import __name__, __file__",
    "a name bound by an import": "from app.core import os",
    "a star": "from app.core import *",
    "anything of a module with a star": "from app.stars import whatever",
    "anything of a module with __getattr__": "from app.lazy import whatever",
    "anything of a module that does not parse": "from app.broken import whatever",
    "a module of a package that changes its path": "import app.plugins.other",
    "a module beside stubs of compiled ones": "from app.native import quick, compiled",
    "a compiled module's name from its stub": "from app.native.fast import sum",
    "a name that only the stub has": "from app.core import typed",
    "a name in __all__": "from app.core import listed",
    "something outside": "import os.gone",
}


@pytest.mark.parametrize("source", RESOLVED.values(), ids=RESOLVED)
def test_what_may_exist_is_not_missing(source: str) -> None:
    assert around(source).missing == []


def test_modules_known_to_exist_are_not_missing() -> None:
    files = files_of(
        {"app/__init__.py": "", "app/a.py": "import app.made\nfrom app.kept.deep import x\nimport app.no"}
    )
    graph = build_graph(files, unread={"app.made", "app.kept"})
    assert [absent.module for absent in graph.missing] == ["app.no"]
    assert graph.dependencies == ["app.made", "app.kept.deep"]


def test_dependencies_keep_what_is_imported_from_them() -> None:
    graph = graph_of(app="from google.cloud import storage, ndb\nimport requests.auth")
    externals = graph.externals
    assert [
        (graph.dependencies[at], names) for at, names in zip(externals.targets, externals.names, strict=True)
    ] == [
        ("google.cloud", "storage, ndb"),
        ("requests.auth", ""),
    ]


def test_spans_and_flags_come_along() -> None:
    source = """
if TYPE_CHECKING:
    import app.b
def f():
    import app.b
try:
    import app.b
except ImportError:
    pass
"""
    graph = graph_of(app="", app__a=source, app__b="")
    assert list(graph.edges.flags) == [TYPE_CHECKING, IN_FUNCTION, IN_TRY_IMPORT]
    assert graph.edges.span(0) == (3, 4, 3, 16)
    assert graph.describe(0) == "`app.a` imports `app.b`"


OWNERS = {
    "a package over a module": (["app/b.py", "app/b/__init__.py"], "app/b/__init__.py", 4),
    "a source over its stub": (["app/b.pyi", "app/b.py"], "app/b.py", 3),
    "a stub alone": (["app/b.pyi"], "app/b.pyi", 3),
}


@pytest.mark.parametrize(("paths", "owner", "size"), OWNERS.values(), ids=OWNERS)
def test_who_owns_a_name(paths: list[str], owner: str, size: int) -> None:
    files = files_of({"app/__init__.py": "", "app/a.py": "import app.b"} | dict.fromkeys(paths, ""))
    graph = build_graph(files)
    assert [graph.paths[target] for _, _, target in graph.internal_edges()] == [owner]
    assert len(graph.modules) == size


def test_a_service_sees_its_own_module_first() -> None:
    same = {f"services/{name}/app/core.py": "" for name in ("one", "two")}
    users = {f"services/{name}/app/ui.py": "import app.core" for name in ("one", "two")}
    graph = build_graph(files_of(same | users))
    pairs = [(graph.paths[source], graph.paths[target]) for _, source, target in graph.internal_edges()]
    assert pairs == [
        (f"services/{name}/app/ui.py", f"services/{name}/app/core.py") for name in ("one", "two")
    ]


def test_a_file_without_a_name_imports_but_is_not_imported() -> None:
    script = file_of("run-me.py", "import app\nfrom . import x")._replace(module="")
    graph = build_graph([script, file_of("app/__init__.py", "")])
    assert [(graph.paths[source], graph.modules[target]) for _, source, target in graph.internal_edges()] == [
        ("run-me.py", "app")
    ]
    assert [absent.reason for absent in graph.missing] == ["leads out of the top package"]


def test_the_order_of_files_does_not_matter() -> None:
    files = project("from app import core, gone\nimport os")
    one, two = build_graph(files), build_graph(files[::-1])
    assert (one.paths, one.edges.table, one.edges.names, one.missing) == (
        two.paths,
        two.edges.table,
        two.edges.names,
        two.missing,
    )


def project(page: str) -> list[FileFacts]:
    """Make the project of the tables above, with one page."""
    return files_of(
        {
            "app/__init__.py": "NAME = 1",
            "app/ui/__init__.py": "TITLE = 1",
            "app/ui/page.py": page,
            "app/ui/other.py": "",
            "app/core.py": "import os\n__all__ = ['listed']\ndef run(): ...\ndef stop(): ...",
            "app/core.pyi": "typed: int",
            "app/stars.py": "from os import *",
            "app/lazy.py": "def __getattr__(name): ...",
            "app/broken.py": "def (:",
            "app/plugins/__init__.py": "__path__ = []",
            "app/native/__init__.py": "",
            "app/native/fast.pyi": "def sum(): ...",
            "extra/deep.py": "",
        }
    )


def around(page: str) -> ImportGraph:
    """Make the graph of that project."""
    return build_graph(project(page))


def written(graph: ImportGraph, edge: int) -> str:
    """Write an edge's target and what is imported from it."""
    target, names = graph.modules[graph.edges.target(edge)], graph.edges.names[edge]
    return f"{target}: {names}" if names else target
