"""Which Python files a change of imports looks at."""

from __future__ import annotations

import stat
from collections.abc import Sequence

from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.errors import NetraError
from netra_tools.project.discover import choose_names
from netra_tools.project.tree import PYTHON


def choose_files(config: Config, tree: Tree, paths: Sequence[str]) -> list[str]:
    """List the files that are meant by files and directories; by none, all that the configuration includes.

    A file that is named is meant even when the configuration leaves it out. Links are nobody's.

    Raises: NetraError for a path that means no Python file.
    """
    every = sorted(path for path in tree.paths() if path.endswith(PYTHON))
    known = frozenset(every)
    usual = choose_names(every, config.include, config.exclude)
    chosen: set[str] = set(() if paths else usual)
    for path in paths:
        start = "" if path == "." else f"{path.rstrip('/')}/"
        below = [path] if path in known else [name for name in usual if name.startswith(start)]
        if not below:
            raise NetraError(f"there is no Python file at '{path}'", "name files or directories to change")
        chosen.update(below)
    return sorted(chosen)


def is_file(mode: int) -> bool:
    """Say whether a mode is that of a file."""
    return stat.S_ISREG(mode)
