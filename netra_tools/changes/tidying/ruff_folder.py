"""Asks ruff about files as a plan leaves them: on a copy outside of the repository, which goes in the end.

The copy holds the files that are asked about, in UTF-8 with plain newlines; all other Python files are there,
empty, for ruff tells by them which imports are first-party; and so is every file that may configure it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from netra_tools.changes.tidying.chosen import is_file
from netra_tools.changes.tree import Tree
from netra_tools.external.launch import Surroundings
from netra_tools.external.ruff_fixes import RULES, Advice, ask_ruff
from netra_tools.project.tree import PYTHON

TOML: Final = ".toml"
CONFIGURATION: Final = ("pyproject.toml", "ruff.toml", ".ruff.toml")
STOP: Final = ".ruff.toml"


class RuffFolder:
    """A copy that ruff is asked about, once or several times."""

    def __init__(self, tree: Tree, where: Surroundings) -> None:
        self.tree = tree
        self.where = where

    def ask(self, sources: Mapping[str, bytes], rules: Sequence[str] = RULES) -> list[Advice]:
        """Ask ruff about some files.

        Raises: NetraError when it cannot be asked.
        """
        with tempfile.TemporaryDirectory(prefix="netra-") as folder:
            for path, content in self.contents(sources):
                write(folder, path, content)
            return ask_ruff(self.where, folder, rules)

    def contents(self, sources: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """Yield what the copy holds."""
        paths = self.tree.paths()
        for path in paths:
            if path.endswith(TOML):
                state = self.tree.state(path)
                if state is not None and is_file(state.mode):
                    yield path, state.content
            elif path.endswith(PYTHON):
                yield path, sources.get(path, b"")
        if not paths.intersection(CONFIGURATION):
            yield STOP, b""  # what lies above the copy is nobody's configuration


def write(folder: str, path: str, content: bytes) -> None:
    """Write one file."""
    place = os.path.join(folder, path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "wb") as file:
        file.write(content)
