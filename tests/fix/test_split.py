"""What a divided module is: the same lines elsewhere, and every name where it was."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from netra_tools.config.model import Config
from netra_tools.fix.split import Refusal, plan_split
from netra_tools.fix.split import Request as Wish
from netra_tools.plan import Plan
from tests.changes.gates.plans import failures, judged
from tests.changes.planning import after
from tests.fix.splitting import LINE, PATH, divided, function, importable, laid, split

WHOLE = '''\
# Copyright 2020 Somebody
"""A module.

More.
"""
from __future__ import annotations

import os
import logging
import sys
from typing import TYPE_CHECKING, Any

try:
    import fcntl
except ImportError:
    fcntl = None

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOGGER = logging.getLogger(__name__)

__all__ = ["Reader", "Writer", "read"]

LIMIT = 3
"""How many."""

# Readers

class Reader:
    """Reads."""

    def go(self, x: Sequence[int]) -> Any:
        _LOGGER.debug("x")
        return x[:LIMIT]
    # the end


def read(path):
    return Reader().go(os.listdir(path))


# Writers


class Writer:
    def lock(self, f):
        if fcntl:
            fcntl.flock(f, 1)

    def other(self) -> Iterator:
        yield sys.argv


def write(x):
    """Write."""
    _LOGGER.debug("x")
    return Writer().lock(x)
'''
FACADE = '''\
# Copyright 2020 Somebody
"""A module.

More.
"""
from __future__ import annotations

import os
import logging

try:
    import fcntl
except ImportError:
    fcntl = None

from pkg.mod_reader import LIMIT as LIMIT, read, Reader
from pkg.mod_writer import write as write, Writer

_LOGGER = logging.getLogger(__name__)

__all__ = ["Reader", "Writer", "read"]
'''
READER = '''\
# Copyright 2020 Somebody
"""A part of `pkg.mod`: `Reader`, `read`, `LIMIT`."""

from __future__ import annotations

import os
import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOGGER = logging.getLogger("pkg.mod")

LIMIT = 3
"""How many."""

# Readers

class Reader:
    """Reads."""

    def go(self, x: Sequence[int]) -> Any:
        _LOGGER.debug("x")
        return x[:LIMIT]
    # the end


def read(path):
    return Reader().go(os.listdir(path))
'''
WRITER = '''\
# Copyright 2020 Somebody
"""A part of `pkg.mod`: `Writer`, `write`."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:
    fcntl = None

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOGGER = logging.getLogger("pkg.mod")


# Writers


class Writer:
    def lock(self, f):
        if fcntl:
            fcntl.flock(f, 1)

    def other(self) -> Iterator:
        yield sys.argv


def write(x):
    """Write."""
    _LOGGER.debug("x")
    return Writer().lock(x)
