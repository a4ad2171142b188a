"""What a check finds after a move and had found before, under the names of before, refuses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.changes.gates.judge import judge
from netra_tools.changes.moves.structure import Request, Structure
from netra_tools.changes.tree import Tree
from netra_tools.plan import Author
from tests.changes.gates.plans import Files, failures, wanted_in
from tests.repository import make

PACKAGE: Files = {
    "app/__init__.py": "",
    "app/one.py": "def one():\n    from .two import two\n    return two\n",
    "app/two.py": "from .one import one\n\n\ndef two():\n    return one\n",
    "app/x.py": "import app.y, app.z\n\nprint(app.y, app.z)\n",
    "app/y.py": "import app.x\n\nprint(app.x)\n",
    "app/z.py": "import app.x\n\nprint(app.x)\n",
    "main.py": "from app.one import one\nfrom app import two\n\nprint(one, two)\n",
}

MOVES = {
    "a module becomes a package and goes into it": [("app/one.py", "app/one/first.py")],
    "a module goes up": [("app/one.py", "one.py")],
    "two modules change places": [("app/one.py", "app/two.py"), ("app/two.py", "app/one.py")],
    "another of two cycles comes first": [("app/z.py", "app/a.py")],
    "a package goes below itself": [("app", "app/inner")],
}


def test_files_that_are_left_as_they_are_hold_up_no_others(tmp_path: Path) -> None:
    files = {"app/__init__.py": "", "app/one.py": "", "app/two.py": "import app.one\nprint(\n"}
    make(tmp_path, files)
    wanted = wanted_in(tmp_path)
    tree = Tree(str(tmp_path))
    plan = Structure(wanted.request.config, tree, Request((("app/one.py", "app/a.py"),))).plan(Author("test"))
    assert [note.path for note in plan.failed] == ["app/two.py"]
    assert failures({verdict.gate: verdict for verdict in judge(tree, plan, wanted)}) == {}


@pytest.mark.parametrize("pairs", MOVES.values(), ids=MOVES)
def test_moves_that_bring_no_error(pairs: list[tuple[str, str]], tmp_path: Path) -> None:
    make(tmp_path, {path: text for path, text in PACKAGE.items() if text is not None})
    wanted = wanted_in(tmp_path)
    tree = Tree(str(tmp_path))
    plan = Structure(wanted.request.config, tree, Request(tuple(pairs))).plan(Author("test"))
    verdicts = {verdict.gate: verdict for verdict in judge(tree, plan, wanted)}
    assert failures(verdicts) == {}
