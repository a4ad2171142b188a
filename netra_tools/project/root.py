"""Where the repository begins."""

from __future__ import annotations

import os
import stat

from netra_tools.errors import NetraError
from netra_tools.project.read import read_source


def find_root(start: str) -> str:
    """Find the nearest directory at or above `start` that is configured or a repository, else `start`'s.

    Raises: NetraError when nothing is at `start`.
    """
    place = os.path.realpath(start)
    try:
        mode = os.stat(place).st_mode
    except OSError as error:
        raise NetraError(f"no such file or directory: {start}", "give a path that exists") from error
    first = place if stat.S_ISDIR(mode) else place.rpartition(os.sep)[0] or os.sep
    place = first
    while not _is_root(place):
        parent = place.rpartition(os.sep)[0]
        if parent in ("", place):
            return first
        place = parent
    return place


def _is_root(place: str) -> bool:
    """Say whether a directory has netra.toml, a netra table in its pyproject.toml, or .git."""
    return _exists(f"{place}/netra.toml") or _exists(f"{place}/.git") or _has_table(place)


def _has_table(place: str) -> bool:
    """Say whether a pyproject.toml has a netra table; one that is not TOML is asked for its header only."""
    content = read_source(place, "pyproject.toml", 1 << 24)
    if not isinstance(content, bytes) or b"netra" not in content:
        return False
    if any(line.lstrip().startswith((b"[tool.netra", b"[[tool.netra")) for line in content.splitlines()):
        return True
    import tomllib

    try:
        tool = tomllib.loads(content.decode()).get("tool")
    except ValueError:
        return False
    return isinstance(tool, dict) and "netra" in tool


def _exists(path: str) -> bool:
    """Say whether anything is at `path`."""
    try:
        os.lstat(path)
    except OSError:
        return False
    return True
