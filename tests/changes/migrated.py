"""Migrations of trees written out in a test, and what the programs in such trees print."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.migrate import Migration, Moves
from netra_tools.changes.moved_paths import MovedPaths
from netra_tools.changes.renaming import Renaming, parse_pairs
from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.plan import Author, Edit, Plan, State

Files = Mapping[str, bytes]
Words = Sequence[tuple[str, str]]
RUNNER = Path(__file__).parent / "run_trees.py"


class Migrated(NamedTuple):
    """The files afterwards, and the plan that led there."""

    files: dict[str, bytes]
    plan: Plan


def migrate(files: Files, words: Words, *, settled: bool = False) -> Migrated:
    """Migrate a tree; its files move along unless they have moved already (`settled`)."""
    with tempfile.TemporaryDirectory() as empty:
        tree = Tree(empty).after(Edit(path, path, None, State(data)) for path, data in files.items())
        renaming = Renaming(parse_pairs(words), settled=settled)
        config = Config(root=empty)
        moves = {} if settled else moves_of(Codebase(config, tree, renaming))
        plan = Migration(config, tree, renaming, Moves(moves, MovedPaths(()))).plan("test", Author("test"))
        after = tree.after(plan.edits)
        return Migrated({path: after.read(path) for path in sorted(after.paths())}, plan)


def moves_of(codebase: Codebase) -> dict[str, str]:
    """Say where files go whose modules are called differently afterwards."""
    moves = {}
    for path, name in codebase.names.items():
        new = codebase.renaming.module(name.module) if name.module else None
        if new is not None and new != name.module:
            end = ("/__init__" if name.is_package else "") + path[path.rindex(".") :]
            start = path.removesuffix(name.module.replace(".", "/") + end)
            moves[path] = start + new.replace(".", "/") + end
    return moves


def printed(place: Path, trees: Sequence[Files]) -> list[str]:
    """Give what `main.py` of each tree prints, or how it fails; one Python runs them all."""
    places = []
    for number, files in enumerate(trees):
        root = place / str(number)
        for path, data in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        places.append(str(root))
    command = [sys.executable, "-I", "-B", str(RUNNER)]
    done = subprocess.run(command, input=json.dumps(places), capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found
