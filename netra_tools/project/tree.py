"""What a look at the file system found, before any choice of files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

PYTHON = (".py", ".pyi")


class Names(NamedTuple):
    """How the names of files end that are wanted, or how they start."""

    endings: tuple[str, ...]
    starts: tuple[str, ...] = ()


# The other names say what is ignored and where a project begins.
OF_USE = Names((*PYTHON, ".gitignore", "pyproject.toml", "setup.cfg"))


class Tree(NamedTuple):
    """Everything below a root that is not ignored. Names are relative to it, with `/`; "." is the root."""

    files: set[str]  # those whose names are as `of_use` says
    links: set[str]  # files of any name that may be symbolic links
    directories: set[str]
    nested: set[str]  # directories that are repositories of their own: left out
    ignore_files: set[str]  # absolute paths whose content decides what is ignored
    notes: set[str]
    tracked: bytes = b""  # digest of the names that git tracks; empty where git is not asked
    of_use: Names = OF_USE


def empty_tree(of_use: Names = OF_USE) -> Tree:
    """Make a tree with nothing in it."""
    return Tree(set(), set(), set(), set(), set(), set(), of_use=of_use)


def add_parents(names: Iterable[str], directories: set[str]) -> None:
    """Add every directory above the named files, up to the root."""
    heads = {name.rpartition("/")[0] for name in names}
    while heads:
        heads.discard("")
        directories |= heads
        heads = {head.rpartition("/")[0] for head in heads} - directories
    directories.add(".")
