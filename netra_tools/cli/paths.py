"""Where the paths of a command line lie in the repository."""

from __future__ import annotations

import os
from collections.abc import Iterable

from netra_tools.cli.pending import settle
from netra_tools.cli.replay import CACHE
from netra_tools.errors import NetraError
from netra_tools.project.root import find_root


def repository(chosen: str | None, paths: Iterable[str] = ()) -> str:
    """Find the repository that is meant; a change that was stopped in it is finished or undone first.

    Raises: NetraError when the chosen directory does not exist.
    """
    root = locate(chosen, paths)
    settle(root)
    return root


def locate(chosen: str | None, paths: Iterable[str] = ()) -> str:
    """Find the repository that is meant: the chosen one, else that around the directory, or around the paths.

    Raises: NetraError when the chosen directory does not exist.
    """
    if chosen is None:
        return root_around(find_root(os.getcwd()), paths)
    if not os.path.isdir(chosen):
        raise NetraError(f"no such directory: {chosen}", "--root takes the directory of a repository")
    return os.path.realpath(chosen)


def cache_directory(root: str, chosen: str | None) -> str:
    """Give the directory of the cache: the chosen one, else that of the repository."""
    return os.path.abspath(chosen) if chosen else f"{root}/{CACHE}"


def root_around(root: str, paths: Iterable[str]) -> str:
    """Give `root`, or the repository of the first path that lies outside of it."""
    for path in paths:
        full = place_of(root, path)
        if not is_inside(root, full) and os.path.exists(full):
            return find_root(full if os.path.isdir(full) else os.path.dirname(full))
    return root


def relative(root: str, path: str) -> str:
    """Write a path as the user wrote it relative to `root`; one outside of it stays absolute.

    Raises: NetraError for an empty one: a variable of a script without a value, not the whole repository.
    """
    if not path:
        raise NetraError("a path is empty", "write . for the current directory")
    full = place_of(root, path)
    return os.path.relpath(full, root).replace(os.sep, "/") if is_inside(root, full) else full


def place_of(root: str, path: str) -> str:
    """Follow the links of a path, but not a last one that leads out of `root` or to nothing."""
    full, link = os.path.realpath(path), path.rstrip(os.sep)
    if os.path.islink(link) and not (is_inside(root, full) and os.path.exists(full)):
        place = os.path.join(os.path.realpath(os.path.dirname(link)), os.path.basename(link))
        if is_inside(root, place):
            return place
    return full


def is_inside(root: str, full: str) -> bool:
    """Say whether `root` is or holds a resolved path."""
    return full == root or full.startswith(root.rstrip(os.sep) + os.sep)
