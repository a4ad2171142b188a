"""A copy of the repository in which other programs may run: what they write is gone when they are done."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
import tempfile
from collections.abc import Iterable
from types import FrameType
from typing import Any, Self

from netra_tools.changes.tree import Tree
from netra_tools.errors import NetraError
from netra_tools.plan import Edit, State


class Scratch:
    """All files that git does not ignore, as copies, in a temporary directory.

    What is ignored is not there, nor is `.git`, nor a link that leads out of the repository.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.folder = ""
        self._terminated: Any = None

    @property
    def root(self) -> str:
        """Give where the copy lies."""
        return f"{self.folder}/tree"

    def place(self, name: str) -> str:
        """Give a directory beside the copy, and make it."""
        path = f"{self.folder}/{name}"
        os.makedirs(path, exist_ok=True)
        return path

    def __enter__(self) -> Self:
        # Links are resolved, so that no tool names the files in another way.
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="netra-gates-"))
        try:
            self._terminated = signal.signal(signal.SIGTERM, leave)
        except ValueError:  # not the main thread: whoever runs us there cleans up on a signal
            self._terminated = None
        try:
            os.makedirs(self.root)
            for path in sorted(self.tree.paths()):
                self._copy(path)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, onerror=unlock)
        if self._terminated is not None:
            signal.signal(signal.SIGTERM, self._terminated)

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make the edits of a plan in the copy."""
        changed = list(edits)
        for edit in changed:
            remove(f"{self.root}/{edit.path}")
        for edit in changed:
            if edit.after is not None:
                self._write(edit.target, edit.after)
        self._drop_empty([edit.path for edit in changed])

    def _copy(self, path: str) -> None:
        """Copy one file or link; what is neither is not there."""
        try:
            state = self.tree.state(path)
        except NetraError:
            return
        if state is not None:
            self._write(path, state)

    def _write(self, path: str, state: State) -> None:
        """Write one file or link."""
        place = f"{self.root}/{path}"
        os.makedirs(os.path.dirname(place), exist_ok=True)
        if stat.S_ISLNK(state.mode):
            if stays_inside(path, os.fsdecode(state.content)):
                os.symlink(state.content, os.fsencode(place))
            return
        remove(place)
        with open(place, "wb") as file:
            file.write(state.content)
        os.chmod(place, stat.S_IMODE(state.mode) | stat.S_IWUSR | stat.S_IRUSR)

    def _drop_empty(self, paths: Iterable[str]) -> None:
        """Remove the directories that a move has left empty: a namespace package would be one."""
        for path in paths:
            above = os.path.dirname(path)
            shutil.rmtree(f"{self.root}/{above}/__pycache__", ignore_errors=True)
            while above and not os.listdir(f"{self.root}/{above}"):
                os.rmdir(f"{self.root}/{above}")
                above = os.path.dirname(above)


def leave(number: int, _: FrameType | None) -> None:
    """End as a shell says a signal ends a program, by way of everything that cleans up."""
    sys.exit(128 + number)


def remove(place: str) -> None:
    """Remove a file or a link, if there is one."""
    try:
        os.remove(place)
    except (FileNotFoundError, NotADirectoryError):
        return


def stays_inside(path: str, target: str) -> bool:
    """Say whether a link leads to something in the repository."""
    if os.path.isabs(target):
        return False
    place = os.path.normpath(os.path.join(os.path.dirname(path), target))
    return place != ".." and not place.startswith(f"..{os.sep}")


def unlock(function: Any, path: str, _: Any) -> None:
    """Remove what a program has protected."""
    try:
        os.chmod(os.path.dirname(path), stat.S_IRWXU)
        os.chmod(path, stat.S_IRWXU)
        function(path)
    except OSError:
        return
