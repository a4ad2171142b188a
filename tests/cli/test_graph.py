"""`netra graph` as a whole: what it prints and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import make, netra

CONFIG = """\
[[tool.netra.rules.layer-violation.contracts]]
name = "down"
layers = ["app.ui", "app.core"]
"""
FILES = {
    "pyproject.toml": CONFIG,
    "app/__init__.py": "",
    "app/ui/__init__.py": "",
    "app/ui/page.py": "import app.core.db\n",
    "app/core/__init__.py": "",
    "app/core/db.py": "import sqlite3\nimport app.core.rows\n",
    "app/core/rows.py": "import app.core.db\n\n\ndef show():\n    import app.ui.page\n",
}
DRAWN = """\
depth 2: 3 nodes for 6 modules, 2 imports between them
links in a cycle of modules: 0, of packages only: 0, breaking a layer: 1; cycles within one node: 1

app  1 module

app.core  3 modules, 2 imports within, 1 cycle within
  -> app.ui         1  1 deferred, breaks down

app.ui  2 modules
  -> app.core       1
"""


def test_a_drawing(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    assert netra(root, "graph", "--depth", "2") == (0, DRAWN, "")
    # From the cache, without it, and from a directory within.
    assert netra(root, "graph", "--depth", "2").out == DRAWN
    assert netra(root, "graph", "--depth", "2", "--no-cache").out == DRAWN
    assert netra(root / "app", "graph", "--depth", "2").out == DRAWN


@pytest.mark.parametrize(("form", "start"), [("mermaid", "%% "), ("dot", "// "), ("json", "{\n")])
def test_forms(tmp_path: Path, form: str, start: str) -> None:
    root = make(tmp_path, FILES)
    ran = netra(root, "graph", "--format", form)
    assert (ran.code, ran.err, ran.out.startswith(start)) == (0, "", True)
    assert ran == netra(root, "graph", "--format", form, "--no-cache")


WHY = """\
app.ui -> app.core.rows: 2 imports
  app/ui/page.py:1  app.ui.page imports app.core.db
  app/core/db.py:2  app.core.db imports app.core.rows
"""


def test_why(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    assert netra(root, "graph", "--why", "app.ui", "app.core.rows") == (0, WHY, "")
    assert netra(root, "graph", "--why", "app.ui", "sqlite3").code == 0
    lazy = netra(root, "graph", "--why", "app.core", "app.ui")
    assert lazy.out.endswith("app/core/rows.py:5  app.core.rows imports app.ui.page (in a function)\n")
    none = netra(root, "graph", "--why", "app.core", "app.ui", "--on-load")
    assert none == (1, "app.core -> app.ui: no chain of imports\n", "")


def test_why_for_machines(tmp_path: Path) -> None:
    ran = netra(make(tmp_path, FILES), "graph", "--why", "app.ui", "sqlite3", "--format", "json")
    assert [(step["path"], step["line"], step["target"]) for step in json.loads(ran.out)["imports"]] == [
        ("app/ui/page.py", 1, "app.core.db"),
        ("app/core/db.py", 1, "sqlite3"),
    ]


CUT = """\
remove 1 import and no cycle of modules is left

1 import (the fewest) of 2 modules: app.core.db, app.core.rows
  app/core/db.py:2  app.core.db imports app.core.rows
"""


def test_cut(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    assert netra(root, "graph", "--cut") == (0, CUT, "")
    (found,) = json.loads(netra(root, "graph", "--cut", "--format", "json").out)["knots"]
    assert (found["least"], found["imports"][0]["line"]) == (1, 2)
    assert netra(root, "graph", "--cut", "--depth", "2").out == "no cycles of packages at depth 2\n"


def test_what_closes_a_cycle_is_what_the_rule_counts(tmp_path: Path) -> None:
    lazy = "[tool.netra.rules.import-cycle]\ninclude_lazy = true\n"
    root = make(tmp_path, FILES | {"pyproject.toml": lazy})
    ran = netra(root, "graph", "--cut", "--depth", "2")
    assert ran.out.startswith("remove 1 import and no cycle of packages at depth 2 is left\n")


def test_the_cut_leaves_nothing_for_the_rule_to_find(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    (found,) = json.loads(netra(root, "graph", "--cut", "--format", "json").out)["knots"]
    assert netra(root, "check", "--select", "import-cycle").code == 1
    for step in found["imports"]:
        lines = (root / step["path"]).read_text(encoding="utf-8").splitlines()
        lines[step["line"] - 1] = ""
        (root / step["path"]).write_text("\n".join(lines), encoding="utf-8")
    assert netra(root, "check", "--select", "import-cycle").code == 0


def test_a_graph_leaves_a_cache_for_the_check_and_the_other_way_round(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    fresh = netra(root, "check", "--ci", "--no-cache")
    netra(root, "graph")
    assert netra(root, "check", "--ci") == fresh
    (root / "app/ui/page.py").write_text("", encoding="utf-8")
    assert netra(root, "graph", "--why", "app.ui", "app.core").code == 1
    assert netra(root, "check", "--ci") == netra(root, "check", "--ci", "--no-cache")


def test_files_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    ran = netra(make(tmp_path, FILES | {"app/broken.py": "def f(:\n"}), "graph")
    assert ran.code == 0
    assert ran.err == (
        "netra: 1 file could not be read in full, imports of theirs may be missing: netra check names them\n"
    )


MISTAKES = [
    ("two questions", ["--why", "a", "b", "--cut"], "--why does not go with --cut"),
    ("a chain drawn", ["--why", "a", "b", "--format", "dot"], "--why has no drawing"),
    (
        "a folded chain",
        ["--why", "a", "b", "--depth", "1", "--focus", "c"],
        "--why does not go with --focus, --depth",
    ),
    ("a cut without tests", ["--cut", "--no-tests"], "--cut does not go with --no-tests"),
    ("no such module", ["--why", "app.uii", "app"], "there is no module 'app.uii'"),
    ("nothing in focus", ["--focus", "nothing"], "there is no module 'nothing'"),
    ("no depth", ["--depth", "0"], "invalid value for '--depth'"),
    ("no such root", ["--root", "nowhere"], "no such directory: nowhere"),
    ("a missing root", ["--set", 'roots=["lib"]'], "lib"),
]


@pytest.mark.parametrize(
    ("args", "said"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES]
)
def test_mistakes(tmp_path: Path, args: list[str], said: str) -> None:
    ran = netra(make(tmp_path, FILES), "graph", *args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("netra: ")
    assert said in ran.err


def test_a_contract_about_what_does_not_exist_is_a_mistake_as_in_a_check(tmp_path: Path) -> None:
    root = make(tmp_path, FILES | {"pyproject.toml": CONFIG.replace("app.core", "app.cor")})
    drawn, checked = netra(root, "graph"), netra(root, "check")
    assert (drawn.code, drawn.out, drawn.err) == (2, "", checked.err)


def test_the_command_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from netra_tools.cli.door import run; run(['graph', '--cut']);"
        "print({'networkx', 'pydantic', 'libcst'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=make(tmp_path, FILES), capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "set()"


def test_more_links_than_mermaid_draws_are_said(tmp_path: Path) -> None:
    names = [f"m{number:02}" for number in range(23)]
    root = make(tmp_path, {f"{name}.py": "".join(f"import {other}\n" for other in names) for name in names})
    ran = netra(root, "graph", "--format", "mermaid")
    assert ran.out.count("-->") == 506
    assert ran.err.startswith("netra: Mermaid draws 500 links unless its maxEdges is raised, these are 506: ")
    assert netra(root, "graph", "--format", "dot").err == ""
