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
from netra_tools.changes.moves.moved_paths import MovedPaths
from netra_tools.changes.renaming.migrate import Migration, Moves
from netra_tools.changes.renaming.pairs import Renaming, parse_pairs
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
        plan = Migration(Codebase(config, tree, renaming), Moves(moves, MovedPaths(()))).plan(
            "test", Author("test")
        )
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


class Runner:
    """A Python that runs programs one after the other; to start it takes longer than most of them."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.count = 0
        command = [sys.executable, "-I", "-B", str(RUNNER)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def printed(self, trees: Sequence[Files]) -> list[str]:
        """Give what `main.py` of each tree prints, or how it fails."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([self.write(files) for files in trees]) + "\n")
        self.process.stdin.flush()
        found: list[str] = json.loads(self.process.stdout.readline())
        return found

    def write(self, files: Files) -> str:
        """Write a tree to a place of its own."""
        self.count += 1
        root = self.place / str(self.count)
        for path, data in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return str(root)

    def close(self) -> None:
        """End the process."""
        with self.process:
            assert self.process.stdin
            self.process.stdin.close()
