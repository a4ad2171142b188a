"""What resolving a reference asks of the repository; whoever resolves gives the answers."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Final, NamedTuple

FILE: Final = "file"
FOLDER: Final = "folder"
NOTHING: Final = ""
PART: Final = "::"  # stands between a file and the definition in it that is meant


class World(NamedTuple):
    """The repository as references see it. Paths are relative to its root, with `/`."""

    state: Callable[[str], str]  # FILE, FOLDER or NOTHING
    content: Callable[[str], bytes | None]
    modules: Mapping[str, str]  # dotted name -> path; "" for one that is not read
    part: Callable[[str, str], bytes | None]  # a definition of a Python file by its name; None: no such
    names: Callable[[str], Container[str] | None]  # what a module binds; None when that cannot be known
    folders: tuple[str, ...]  # below which paths may begin, besides the root
    rules: frozenset[str]  # codes and slugs
