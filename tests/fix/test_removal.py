"""What goes with what nothing needs, what stays and why: whole trees before and after."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from netra_tools.changes.journal.apply import apply
from netra_tools.changes.journal.recover import recover
from netra_tools.changes.journal.undo import undo
from netra_tools.changes.tree import Tree
from netra_tools.errors import NetraError
from netra_tools.fix.removal.mentions import find_mentions
from tests.changes.faults import MANY, Dying, KilledError
from tests.fix.removals import applied, contents, files_below, removal_of
from tests.repository import make

MAIN = {"app/__init__.py": "", "app/__main__.py": "from app.a import f\n\nf()\n"}
A = "def f():\n    return 1\n"
PAIR = """import json
import os


def f():
    return os


def old():
    return older()


def older():
    return json
"""


class Case(NamedTuple):
    """Files besides `MAIN`, what is asked for, and what becomes of the files that change."""

    files: dict[str, str]
    after: dict[str, str | None]
    stay: tuple[str, ...] = ()  # "name: reason"
    selection: dict[str, Any] = {}  # noqa: RUF012  # a NamedTuple's default, which nothing changes


USED = "class A:\n    def used(self):\n        return 1\n\n"
LEFT = "import os\n\n\ndef f():\n    return os\n"
CASES = {
    "a group with its imports": Case({"app/a.py": PAIR}, {"app/a.py": LEFT}),
    "what uses a chosen thing goes, too": Case(
        {"app/a.py": PAIR}, {"app/a.py": LEFT}, selection={"names": ("app.a.older",)}
    ),
    "a symbol by its bare name": Case(
        {"app/a.py": PAIR, "app/b.py": A}, {"app/a.py": LEFT}, selection={"names": ("old",)}
    ),
    "a group": Case(
        {"app/a.py": PAIR, "app/b.py": A}, {"app/a.py": LEFT}, selection={"groups": ("app/a.py:old",)}
    ),
    "another path": Case({"app/a.py": PAIR}, {}, selection={"paths": ("app/__main__.py",)}),
    "a path": Case({"app/a.py": PAIR, "app/b.py": A}, {"app/b.py": None}, selection={"paths": ("app/b.py",)}),
    "a group left out": Case(
        {"app/a.py": PAIR + "\n\ndef oldest():\n    return older()\n"},
        {"app/a.py": PAIR},
        selection={"without": ("app/a.py:old",)},
    ),
    "a module, its package and an import of it": Case(
        {
            "app/a.py": "from app.old import thing\n" + A,
            "app/old/__init__.py": '"""Old things."""\n\n__all__ = []\n',
            "app/old/thing.py": "def g():\n    return 1\n",
            "app/old/other.py": "def h():\n    return 1\n",
        },
        {
            "app/a.py": A,
            "app/old/__init__.py": None,
            "app/old/thing.py": None,
            "app/old/other.py": None,
        },
    ),
    "a module of which nothing is left": Case(
        {"app/a.py": A, "app/b.py": "import app.c\n", "app/c.py": "X = 1\n"},
        {"app/b.py": None, "app/c.py": None},
    ),
    "a re-export, __all__ and a star": Case(
        {
            "app/a.py": "from app.lib import g\n\n\ndef f():\n    return g()\n",
            "app/lib/__init__.py": "from app.lib.x import g, old\nfrom app.lib.y import *\n",
            "app/lib/x.py": "def g():\n    return 1\n\n\ndef old():\n    return 2\n",
            "app/lib/y.py": "def unused():\n    return 1\n",
        },
        {
            "app/lib/__init__.py": "from app.lib.x import g\n",
            "app/lib/x.py": "def g():\n    return 1\n",
            "app/lib/y.py": None,
        },
    ),
    "a test goes, its import, its fixture and what it used alone": Case(
        {
            "app/a.py": A + "\n\ndef old():\n    return 1\n",
            "tests/conftest.py": (
                "import pytest\n\n\n@pytest.fixture\ndef one():\n    return 1\n\n\n"
                "@pytest.fixture\ndef two():\n    return 2\n"
            ),
            "tests/test_a.py": (
                "from app.a import f, old\n\nCASES = [1]\n\n\ndef test_f(two):\n    assert f() == two\n\n\n"
                "def test_old(one):\n    assert old() in CASES\n"
            ),
        },
        {
            "app/a.py": A,
            "tests/conftest.py": "import pytest\n\n\n@pytest.fixture\ndef two():\n    return 2\n",
            "tests/test_a.py": "from app.a import f\n\n\ndef test_f(two):\n    assert f() == two\n",
        },
    ),
    "a whole file of tests": Case(
        {
            "app/a.py": A + "\n\ndef old():\n    return 1\n",
            "tests/test_a.py": (
                "from app.a import old\n\n\nclass TestOld:\n    def test(self):\n        assert old()\n"
            ),
        },
        {"app/a.py": A, "tests/test_a.py": None},
    ),
    "a test that tests something else, too": Case(
        {
            "app/a.py": A + "\n\ndef old():\n    return 1\n\n\ndef gone():\n    return 2\n",
            "tests/test_a.py": "from app.a import f, old\n\n\ndef test_both():\n    assert f() == old()\n",
        },
        {"app/a.py": A + "\n\ndef old():\n    return 1\n"},
        ("old: tests/test_a.py:4 `test_both` uses it, and tests `app.a.f`, too",),
    ),
    "a test with a fixture of a plug-in": Case(
        {
            "app/a.py": A + "\n\ndef old():\n    return 1\n",
            "tests/test_a.py": (
                "from app.a import old\n\n\ndef test_old(client):\n    assert client.get(old())\n"
            ),
        },
        {},
        ("old: tests/test_a.py:4 `test_old` uses it, and may test more by `client`",),
    ),
    "a method, whose test uses its class alone": Case(
        {
            "app/a.py": USED + "    def gone(self):\n        return 2\n\n\ndef f():\n    return A().used()\n",
            "tests/test_a.py": (
                "from app.a import A\n\n\ndef test_gone():\n    assert A().gone()\n\n\n"
                "def test_used():\n    assert A().used()\n"
            ),
        },
        {
            "app/a.py": USED + "\ndef f():\n    return A().used()\n",
            "tests/test_a.py": "from app.a import A\n\n\ndef test_used():\n    assert A().used()\n",
        },
    ),
    "a choice between imports stays": Case(
        {"app/a.py": "try:\n    import fast\nexcept ImportError:\n    fast = None\n\n\n" + A},
        {},
        ("fast: `fast` has another definition, which stays",),
    ),
    "what a comment accepts stays, with what it uses": Case(
        {"app/a.py": PAIR.replace("def old():", "def old():  # netra: ignore[unreferenced] until March")},
        {},
        ("older: app/a.py:9 `old` uses it", "json: app/a.py:13 `older` uses it"),
    ),
    "a test that puts a mock in its place": Case(
        {
            "app/a.py": A + "\n\ndef old():\n    return 1\n",
            "tests/test_a.py": (
                'from unittest import mock\n\nfrom app.a import f\n\n\n@mock.patch("app.a.old")\n'
                "def test_old(fake):\n    assert fake\n\n\ndef test_f():\n    assert f()\n"
            ),
        },
        {
            "app/a.py": A,
            "tests/test_a.py": "from app.a import f\n\n\ndef test_f():\n    assert f()\n",
        },
    ),
    "stubs": Case(
        {
            "app/a.py": A + "\n\ndef old():\n    return 1\n",
            "app/a.pyi": "def f() -> int: ...\ndef old() -> int: ...\n",
            "app/b.py": "X = 1\n",
            "app/b.pyi": "X: int\n",
        },
        {"app/a.py": A, "app/a.pyi": "def f() -> int: ...\n", "app/b.py": None, "app/b.pyi": None},
    ),
    "a fixture that a test imports": Case(
        {
            "app/a.py": A,
            "app/testing.py": "import pytest\n\n\n@pytest.fixture\ndef one():\n    return 1\n",
            "tests/test_a.py": (
                "from app.a import f\nfrom app.testing import one\n\n\ndef test_f(one):\n    assert f()\n"
            ),
        },
        {},
        ("app.testing: tests/test_a.py:2 `one` may bring fixtures",),
    ),
    "a parameter takes a person": Case(
        {"app/a.py": "def f():\n    return g(1)\n\n\ndef g(x):\n    return len('a')\n"},
        {},
        ("g.x: all who call the function would have to change: it takes a person",),
    ),
}


def trees(root: Path, case: Case) -> Path:
    """Lay a case down."""
    return make(root, MAIN | case.files, git=False, old=False)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_before_and_after(tmp_path: Path, case: Case) -> None:
    root = trees(tmp_path, case)
    before = files_below(root)
    removal = removal_of(root, **case.selection)
    assert contents(removal) == case.after
    assert sorted(f"{one.name}: {one.reason}" for one in removal.stay) == sorted(case.stay)
    after = applied(root, removal)
    assert {path for path in case.after if path in after} == {
        path for path, text in case.after.items() if text is not None
    }
    again = removal_of(root, **case.selection)
    assert not again.plan.edits
    if removal.plan.edits:
        undo(str(root), disk=Dying(MANY))
        assert files_below(root) == before


def test_a_removal_that_dies_is_finished_or_undone(tmp_path: Path) -> None:
    case = CASES["a module, its package and an import of it"]
    for writes in range(0, 60, 3):
        root = trees(tmp_path / str(writes), case)
        before = files_below(root)
        removal = removal_of(root)
        try:
            apply(str(root), removal.plan, disk=Dying(writes))
            break
        except KilledError:
            recover(str(root), disk=Dying(MANY), asked=True)
        left = files_below(root)
        assert left == before or all(path not in left for path, text in case.after.items() if text is None)
    assert writes > 10
    assert files_below(root).keys() == {*MAIN, "app/a.py"}


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ("app.a.f", "it is in use: app/__main__.py:1 uses it"),
        ("app/a.py:f", "it is in use: app/__main__.py:1 uses it"),
    ],
)
def test_what_is_in_use_is_not_removed_by_name(tmp_path: Path, names: str, reason: str) -> None:
    removal = removal_of(make(tmp_path, MAIN | {"app/a.py": PAIR}, git=False), names=(names,))
    assert not removal.plan.edits
    assert [(one.name, one.reason, one.named) for one in removal.held] == [("f", reason, True)]


def test_a_name_that_means_nothing_or_several_things(tmp_path: Path) -> None:
    root = make(tmp_path, MAIN | {"app/a.py": PAIR, "app/b.py": "", "app/c.py": A}, git=False)
    removal = removal_of(root, names=("app.a.odl",))
    assert "nothing is called `app.a.odl`, or it is gone already; did you mean 'old'?" in removal.plan.title
    for name, text in (("app/d.py", PAIR), ("app/e.py", "from app.d import f\nf()\n")):
        (root / name).write_text(text)
    (root / "app/__main__.py").write_text("import app.e\nfrom app.a import f\n\nf()\n")
    with pytest.raises(NetraError, match=r"`old` means several things: app/a\.py:old, app/d\.py:old"):
        removal_of(root, names=("old",))


def test_where_it_is_still_spoken_of(tmp_path: Path) -> None:
    files = MAIN | {
        "app/a.py": A + "\n\ndef old_way():\n    return 1\n\n\ndef g():\n    return 2\n",
        "docs/a.md": "# A\n\nSee `app.a.old_way`, old_way and `g()`; g is a letter.\n\nold_ways\n",
        "docs/b.rst": "nothing\n",
        "data.json": '{"call": "app.a:old_way", "old_way": 1}\n',
        "app/b.py": 'import app.a\n\nprint("app.a.g_", "app/a.py")\n\n\ndef f():\n    """Like app.a.g."""\n',
    }
    root = make(tmp_path, files, git=False)
    removal = removal_of(root, names=("app.a.old_way", "app.a.g"))
    modules = {"app/a.py": "app.a"}
    tree = Tree(str(root)).after(removal.plan.edits)
    assert [f"{one.path}:{one.line} {one.text}" for one in find_mentions(tree, removal.gone, modules)] == [
        "app/b.py:7 a string speaks of `app.a.g`",
        "data.json:1 configuration speaks of `app.a:old_way`",
        "docs/a.md:3 documentation speaks of `app.a.old_way`",
    ]