'''
TEST = """\
from unittest.mock import patch
from pkg.mod import write
def test():
    with patch("pkg.mod.fcntl"), patch("pkg.mod.os.listdir"): assert write(1)
"""


def test_whole(tmp_path: Path) -> None:
    found = split(tmp_path, {PATH: WHOLE, "tests/test_mod.py": TEST}, 45)
    assert found == {
        "pkg/__init__.py": "",
        PATH: FACADE,
        "pkg/mod_reader.py": READER,
        "pkg/mod_writer.py": WRITER,
        "tests/test_mod.py": TEST.replace('"pkg.mod.fcntl"', '"pkg.mod_writer.fcntl"'),
    }


def test_same_twice(tmp_path: Path) -> None:
    tree = laid(tmp_path, {PATH: WHOLE})
    assert divided(tree, 45) == divided(tree, 45)


def test_gates(tmp_path: Path) -> None:
    tree = laid(tmp_path, {PATH: WHOLE})
    plan = divided(tree, 45)
    assert isinstance(plan, Plan)
    assert failures(judged(tmp_path, {}, plan)) == {}


def test_findings_move_with_their_code(tmp_path: Path) -> None:
    long = function("parse_all", lines=40).replace("    #\n", "    print()\n")
    tree = laid(tmp_path, {PATH: long + function("other", lines=30)})
    plan = divided(tree, 50)
    assert isinstance(plan, Plan)
    verdicts = judged(tmp_path, {}, plan)
    assert failures(verdicts) == {}
    worse = [
        edit if edit.before else edit._replace(after=edit.after._replace(content=edit.after.content * 2))
        for edit in plan.edits
        if edit.after
    ]
    assert failures(judged(tmp_path, {}, plan._replace(edits=tuple(worse)))).keys() == {"findings"}


FAMILIES = (
    function("load_red", "return paint_red()")
    + function("load_blue", "return paint_blue()")
    + function("paint_red")
    + function("paint_blue")
)


def test_families_stay_together(tmp_path: Path) -> None:
    found = split(tmp_path, {PATH: FAMILIES}, 32)
    others = {path: re.findall(r"def (\w+)", text) for path, text in found.items() if path != PATH}
    assert others["pkg/mod_red.py"] == ["load_red", "paint_red"]
    assert re.findall(r"def (\w+)", found[PATH]) == ["load_blue", "paint_blue"]


BYTES = {
    "crlf": WHOLE.replace("\n", "\r\n").encode(),
    "tabs": WHOLE.replace("    ", "\t").encode(),
    "bom": b"\xef\xbb\xbf" + WHOLE.encode(),
    "latin": b"# -*- coding: latin-1 -*-\n" + WHOLE.replace("Write.", "Schr\xe4g").encode("latin-1"),
    "no newline at the end": WHOLE.rstrip().encode(),
}


@pytest.mark.parametrize("name", BYTES)
def test_lines_stay_to_the_byte(tmp_path: Path, name: str) -> None:
    tree = laid(tmp_path, {PATH: ""})
    (tmp_path / PATH).write_bytes(BYTES[name])
    plan = plan_split(Config(root=tree.root), tree, Wish(PATH, 46))
    assert isinstance(plan, Plan), plan
    held = {edit.path: edit.after.content for edit in plan.edits if edit.after}
    body = BYTES[name][BYTES[name].index(b"class Writer") :].rstrip()
    assert held["pkg/mod_writer.py"].rstrip().endswith(body)
    assert held["pkg/mod_writer.py"].startswith(b"\xef\xbb\xbf") == (name == "bom")
    assert (b"coding: latin-1" in held["pkg/mod_writer.py"][:30]) == (name == "latin")
    lines = b"".join(held.values()).count(b"\n")
    assert (b"".join(held.values()).count(b"\r\n") == lines) == (name == "crlf")


PLACES = {
    "package": ("pkg/__init__.py", "", ["pkg/__init__.py", "pkg/red.py"]),
    "top": ("mod.py", "", ["mod.py", "mod_red.py", "pkg/__init__.py"]),
    "private": ("pkg/_mod.py", "", ["pkg/__init__.py", "pkg/_mod.py", "pkg/_mod_red.py"]),
    "taken": (PATH, "pkg/mod_red.py", ["pkg/__init__.py", "pkg/mod.py", "pkg/mod_load.py", "pkg/mod_red.py"]),
    "taken in capitals": (PATH, "pkg/Mod_Red.py", ["pkg/Mod_Red.py", "pkg/__init__.py", "pkg/mod.py",
                                                    "pkg/mod_load.py"]),
    "taken by a folder": (PATH, "pkg/mod_red/x.py", ["pkg/__init__.py", "pkg/mod.py", "pkg/mod_load.py",
                                                      "pkg/mod_red/x.py"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_names_of_files(tmp_path: Path, name: str) -> None:
    path, other, expected = PLACES[name]
    text = (
        function("load_red", "return paint_red()") + function("paint_red") + function("paint_blue", lines=18)
    )
    found = split(tmp_path, {path: text, **({other: ""} if other else {})}, 30, path)
    assert sorted(found) == expected


def test_order_of_what_acts(tmp_path: Path) -> None:
    text = (
        "LIST = []\ndef put(x):\n    LIST.append(x)\n    return x\n"
        + "FIRST = put(1)\n"
        + function("paint", lines=20)
        + "SECOND = put(2)\n"
        + function("show", "return SECOND", lines=20)
    )
    found = split(tmp_path, {PATH: text}, 30)
    assert "def put" not in found[PATH]
    with importable(found) as module:
        assert module.LIST == [1, 2]


OLD = "class Point:\n    def __init__(self, x):\n        self.x = x\n" + LINE * 20


def test_pickles_of_before_load(tmp_path: Path) -> None:
    before = {"pkg/__init__.py": "", PATH: OLD + function("paint", lines=30)}
    found = split(tmp_path, before, 40)
    with importable(before) as module:
        text = pickle.dumps(module.Point(3))
    assert "class Point" not in found[PATH]
    with importable(found) as module:
        assert pickle.loads(text).x == 3
        assert pickle.loads(pickle.dumps(module.Point(4))).x == 4
        assert module.Point.__module__ == "pkg.mod_point"


def test_what_lists_modules_speaks_of_packages(tmp_path: Path) -> None:
    walker = "import pkgutil\npkgutil.iter_modules(__path__)\n"
    assert "mod_red.py" in split(tmp_path, {"mod.py": FAMILIES, "walker.py": walker}, 32, "mod.py")


def test_plan_tells_what_speaks_of_the_file(tmp_path: Path) -> None:
    tree = laid(tmp_path, {PATH: FAMILIES, "tox.ini": "[x]\nignore = pkg/mod.py\nother = pkg/mod.pyi\n"})
    plan = divided(tree, 32)
    assert isinstance(plan, Plan)
    assert [(note.path, note.line) for note in plan.notes if note.line] == [("tox.ini", 2)]
    assert [note.text for note in plan.notes if not note.line] == [
        "`__module__` becomes pkg.mod_red: load_red, paint_red"
    ]


def test_limit_of_the_rule(tmp_path: Path) -> None:
    tree = laid(tmp_path, {PATH: "".join(function(f"paint_{name}", lines=60) for name in "abcdefgh")})
    assert isinstance(divided(tree, 0), Plan)
    assert max(text.count("\n") for text in after(tree, divided(tree, 0)).values()) <= 450  # type: ignore[arg-type]


def test_short_enough_already(tmp_path: Path) -> None:
    assert divided(laid(tmp_path, {PATH: FAMILIES}), 0) == Refusal(PATH, 1, "it has 40 lines, limit 450")
