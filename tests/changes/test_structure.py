"""What moves where, and what follows it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from netra_tools.changes.gates.judge import judge
from netra_tools.changes.tree import Tree
from netra_tools.errors import MistakesError
from netra_tools.model import Note
from tests.changes.gates.plans import failures, wanted_in
from tests.changes.planning import after, move, write
from tests.repository import make

APP = {
    "app/__init__.py": "",
    "app/models.py": "X = 1\n",
    "app/views.py": "from app.models import X\nfrom . import models\n",
    "app/data/words.txt": "a\n",
    "main.py": "import app.views\nprint(app.views.X)\n",
}

PATHS = """\
HERE = open("app/data/words.txt"), "app/data/", "./app/views.py"
SOME = "app/data/*.txt", f"app/data/{name}.txt", "app/views.py::test"
ELSEWHERE = render("app/views/list.html"), "app/list.html", "app.txt"
"""
PATHS_AFTER = """\
HERE = open("core/data/words.txt"), "core/data/", "./app/views.py"
SOME = "core/data/*.txt", f"core/data/{name}.txt", "core/views.py::test"
ELSEWHERE = render("app/views/list.html"), "app/list.html", "app.txt"
"""

# name -> files, pairs, files afterwards (of those given)
MOVES = {
    "a package by path, with what is no Python": (
        APP,
        [("app/", "netra_backend/app/")],
        {
            "netra_backend/__init__.py": "",
            "netra_backend/app/__init__.py": "",
            "netra_backend/app/models.py": "X = 1\n",
            "netra_backend/app/views.py": "from netra_backend.app.models import X\nfrom . import models\n",
            "netra_backend/app/data/words.txt": "a\n",
            "main.py": "import netra_backend.app.views\nprint(netra_backend.app.views.X)\n",
        },
    ),
    "paths in strings": (
        {"app/__init__.py": "", "app/views.py": "", "app/data/words.txt": "", "m.py": PATHS},
        [("app", "core")],
        {"core/__init__.py": "", "core/views.py": "", "core/data/words.txt": "", "m.py": PATHS_AFTER},
    ),
    "a package by name": (
        {"src/a/__init__.py": "", "src/a/b.py": "", "src/m.py": "import a.b\n"},
        [("a", "z")],
        {"src/z/__init__.py": "", "src/z/b.py": "", "src/m.py": "import z.b\n"},
    ),
    "a module by name": (
        {"a/__init__.py": "", "a/b.py": "V = 1\n", "m.py": "from a.b import V\n"},
        [("a.b", "a.c")],
        {"a/__init__.py": "", "a/c.py": "V = 1\n", "m.py": "from a.c import V\n"},
    ),
    "an empty package goes with its last module": (
        {"a/__init__.py": "", "a/b.py": "V = 1\n", "m.py": "from a.b import V\n"},
        [("a/b.py", "c.py")],
        {"c.py": "V = 1\n", "m.py": "from c import V\n"},
    ),
    "a package that says something stays": (
        {"a/__init__.py": "W = 2\n", "a/b.py": "V = 1\n"},
        [("a/b.py", "c.py")],
        {"a/__init__.py": "W = 2\n", "c.py": "V = 1\n"},
    ),
    "a module into a folder": (
        {"a/__init__.py": "", "b.py": "", "m.py": "import b\n", "a/x.py": ""},
        [("b.py", "a/")],
        {"a/__init__.py": "", "a/b.py": "", "m.py": "import a.b\n", "a/x.py": ""},
    ),
    "a module becomes a package": (
        {
            "a/__init__.py": "",
            "a/b.py": "from .c import V\n",
            "a/c.py": "V = 1\n",
            "m.py": "from a.b import V\n",
        },
        [("a/b.py", "a/b/__init__.py")],
        {
            "a/__init__.py": "",
            "a/b/__init__.py": "from ..c import V\n",
            "a/c.py": "V = 1\n",
            "m.py": "from a.b import V\n",
        },
    ),
    "a package becomes a module": (
        {"a/__init__.py": "", "a/b/__init__.py": "from ..c import V\n", "a/c.py": "V = 1\n"},
        [("a/b/__init__.py", "a/b.py")],
        {"a/__init__.py": "", "a/b.py": "from .c import V\n", "a/c.py": "V = 1\n"},
    ),
    "two files change places": (
        {"a.py": "import b\n", "b.py": "import a\n"},
        [("a.py", "b.py"), ("b.py", "a.py")],
        {"b.py": "import a\n", "a.py": "import b\n"},
    ),
    "a chain: one takes the place of the other": (
        {"a.py": "V = 1\n", "b.py": "import a\n", "m.py": "import a, b\n"},
        [("a.py", "b.py"), ("b.py", "c.py")],
        {"b.py": "V = 1\n", "c.py": "import b\n", "m.py": "import b, c\n"},
    ),
    "the longest pair wins": (
        {"a/__init__.py": "", "a/b.py": "", "a/c.py": "", "m.py": "from a import b, c\n"},
        [("a", "z"), ("a/b.py", "y/b.py")],
        {
            "y/__init__.py": "",
            "y/b.py": "",
            "z/__init__.py": "",
            "z/c.py": "",
            "m.py": "from y import b\nfrom z import c\n",
        },
    ),
    "into a package that is there": (
        {"a/__init__.py": "", "a/x.py": "", "b/y.py": "", "m.py": "import b.y\n"},
        [("b", "a")],
        {"a/__init__.py": "", "a/x.py": "", "a/y.py": "", "m.py": "import a.y\n"},
    ),
    "below itself": (
        {"a/__init__.py": "", "a/x.py": "from . import y\n", "a/y.py": "", "m.py": "import a.x\n"},
        [("a", "a/core")],
        {
            "a/__init__.py": "",
            "a/core/__init__.py": "",
            "a/core/x.py": "from . import y\n",
            "a/core/y.py": "",
            "m.py": "import a.core.x\n",
        },
    ),
    "to its parent": (
        {"a/__init__.py": "", "a/core/__init__.py": "", "a/core/x.py": "", "m.py": "import a.core.x\n"},
        [("a/core/x.py", "a/x.py")],
        {"a/__init__.py": "", "a/x.py": "", "m.py": "import a.x\n"},
    ),
    "a namespace package": (
        {"n/x.py": "", "m.py": "from n import x\nimport n.x\n"},
        [("n", "k")],
        {"k/x.py": "", "m.py": "from k import x\nimport k.x\n"},
    ),
    "a stub goes with its folder": (
        {"a/__init__.py": "", "a/b.py": "", "a/b.pyi": "from a import c\n", "a/c.py": ""},
        [("a", "z")],
        {"z/__init__.py": "", "z/b.py": "", "z/b.pyi": "from z import c\n", "z/c.py": ""},
    ),
    "a stub goes with its module": (
        {"a/__init__.py": "", "a/b.py": "", "a/b.pyi": "from .c import d\n", "a/c.py": ""},
        [("a.b", "a.z")],
        {"a/__init__.py": "", "a/z.py": "", "a/z.pyi": "from .c import d\n", "a/c.py": ""},
    ),
    "all of a source root": (
        {"src/a/__init__.py": "", "src/a/b.py": "", "m.py": "import a.b\n"},
        [("src/a", "src/z")],
        {"src/z/__init__.py": "", "src/z/b.py": "", "m.py": "import z.b\n"},
    ),
    "a package, and a module of it elsewhere": (
        {"a/b/__init__.py": "", "a/b/c.py": "", "a/b/d.py": "", "m.py": "import a.b.c, a.b.d, a.b\n"},
        [("a/b", "x/b"), ("a/b/c.py", "y/c.py")],
        {
            "x/__init__.py": "",
            "x/b/__init__.py": "",
            "x/b/d.py": "",
            "y/__init__.py": "",
            "y/c.py": "",
            "m.py": "import y.c, x.b.d, x.b\n",
        },
    ),
    "only the case of the name": (
        {"Models.py": "V = 1\n", "m.py": "import Models\n"},
        [("Models.py", "models.py")],
        {"models.py": "V = 1\n", "m.py": "import models\n"},
    ),
}


@pytest.mark.parametrize("name", MOVES)
def test_moves(tmp_path: Path, name: str) -> None:
    files, pairs, expected = MOVES[name]
    tree = write(tmp_path, files)
    assert after(tree, move(tree, *pairs)) == expected


@pytest.mark.parametrize(
    ("files", "pair"),
    [
        ({"my-scripts/a.py": ""}, ("my-scripts", "some-scripts")),
        ({"src/a/__init__.py": ""}, ("src", "src-2")),
        ({"run-me.py": ""}, ("run-me.py", "run-that.py")),
        ({"a/__init__.py": "", "a.py": "", "a/x.py": ""}, ("a/x.py", "a/y.py")),
        ({"p/a/__init__.py": "", "p/a.py": "", "p/__init__.py": ""}, ("p", "q")),
    ],
)
def test_names_that_are_no_modules_may_be_any(
    files: dict[str, str], pair: tuple[str, str], tmp_path: Path
) -> None:
    assert move(write(tmp_path, files), pair).edits


def test_a_shim_stays_and_warns(tmp_path: Path) -> None:
    tree = write(tmp_path, {"a/__init__.py": "", "a/b.py": "V = 1\n", "m.py": "import a.b\n"})
    found = after(tree, move(tree, ("a/b.py", "a/c.py"), shims=True))
    assert found["m.py"] == "import a.c\n"
    assert "DeprecationWarning" in found["a/b.py"]
    assert "from a.c import *" in found["a/b.py"]


def test_a_program_runs_under_its_old_name(tmp_path: Path) -> None:
    program = "import sys\nfrom a.b import V\nif __name__ == '__main__':\n    print(V, sys.argv[1:])\n"
    files = {
        "a/__init__.py": "",
        "a/b.py": "V = 1\n",
        "a/__main__.py": program,
        "a/tests/test_b.py": "import a.b\n",
    }
    make(tmp_path, files, git=False)
    tree = Tree(str(tmp_path))
    wanted = wanted_in(tmp_path)
    plan = move(tree, ("a", "c"), shims=True)
    assert failures({verdict.gate: verdict for verdict in judge(tree, plan, wanted)}) == {}
    changed = {edit.target: edit.after.content.decode() for edit in plan.edits if edit.after}
    assert {path for path in changed if path.startswith("a/")} == {"a/__init__.py", "a/b.py", "a/__main__.py"}
    moved = make(tmp_path / "moved", changed, git=False)
    ran = subprocess.run(
        [sys.executable, "-m", "a", "x"], cwd=moved, capture_output=True, text=True, check=False
    )
    assert ran.stdout == "1 ['x']\n", ran.stderr


def test_a_shim_of_a_module_that_becomes_a_package_is_the_package(tmp_path: Path) -> None:
    tree = write(
        tmp_path, {"a/__init__.py": "", "a/b.py": "V = 1\n", "a/c/__init__.py": "", "m.py": "import a.b\n"}
    )
    found = after(tree, move(tree, ("a/b.py", "a/b/d.py"), shims=True))
    assert "a/b.py" not in found
    assert "from a.b.d import *" in found["a/b/__init__.py"]
    found = after(tree, move(tree, ("a/b.py", "a/c/b.py"), ("a/c", "a/b"), shims=True))
    assert "a/b.py" not in found
    assert found["a/b/__init__.py"] == ""


def test_tests_move_with_what_they_test(tmp_path: Path) -> None:
    tree = write(tmp_path, {**APP, "tests/app/test_models.py": "from app import models\n"})
    found = after(tree, move(tree, ("app", "core"), tests=True))
    assert found["tests/core/test_models.py"] == "from core import models\n"
    assert "tests/app/test_models.py" not in found


def test_tests_move_that_leave_the_top_package_out(tmp_path: Path) -> None:
    files = {"a/__init__.py": "", "a/b/__init__.py": "", "tests/b/test_x.py": "import a.b\n"}
    tree = write(tmp_path, files)
    found = after(tree, move(tree, ("a/b", "a/c"), tests=True))
    assert found["tests/c/test_x.py"] == "import a.c\n"


def test_layers_follow(tmp_path: Path) -> None:
    config = '[[tool.netra.rules.layer-violation.contracts]]\ncontainers = ["a"]\nlayers = ["b | c", "d"]\n'
    tree = write(tmp_path, {"a/__init__.py": "", "a/b/__init__.py": "", "pyproject.toml": config})
    found = after(tree, move(tree, ("a.b", "a.e")))
    assert found["pyproject.toml"] == config.replace("b | c", "e | c")


def test_siblings_that_change_places_under_a_package_that_imports_them(tmp_path: Path) -> None:
    files = {"p/__init__.py": "from . import a, b\n", "p/a.py": "", "p/b.py": "X = 1\n"}
    plan = move(write(tmp_path, files), ("p/a.py", "p/b.py"), ("p/b.py", "p/a.py"))
    (failed,) = plan.failed
    said = "cannot be rewritten: `a` would go on to mean p.b, and hide the module p.a"
    assert failed == Note("p/__init__.py", 1, said)


def test_a_package_of_one_file_becomes_a_module_by_that_file(tmp_path: Path) -> None:
    with pytest.raises(MistakesError) as caught:
        move(write(tmp_path, {"p/__init__.py": "X = 1\n"}), ("p", "p.py"))
    assert caught.value.problems == (("p is a folder, p.py is the name of a file", "move p/__init__.py"),)
    tree = write(tmp_path, {"p/__init__.py": "X = 1\n", "use.py": "from p import X\n"})
    assert {edit.target for edit in move(tree, ("p/__init__.py", "p.py")).edits} == {"p.py"}


REFUSED = {
    "no such source": ({"a.py": ""}, [("b.py", "c.py")], "there is no b.py to move"),
    "a slip in the source": ({"apps/x.py": ""}, [("app", "c")], "there is no app to move"),
    "the target is there": ({"a.py": "", "b.py": ""}, [("a.py", "b.py")], "b.py exists already"),
    "a file in the way": ({"a/x.py": "", "b/x.py": ""}, [("a", "b")], "b/x.py exists already"),
    "differs in case only": ({"a/x.py": "", "b/X.py": ""}, [("a", "b")], "b/x.py exists already"),
    "out of the repository": ({"a.py": ""}, [("a.py", "../a.py")], "outside of the repository"),
    "the same place": ({"a.py": ""}, [("a.py", "./a.py")], "is where it is to go"),
    "to two places": ({"a.py": ""}, [("a.py", "b.py"), ("a.py", "c.py")], "two places"),
    "two to one place": (
        {"a.py": "", "b.py": ""},
        [("a.py", "c.py"), ("b.py", "c.py")],
        "a.py and b.py cannot both become c.py",
    ),
    "a symbol": ({"a.py": "X = 1\n"}, [("a:X", "b:X")], "there is no a:X to move"),
    "nothing": ({"a.py": ""}, [("", "b")], "there is no '' to move"),
    "a folder to a file": (
        {"a/__init__.py": ""},
        [("a", "b.py")],
        "a is a folder, b.py is the name of a file",
    ),
    "no name of a module": ({"a.py": ""}, [("a.py", "a-b.py")], "a-b.py could not be imported, a.py can"),
    "a keyword": ({"a/b.py": ""}, [("a/", "./class")], "class could not be imported, a can"),
    "a package of that name": (
        {"p/__init__.py": "", "p/a/__init__.py": "", "p/a/b.py": ""},
        [("p.a.b", "p.a")],
        "p/a.py and p/a/ would have one name",
    ),
    "a module of that name": (
        {"a/__init__.py": "", "b.py": ""},
        [("a", "b")],
        "b.py and b/ would have one name",
    ),
    "hides a dependency": ({"a.py": "", "b.py": "import yaml\n"}, [("a.py", "yaml.py")], "dependency 'yaml'"),
    "hides the standard library": ({"a.py": ""}, [("a.py", "json.py")], "would hide the module 'json'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(tmp_path: Path, name: str) -> None:
    files, pairs, message = REFUSED[name]
    tree = write(tmp_path, files)
    with pytest.raises(MistakesError) as caught:
        move(tree, *pairs)
    assert message in " ".join(text for text, _ in caught.value.problems)
