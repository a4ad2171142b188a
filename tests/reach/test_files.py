"""Whole files, exports and dependencies that nobody needs."""

from __future__ import annotations

import pytest

from netra_tools.changes.moves.shims import shim
from tests.reach.projects import dead_in

MAIN = {"app/__init__.py": "", "app/__main__.py": "import app.a\napp.a.f()\n", "app/a.py": "def f(): pass\n"}
BUILT = '[build-system]\n[project]\nname = "app"\n'
NEEDS = '[project]\nname = "app"\ndependencies = [\n    "PyYAML>=6",\n    "requests",\n    "mypy",\n]\n'
TRIED = """import yaml, requests
try:
    import numpy
except ImportError:
    numpy = 0
def f(): yaml, requests, numpy
"""
CASES = [
    pytest.param({"app/a.py.orig": "x\n"}, ["app/a.py.orig:0 file a.py.orig"], id="copy"),
    pytest.param({"app/empty.py": ""}, ["app/empty.py:1 module app.empty"], id="empty module"),
    pytest.param({"app/sub/__init__.py": ""}, [], id="empty package"),
    pytest.param(
        {"tests/test_b.py": "from app import a\nfrom app.b import g\n\n\ndef test_g(): g(a)\n"},
        [],
        id="test of what is gone, beside what is there",
    ),
    pytest.param(
        {"tests/test_b.py": "from app.b import g\n\n\ndef test_g(): g()\n"},
        ["tests/test_b.py:1 test tests.test_b"],
        id="test of what is gone",
    ),
    pytest.param(
        {"app/a.py": "__all__ = ['f', 'g']\ndef f(): pass\n"}, ["app/a.py:1 export g"], id="export of nothing"
    ),
    pytest.param(
        {"pyproject.toml": BUILT, "app/old.py": shim("app.old", "app.a").decode()},
        ["app/old.py:1 shim app.old"],
        id="shim that nothing imports",
    ),
    pytest.param(
        {"pyproject.toml": NEEDS, "app/a.py": "import yaml, numpy\ndef f(): yaml, numpy\n"},
        ["pyproject.toml:5 dependency requests"],
        id="declared and not imported",
    ),
    pytest.param(
        {
            "pyproject.toml": NEEDS,
            "app/a.py": "import yaml, requests, mypy, numpy\ndef f(): yaml, requests, mypy, numpy\n",
        },
        ["app/a.py:1 undeclared dependency numpy"],
        id="imported and not declared",
    ),
    pytest.param(
        {
            "pyproject.toml": NEEDS,
            "app/a.py": TRIED,
        },
        [],
        id="imported where it is there",
    ),
]


@pytest.mark.parametrize(("files", "expected"), CASES)
def test_what_is_left_over(files: dict[str, str], expected: list[str]) -> None:
    assert dead_in(MAIN | files) == expected
