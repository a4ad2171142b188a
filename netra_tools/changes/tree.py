"""The repository as the edits of a plan would leave it, so that the next plan can be made on that."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping

from netra_tools.errors import NetraError
from netra_tools.plan import Edit, State
from netra_tools.project.discover import list_everything
from netra_tools.project.read import FLAGS, read_all


class Tree:
    """What lies below `root`: what is on disk, and above it what edits have made of it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.held: dict[str, State | None] = {}  # what edits left, None for what they took away
        self._listed: tuple[frozenset[str], frozenset[str]] | None = None

    def after(self, edits: Iterable[Edit]) -> Tree:
        """Give the tree as it is after edits."""
        changed = list(edits)
        tree = Tree(self.root)
        tree._listed = self._listed
        tree.held = {**self.held, **dict.fromkeys(edit.path for edit in changed)}
        tree.held.update((edit.target, edit.after) for edit in changed)
        return tree

    def paths(self) -> frozenset[str]:
        """List all files and links that git does not ignore, whatever they are called."""
        gone = {path for path, state in self.held.items() if state is None}
        return (self.listed()[0] - gone) | (self.held.keys() - gone)

    def links(self) -> frozenset[str]:
        """List what may be a symbolic link."""
        return self.listed()[1] | self.held.keys()

    def listed(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give all that is on disk and not ignored, and what of it may be a link."""
        if self._listed is None:
            self._listed = list_everything(self.root)
        return self._listed

    def state(self, path: str) -> State | None:
        """Give what a path holds; None for nothing, and for a directory.

        Raises: NetraError for what cannot be read, and for what is neither file nor link.
        """
        if path in self.held:
            return self.held[path]
        return read_state(self.root, path)

    def read(self, path: str) -> bytes:
        """Give the content of a file; nothing where none is."""
        found = self.state(path)
        return b"" if found is None else found.content

    def overlay(self) -> Mapping[str, bytes | None]:
        """Give what differs from the disk in the form in which a check takes it."""
        return {path: None if state is None else state.content for path, state in self.held.items()}


def read_state(root: str, path: str) -> State | None:
    """Give what a path holds on disk; no link is followed.

    Raises: NetraError for what cannot be read, and for what is neither file nor link.
    """
    place = f"{root}/{path}"
    try:
        mode = os.lstat(place).st_mode
        if stat.S_ISLNK(mode):
            return State(os.fsencode(os.readlink(place)), mode)
        if stat.S_ISDIR(mode):
            return None
        if stat.S_ISREG(mode):
            return State(read_file(place), mode)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NetraError(f"cannot read {path}: {(error.strerror or 'unknown error').lower()}") from error
    raise NetraError(f"cannot change {path}: it is neither a file nor a link")


def read_file(place: str) -> bytes:
    """Read a file to its end."""
    descriptor = os.open(place, FLAGS)
    try:
        return read_all(descriptor, os.fstat(descriptor).st_size)
    finally:
        os.close(descriptor)
