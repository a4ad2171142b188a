"""Modules that import one another load still after a plan, whichever of them is the first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netra_tools.changes.gates.loading import Loading
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.check.sight import see_graph
from netra_tools.config.load import load_config
from netra_tools.model import Note
from netra_tools.plan import ANYTHING
from netra_tools.rules.registry import rule_specs
from tests.changes.gates.plans import Files, failures, judged, plan_of
from tests.repository import make

LATE = "`p.NAME` is not bound yet here when `p` is imported first: the modules import one another"
# Before, after, and what the gate says.
CASES: dict[str, tuple[Files, Files, list[Note]]] = {
    "a name is bound further down than before": (
        {"p/__init__.py": "NAME = 1\nfrom p import sub\n", "p/sub.py": "from p import NAME\n"},
        {"p/__init__.py": "from p import sub\nNAME = 1\n"},
        [Note("p/sub.py", 1, LATE)],
    ),
    "an import within a function waits": (
        {"p/__init__.py": "NAME = 1\nfrom p import sub\n", "p/sub.py": "def f():\n    from p import NAME\n"},
        {"p/__init__.py": "from p import sub\nNAME = 1\n"},
        [],
    ),
    "failing is provided for": (
        {
            "p/__init__.py": "NAME = 1\nfrom p import sub\n",
            "p/sub.py": "try:\n    from p import NAME\nexcept ImportError:\n    NAME = 0\n",
        },
        {"p/__init__.py": "from p import sub\nNAME = 1\n"},
        [],
    ),
    "a submodule is found though its name is bound later": (
        {"p/__init__.py": "from p import a\nfrom p import b\n", "p/a.py": "from p import b\n", "p/b.py": ""},
        {"p/__init__.py": "from p import a\nfrom p import b\nNAME = 1\n"},
        [],
    ),
    "it failed before": (
        {"p/__init__.py": "from p import sub\nNAME = 1\n", "p/sub.py": "from p import NAME\n"},
        {"p/__init__.py": "from p import sub\nNAME = 2\n"},
        [],
    ),
    "nobody can say what a star brings": (
        {"p/__init__.py": "NAME = 1\nfrom p.sub import *\n", "p/sub.py": "from p import NAME\n"},
        {"p/__init__.py": "from p.sub import *\nNAME = 1\n"},
        [],
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES.keys())
def test_cases(tmp_path: Path, before: Files, after: Files, expected: list[Note]) -> None:
    found = failures(judged(tmp_path, before, plan_of(before, after, keeps=ANYTHING), findings=False))
    assert list(found.get("resolve", ())) == expected


def test_a_package_that_moves_below_one_it_takes_names_from(tmp_path: Path) -> None:
    before: Files = {
        "app/__init__.py": "",
        "app/core/__init__.py": "from tools.text import trim\n\nLIMIT = 3\n",
        "tools/__init__.py": "",
        "tools/text.py": "def trim():\n    return settings.X\n\n\nfrom app import settings\n",
        "app/settings.py": "from app.core import LIMIT\n\nX = LIMIT\n",
    }
    after: Files = {"app/core/__init__.py": "from app.core.tools.text import trim\n\nLIMIT = 3\n"}
    moves = {"tools/__init__.py": "app/core/tools/__init__.py", "tools/text.py": "app/core/tools/text.py"}
    plan = plan_of(before, after, moves, renamed=(("tools", "app.core.tools"),))
    (told,) = failures(judged(tmp_path, before, plan, findings=False))["resolve"]
    assert (told.path, told.line) == ("app/settings.py", 1)
    assert "`app.core.LIMIT` is not bound yet here when `app.core.tools.text` is" in told.text


EACH_FIRST = """
import importlib, sys
for name in sys.argv[1:]:
    for known in [known for known in sys.modules if known.partition(".")[0] in ("p", "q")]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except ImportError:
        print(False)
    else:
        print(True)
"""
NAMES = ("p", "p.a", "p.b", "p.b.c", "q")


@st.composite
def programs(draw: st.DrawFn) -> Files:
    """Draw modules that bind names and take names from one another, in any order of lines."""
    files: dict[str, str | bytes | None] = {}
    for name in NAMES:
        own = [f"{name.replace('.', '_')}_{number} = {number}" for number in range(2)]
        taken = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 1)), max_size=3))
        lines = own + [
            f"from {other} import {other.replace('.', '_')}_{number}"
            if draw(st.booleans())
            else f"import {other}"
            for other, number in taken
            if other != name
        ]
        package = any(other.startswith(f"{name}.") for other in NAMES)
        path = name.replace(".", "/") + ("/__init__.py" if package else ".py")
        files[path] = "\n".join(draw(st.permutations(lines))) + "\n"
    return files


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(programs())
def test_it_says_what_python_says(tmp_path_factory: pytest.TempPathFactory, files: Files) -> None:
    root = tmp_path_factory.mktemp("loading")
    make(root, {path: content for path, content in files.items() if content is not None})
    sight = see_graph(CheckRequest(load_config(str(root), None, rule_specs), jobs=1))
    loading = Loading(sight.graph, Tree(str(root)))
    command = [sys.executable, "-c", EACH_FIRST, *NAMES]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    numbers = {module: number for number, module in enumerate(sight.graph.modules)}
    everything = frozenset(numbers.values())
    said = [loading.load_all(with_packages(name, numbers), everything) is None for name in NAMES]
    assert [str(fine) for fine in said] == run.stdout.split()


def with_packages(name: str, numbers: Mapping[str, int]) -> list[int]:
    """Number the packages around a module, and the module."""
    parts = name.split(".")
    return [numbers[".".join(parts[:count])] for count in range(1, len(parts) + 1)]
