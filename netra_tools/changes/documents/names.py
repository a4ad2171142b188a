"""What was renamed, as the rewriting of documents asks for it, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from netra_tools.model import Note


class Renamed(NamedTuple):
    """The renaming of modules and of files: whole components, paths from the repository root."""

    dotted: Callable[[str], str | None]
    """The new name of a module, of what lies below one, of `module.Symbol` and `module:Symbol`."""
    path: Callable[[str], str | None]
    """The new path of a file or folder that moved; None for what stays and for what is not there."""
    exists: Callable[[str], bool]
    """Whether a file or folder was there before."""
    roots: tuple[str, ...] = ()  # source roots: paths may be written relative to one
    old_words: tuple[bytes, ...] = ()  # a file that holds none of these holds no old name


class Rewritten(NamedTuple):
    """A document with its references rewritten, and what only might be one."""

    after: bytes
    left: tuple[Note, ...] = ()
