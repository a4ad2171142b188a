"""NET109."""

from __future__ import annotations

import pytest

from netra_tools.rules.private_import import PrivateImport
from tests.trees import files_of, run, told, tree

PACKAGE = {
    "app": "_cache = {}\n__version__ = '1'",
    "app__db": "_limit = 1",
    "app__db__pool": "def _connect(): ...\ndef connect(): ...\n_ = str",
    "app__db___rows": "Row = tuple",
    "app__db__deep": "",
    "app__db__deep___x": "y = 1",
}

CASES = [
    pytest.param("from app.db.pool import connect", [], id="public"),
    pytest.param(
        "from app.db.pool import connect, _connect",
        ["`app.db.pool._connect` is private to `app.db`"],
        id="a name of a module",
    ),
    pytest.param("from app.db import _limit", ["`app.db._limit` is private to `app.db`"], id="of a package"),
    pytest.param("from app.db import _rows", ["`app.db._rows` is private to `app.db`"], id="a module"),
    pytest.param("import app.db._rows", ["`app.db._rows` is private to `app.db`"], id="imported plainly"),
    pytest.param("from ..db._rows import Row", ["`app.db._rows` is private to `app.db`"], id="relative"),
    pytest.param(
        "from app.db.deep import _x", ["`app.db.deep._x` is private to `app.db.deep`"], id="further down"
    ),
    pytest.param(
        "from app.db.deep._x import y, z", ["`app.db.deep._x` is private to `app.db.deep`"], id="once"
    ),
    pytest.param("from app import _cache", [], id="private to a package around both"),
    pytest.param("from app.db.pool import _", [], id="a lone underscore"),
    pytest.param("from app import __version__", [], id="dunder"),
    pytest.param("from app.db.pool import connect as _connect", [], id="an alias"),
    pytest.param("def f():\n    import app.db._rows", ["`app.db._rows` is private to `app.db`"], id="late"),
    pytest.param("import _thread, _typeshed.wsgi", [], id="a top-level module"),
    pytest.param("from os import _exit", ["`os._exit` is private to `os`"], id="of a dependency"),
    pytest.param("from os import _exit as leave, __doc__", ["`os._exit` is private to `os`"], id="renamed"),
    pytest.param("import numpy._core.umath", ["`numpy._core` is private to `numpy`"], id="within one"),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_from_another_package(source: str, expected: list[str]) -> None:
    found = run(PrivateImport(), tree(**PACKAGE, app__ui="", app__ui__page=source))
    assert [finding.message for finding in found] == expected


INSIDE = [
    "from app.db.pool import _connect",
    "import app.db._rows",
    "from app.db import _limit",
    "from app.db._rows import Row as _Row",
]


@pytest.mark.parametrize("source", INSIDE)
@pytest.mark.parametrize("place", ["app__db__other", "app__db__deep__other", "app__db__deep__down__other"])
def test_within_the_package_that_holds_it(source: str, place: str) -> None:
    assert run(PrivateImport(), tree(**PACKAGE, **{place: source})) == []


def test_a_module_at_the_top_is_private_to_itself() -> None:
    files = files_of({"a.py": "_x = 1", "b.py": "from a import _x"})
    assert told(PrivateImport(), files) == ["b.py:1 `a._x` is private to `a`"]


def test_what_has_no_name_is_outside() -> None:
    (script,) = files_of({"run.py": "import app.db._rows"})
    assert len(run(PrivateImport(), [*tree(**PACKAGE), script._replace(module="")])) == 1


OPTIONS = [
    pytest.param(PrivateImport(), 2, id="the defaults"),
    pytest.param(PrivateImport(include_external=False), 1, id="this project only"),
    pytest.param(PrivateImport(include_tests=True), 4, id="with tests"),
    pytest.param(PrivateImport(ignore=("app.db._rows", "os")), 0, id="names"),
    pytest.param(PrivateImport(ignore=("**._rows",)), 1, id="patterns"),
]


@pytest.mark.parametrize(("rule", "count"), OPTIONS)
def test_options(rule: PrivateImport, count: int) -> None:
    source = "from app.db import _rows\nfrom os import _exit"
    assert len(run(rule, tree(**PACKAGE, app__ui=source, tests__test_ui=source))) == count
