"""Cycles of imports are opened by moving an import to where it runs later, if that is safe, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.changes.tidying.untangle import plan_untangle
from tests.changes.planned import told, tree_of, written

# The other side of the cycle can never be moved.
OTHER = "from app import a\n\nX = 1\nM = a\n\n\nclass B: ...\n"
FUTURE = "from __future__ import annotations\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "from app.b import B\n\n\ndef f():\n    return B()\n",
            "\n\ndef f():\n    from app.b import B\n    return B()\n",
            id="one function",
        ),
        pytest.param(
            "import os\nfrom .b import B as C, X\n\n\n"
            'def f():\n    """Doc."""\n    # why\n    return C()\n\n\n'
            "class K:\n\tdef m(self):\n\t\treturn X\n",
            "import os\n\n\n"
            'def f():\n    """Doc."""\n    # why\n    from .b import B as C\n    return C()\n\n\n'
            "class K:\n\tdef m(self):\n\t\tfrom .b import X\n\t\treturn X\n",
            id="two functions, aliases, tabs",
        ),
        pytest.param(
            "from app import b\n\n\ndef f():\n    def g():\n        return b.X\n\n    return g\n",
            "\n\ndef f():\n    from app import b\n    def g():\n        return b.X\n\n    return g\n",
            id="a module, in a nested function",
        ),
        pytest.param(
            "from app import b, c\n\n\ndef f():\n    return b.X, c\n",
            "from app import c\n\n\ndef f():\n    from app import b\n    return b.X, c\n",
            id="one of two names",
        ),
        pytest.param(
            f"{FUTURE}from app.b import B\n\n\ndef f(b: B) -> B: ...\n",
            f"{FUTURE}from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from app.b import B\n\n\n"
            "def f(b: B) -> B: ...\n",
            id="annotations",
        ),
        pytest.param(
            "from app.b import B\n\n\ndef f(b: 'B'): ...\n",
            "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from app.b import B\n\n\n"
            "def f(b: 'B'): ...\n",
            id="quoted annotations",
        ),
        pytest.param(
            f"{FUTURE}from typing import TYPE_CHECKING\nfrom app.b import B\n"
            "if TYPE_CHECKING:\n    import os\n\n\n"
            "def f(b: B) -> os.X:\n    return B()\n",
            f"{FUTURE}from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from app.b import B\n    import os\n\n\n"
            "def f(b: B) -> os.X:\n    from app.b import B\n    return B()\n",
            id="both, with a block that is there",
        ),
    ],
)
def test_imports_that_move(tmp_path: Path, before: str, after: str) -> None:
    files = {"app/__init__.py": "", "app/a.py": before, "app/b.py": OTHER, "app/c.py": ""}
    config, tree = tree_of(tmp_path, files)
    plan = plan_untangle(config, tree, ())
    assert written(plan) == {"app/a.py": after}, told(plan)
    again = plan_untangle(config, tree.after(plan.edits), ())
    assert again.edits == () and again.notes == ()


@pytest.mark.parametrize(
    ("before", "why"),
    [
        pytest.param(
            "from app.b import B\n\n\nclass K(B): ...\n", "used when the module is loaded", id="base"
        ),
        pytest.param("from app.b import B\n\n\n@B\ndef f(): ...\n", "used when the module", id="decorator"),
        pytest.param("from app.b import B\n\n\ndef f(b=B): ...\n", "used when the module", id="default"),
        pytest.param(
            "from app.b import B\n\n\nclass K:\n    b = B\n", "used when the module", id="class body"
        ),
        pytest.param("from app.b import B\n\nF = lambda: B\n", "used when the module", id="lambda"),
        pytest.param("from app.b import *\n\n\ndef f():\n    return B\n", "", id="star"),
        pytest.param("import app.b\n\n\ndef f():\n    return app.b\n", "binds `app`", id="plain"),
        pytest.param("from app.b import B\n\n\ndef f(b: B): ...\n", "is missing", id="evaluated annotation"),
        pytest.param(
            f"{FUTURE}from app.b import B\n\n\n@x\ndef f(b: B): ...\n",
            "decorator or a base",
            id="read by a decorator",
        ),
        pytest.param(
            f"{FUTURE}from app.b import B\n\n\nclass K(M):\n    b: B\n",
            "decorator or a base",
            id="read by a base",
        ),
        pytest.param("from app.b import B\n\n\ndef f(): return B\n", "has no line", id="one line"),
        pytest.param(
            "from app.b import B\n\n\ndef f():\n    return B\n\n\nf()\n", "may be called", id="called"
        ),
        pytest.param("from app.b import B\n\n\ndef f():\n    global B\n    B = 1\n", "", id="global"),
        pytest.param(
            "from app.b import B\n\n__all__ = ['B']\n\n\ndef f():\n    return B\n",
            "in `__all__`",
            id="exported",
        ),
        pytest.param(
            "if x:\n    from app.b import B\n\n\ndef f():\n    return B\n", "on a condition", id="in if"
        ),
        pytest.param("from app.b import B  # why\n\n\ndef f():\n    return B\n", "comment", id="a comment"),
        pytest.param("from app.b import B\n", "not used", id="unused"),
    ],
)
def test_what_stays_is_told(tmp_path: Path, before: str, why: str) -> None:
    files = {"app/__init__.py": "", "app/a.py": before, "app/b.py": OTHER}
    config, tree = tree_of(tmp_path, files)
    plan = plan_untangle(config, tree, ())
    assert plan.edits == ()
    (line,) = told(plan)
    assert "cheapest to cut in a cycle of 2 modules; it cannot be moved" in line
    assert why in line, line


def test_what_others_use_stays(tmp_path: Path) -> None:
    source = "from app.b import B\n\n\ndef f():\n    return B\n"
    files = {"app/__init__.py": "", "app/a.py": source, "app/b.py": OTHER, "c.py": "from app.a import B\n"}
    config, tree = tree_of(tmp_path, files)
    plan = plan_untangle(config, tree, ())
    assert plan.edits == ()
    assert "`B` must stay: it is used as `app.a.B`" in "".join(told(plan))


def test_without_fix_it_only_says_where_to_cut(tmp_path: Path) -> None:
    source = "from app.b import B\n\n\ndef f():\n    return B\n"
    config, tree = tree_of(tmp_path, {"app/__init__.py": "", "app/a.py": source, "app/b.py": OTHER})
    plan = plan_untangle(config, tree, (), fix=False)
    assert plan.edits == ()
    assert told(plan) == ["app/a.py:1 `app.a` imports `app.b`: cheapest to cut in a cycle of 2 modules"]
