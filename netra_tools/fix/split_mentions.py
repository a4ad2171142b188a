"""Configuration that speaks of a module by its path or name, and so not of the new modules beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netra_tools.changes.tree import Tree
from netra_tools.model import Note

CONFIGURATION: Final = frozenset(
    [
        *("pyproject.toml", "netra.toml", "ruff.toml", ".ruff.toml", "setup.cfg", "tox.ini", "mypy.ini"),
        *(".coveragerc", ".pylintrc", ".flake8", ".importlinter", "tach.toml", "CODEOWNERS"),
    ]
)


def mentions_of(tree: Tree, path: str, module: str) -> Iterator[Note]:
    """Yield the lines of configuration that name a file or its module."""
    spoken = re.compile(
        rb"(?<![\w./])(?:%s|%s)(?![\w.])" % (re.escape(path.encode()), re.escape(module.encode()))
    )
    for other in sorted(tree.paths()):
        if other.rpartition("/")[2] in CONFIGURATION:
            for number, line in enumerate(tree.read(other).splitlines(), 1):
                if spoken.search(line):
                    yield Note(
                        other, number, f"speaks of {path}, and not of the modules that it is divided into"
                    )
