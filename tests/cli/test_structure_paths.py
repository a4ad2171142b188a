"""Paths of `netra structure move` count from the current directory."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.repository import make, netra

FILES = {
    "app/__init__.py": "",
    "app/util/__init__.py": "",
    "app/util/dt.py": "import app.core.main\n",
    "app/core/__init__.py": "",
    "app/core/main.py": "",
    "lib/__init__.py": "",
}

# name -> current directory, words, one file and where it goes
MOVES = {
    "from the root": ("", ["app/util", "app/tools"], ("app/util/dt.py", "app/tools/dt.py")),
    "from the root, with a dot": ("", ["./app/util", "./app/tools"], ("app/util/dt.py", "app/tools/dt.py")),
    "two words beside one another": ("app", ["util", "tools"], ("app/util/dt.py", "app/tools/dt.py")),
    "with slashes behind": ("app", ["util/", "tools/"], ("app/util/dt.py", "app/tools/dt.py")),
    "up and down": ("app/core", ["../util", "../tools"], ("app/util/dt.py", "app/tools/dt.py")),
    "out of the directory": ("app", ["util", "../lib/util"], ("app/util/dt.py", "lib/util/dt.py")),
    "a file": ("app/util", ["dt.py", "time.py"], ("app/util/dt.py", "app/util/time.py")),
    "a file without its suffix": ("app/util", ["dt.py", "time"], ("app/util/dt.py", "app/util/time.py")),
    "a file into a directory": ("app", ["util/dt.py", "core"], ("app/util/dt.py", "app/core/dt.py")),
    "a file into this directory": ("app", ["util/dt.py", "."], ("app/util/dt.py", "app/dt.py")),
    "a file to a name": ("app", ["util/dt.py", "lib.dt"], ("app/util/dt.py", "lib/dt.py")),
    "names": ("app", ["app.util", "app.tools"], ("app/util/dt.py", "app/tools/dt.py")),
    "paths from the root": ("app/core", ["app/util", "app/tools"], ("app/util/dt.py", "app/tools/dt.py")),
}


@pytest.mark.parametrize(("place", "words", "move"), MOVES.values(), ids=MOVES)
def test_paths(place: str, words: list[str], move: tuple[str, str], tmp_path: Path) -> None:
    make(tmp_path, FILES)
    ran = netra(tmp_path / place, "structure", "move", *words, "--plan-only", "--format", "json")
    assert ran.code == 0, ran.err
    assert move in {(row["from"], row["to"]) for row in json.loads(ran.out)}


def test_absolute_paths(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    words = [str(tmp_path / "app/util"), str(tmp_path / "app/tools")]
    ran = netra(tmp_path / "lib", "structure", "move", *words, "--plan-only", "--format", "json")
    assert {row["to"] for row in json.loads(ran.out)} >= {"app/tools/dt.py"}, ran.err
