"""Relative imports become absolute where they find the same, and nothing else changes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netra_tools.changes.tidying.absolute import plan_absolute
from netra_tools.config.model import Service
from netra_tools.errors import NetraError
from tests.changes.planned import told, tree_of, written
from tests.repository import make

PACKAGE = {
    "app/__init__.py": "VERSION = 1\n",
    "app/core.py": "class Core: ...\nX = 1\n",
    "app/ui/__init__.py": "",
    "app/ui/view.py": "def show(): ...\n",
}


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        pytest.param("app/a.py", "from .core import X", "from app.core import X", id="module"),
        pytest.param("app/a.py", "from . import core", "from app import core", id="from the package"),
        pytest.param("app/a.py", "from . import VERSION", "from app import VERSION", id="its own name"),
        pytest.param("app/a.py", "from .core import X as Y", "from app.core import X as Y", id="alias"),
        pytest.param("app/a.py", "from .core import *", "from app.core import *", id="star"),
        pytest.param("app/ui/a.py", "from .. import core", "from app import core", id="two dots"),
        pytest.param("app/ui/a.py", "from ..core import X", "from app.core import X", id="two dots, module"),
        pytest.param(
            "app/ui/a.py", "from ...app.core import X", "from ...app.core import X", id="three dots"
        ),
        pytest.param("app/b/__init__.py", "from .. import core", "from app import core", id="in a package"),
        pytest.param(
            "app/ui/a/__init__.py", "from ..view import show", "from app.ui.view import show", id="deeper"
        ),
        pytest.param("app/a.pyi", "from .core import X as X", "from app.core import X as X", id="stub"),
        pytest.param("app/a.py", "from.core import X", "from app.core import X", id="no space before"),
        pytest.param("app/a.py", "from .import core", "from app import core", id="no space after"),
        pytest.param("app/a.py", "from . core import X", "from app.core import X", id="space within"),
        pytest.param("app/a.py", "from . \\\n  core import X", "from app.core import X", id="two lines"),
        pytest.param(
            "app/a.py",
            "from .core import (  # why\n    X,  # x\n\tCore ,\n)",
            "from app.core import (  # why\n    X,  # x\n\tCore ,\n)",
            id="parentheses and comments",
        ),
        pytest.param(
            "app/a.py", "a=1;from .core import X ; b=2", "a=1;from app.core import X ; b=2", id="semicolons"
        ),
        pytest.param(
            "app/a.py",
            "def f():\n\tfrom .core import X",
            "def f():\n\tfrom app.core import X",
            id="in a function",
        ),
        pytest.param(
            "app/a.py",
            "try:\n    from .core import X\nexcept ImportError:\n    X = 0",
            "try:\n    from app.core import X\nexcept ImportError:\n    X = 0",
            id="in try",
        ),
        pytest.param(
            "app/a.py",
            "type A[T] = T\nfrom .core import X",
            "type A[T] = T\nfrom app.core import X",
            id="syntax of another Python",
        ),
        pytest.param(
            "app/a.py",
            's = """\nfrom .core import X\n"""\nfrom .core import X',
            's = """\nfrom .core import X\n"""\nfrom app.core import X',
            id="text in a string",
        ),
        pytest.param(
            "app/a.py", "ä = 'ä'; from .core import X", "ä = 'ä'; from app.core import X", id="wide text"
        ),
    ],
)
def test_forms(tmp_path: Path, path: str, before: str, after: str) -> None:
    config, tree = tree_of(tmp_path, {**PACKAGE, path: before + "\n"})
    plan = plan_absolute(config, tree, ())
    assert written(plan).get(path, before + "\n") == after + "\n"
    assert set(written(plan)) <= {path}
    assert plan_absolute(config, tree.after(plan.edits), ()).edits == ()


@pytest.mark.parametrize(
    ("files", "notes"),
    [
        pytest.param(
            {"app/a.py": "from .none import X\n"},
            ["app/a.py:1 `from .none import` stays: there is no module `app.none`"],
            id="no such module",
        ),
        pytest.param(
            {"app/a.py": "from .core import X\nfrom .core import Y\n"},
            ["app/a.py:2 `from .core import` stays: `app.core` has no `Y`"],
            id="no such name",
        ),
        pytest.param(
            {"app/a.py": "from ...x import Y\n"},
            ["app/a.py:1 `from ...x import` stays: it leads out of the top package"],
            id="too many dots",
        ),
        pytest.param(
            {"app/my-script.py": "import os\nfrom .core import X\n"},
            ["app/my-script.py:2 its relative imports stay: the file has no module name"],
            id="no name",
        ),
        pytest.param(
            {"app/a.py": "from .core import X\ndef f(:\n"},
            ["app/a.py:2 cannot be read: "],
            id="syntax error",
        ),
        pytest.param(
            {"app/a.py": b"from .core import X\n# \xff\n"},
            ["app/a.py:2 cannot be read: not UTF-8"],
            id="not UTF-8",
        ),
        pytest.param(
            {"json/__init__.py": "", "json/a.py": "from . import b\n", "json/b.py": ""},
            ["json/a.py:1 `from . import` stays: `json` is a module of the standard library, too"],
            id="a name of the standard library",
        ),
        pytest.param(
            {"app/a.py": "try:\n    from .core import X\nexcept ImportError:\n    from core import X\n"},
            ["app/a.py:2 `from .core import` stays: where it fails, the file runs as a script"],
            id="a script, too",
        ),
        pytest.param(
            {"tests/shop/__init__.py": "", "tests/shop/a.py": "from . import b\n", "tests/shop/b.py": ""},
            [
                "tests/shop/a.py:1 its relative imports stay: it is not known whether the package is imported"
                " as `tests.shop` or as `shop`: configure roots"
            ],
            id="a folder that may be where Python starts",
        ),
        pytest.param(
            {
                "x/src/app/__init__.py": "",
                "x/pyproject.toml": "",
                "x/src/app/b.py": "from . import c\n",
                "x/src/app/c.py": "",
                "app/c.py": "",
            },
            ["x/src/app/b.py:1 `from . import` stays: `app` is also the name of app"],
            id="two packages of one name",
        ),
    ],
)
def test_what_stays_is_told(tmp_path: Path, files: Mapping[str, str | bytes], notes: list[str]) -> None:
    config, tree = tree_of(tmp_path, {**PACKAGE, **files})
    plan = plan_absolute(config, tree, ())
    found = told(plan)
    assert len(found) == len(notes) and all(map(str.startswith, found, notes)), found
    left = [edit for edit in plan.edits if edit.path in {note.path for note in plan.notes}]
    assert all(
        edit.after is not None and b"from ." not in edit.after.content.split(b"\n")[0] for edit in left
    )


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(b"from .core import X\r\n\tb = 1 \r\nc", id="CRLF, tabs, no final newline"),
        pytest.param(b"a = 1\rfrom .core import X\r\nb = 2\n", id="mixed newlines"),
        pytest.param(b"\xef\xbb\xbffrom .core import X\n", id="BOM"),
        pytest.param(b"# coding: latin-1\ns = '\xe4'; from .core import X\n", id="cookie"),
        pytest.param(b"a = 1\n\x0cfrom .core import X\n", id="form feed"),
    ],
)
def test_other_bytes_stay(tmp_path: Path, before: bytes) -> None:
    before = before.replace(b"\tb = 1", b"if 1:\r\n\tb = 1")
    config, tree = tree_of(tmp_path, {**PACKAGE, "app/a.py": before})
    (edit,) = plan_absolute(config, tree, ()).edits
    assert edit.after is not None
    assert edit.after.content == before.replace(b".core", b"app.core")


def test_what_is_spoken_of_settles_a_doubt(tmp_path: Path) -> None:
    files = {"tests/shop/__init__.py": "", "tests/shop/a.py": "from . import b\n", "tests/shop/b.py": ""}
    config, tree = tree_of(tmp_path, {**files, "tests/c.py": "import tests.shop.b\n"})
    assert written(plan_absolute(config, tree, ())) == {"tests/shop/a.py": "from tests.shop import b\n"}
    config, tree = tree_of(tmp_path, {**files, "tests/d.py": "import shop.b\n"})
    assert written(plan_absolute(config, tree, ())) == {}
    known = config._replace(roots=("tests",))
    assert written(plan_absolute(known, tree, ())) == {"tests/shop/a.py": "from shop import b\n"}


def test_each_service_means_its_own(tmp_path: Path) -> None:
    files = {f"{name}/app/{file}.py": "" for name in ("one", "two") for file in ("__init__", "b")}
    config, tree = tree_of(tmp_path, {**files, "one/app/a.py": "from .b import *\n"})
    config = config._replace(services=(Service("one", "one"), Service("two", "two")))
    assert written(plan_absolute(config, tree, ())) == {"one/app/a.py": "from app.b import *\n"}


def test_paths_limit_it(tmp_path: Path) -> None:
    source = "from .core import X\n"
    config, tree = tree_of(tmp_path, {**PACKAGE, "app/a.py": source, "app/ui/b.py": "from ..core import X\n"})
    assert set(written(plan_absolute(config, tree, ("app/ui",)))) == {"app/ui/b.py"}
    assert set(written(plan_absolute(config, tree, ("app/a.py",)))) == {"app/a.py"}
    left_out = config._replace(exclude=("app/ui/**",))
    assert set(written(plan_absolute(left_out, tree, ()))) == {"app/a.py"}
    assert set(written(plan_absolute(left_out, tree, ("app/ui/b.py",)))) == {"app/ui/b.py"}
    with pytest.raises(NetraError, match="no Python file at 'nowhere'"):
        plan_absolute(config, tree, ("nowhere",))


MODULES = ("p", "p.a", "p.b", "p.q", "p.q.a", "p.q.c", "p.q.r", "p.q.r.d")
PACKAGES = frozenset(("p", "p.q", "p.q.r"))
RUN = "import sys, importlib\nfor n in sys.argv[1:]: print(n, sorted(importlib.import_module(n).found()))\n"


def relative(importer: str, target: str) -> str:
    """Write a module with dots, as seen from another."""
    home = importer.split(".") if importer in PACKAGES else importer.split(".")[:-1]
    parts = target.split(".")
    same = 0
    while same < min(len(home), len(parts)) and home[same] == parts[same]:
        same += 1
    return "." * (len(home) - same + 1) + ".".join(parts[same:])


@st.composite
def packages(draw: st.DrawFn) -> dict[str, str]:
    """Make a package in which functions import, and tell what they got."""
    files = {"run.py": RUN}
    for module in MODULES:
        lines = []
        for target in draw(st.lists(st.sampled_from(MODULES), max_size=4)):
            parent, _, leaf = target.rpartition(".")
            if parent and draw(st.booleans()):
                lines.append(
                    f"    from {relative(module, parent)} import {leaf} as m; got.append(m.__name__)"
                )
            else:
                lines.append(f"    from {relative(module, target)} import name as n; got.append(n)")
        body = "\n".join(["def found():", "    got = []", *lines, "    return got"])
        path = module.replace(".", "/") + ("/__init__.py" if module in PACKAGES else ".py")
        files[path] = f"name = {module!r}\n{body}\n"
    return files


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=packages())
def test_programs_find_the_same(tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]) -> None:
    root = tmp_path_factory.mktemp("program")
    config, tree = tree_of(root, files)
    before = ran(root)
    plan = plan_absolute(config, tree, ())
    make(root, written(plan), git=False, old=False)
    assert plan.notes == ()
    assert not any(b"from ." in (root / path).read_bytes() for path in files if path != "run.py")
    assert ran(root) == before


def ran(root: Path) -> str:
    """Run the program."""
    command = [sys.executable, "-B", "run.py", *MODULES]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
