"""The directories of a change: made when a file needs them, removed when nothing is left, given back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress

from netra_tools.changes.journal.basis import LEFTOVERS
from netra_tools.changes.journal.disk import Disk
from netra_tools.changes.journal.places import Places, directories_of, fold, parents, twins
from netra_tools.changes.journal.refusal import RefusedError

COMPILED = (".pyc", ".pyo")


class Directories:
    """What becomes of the directories around the places of a plan; `kept` are to be there in the end."""

    def __init__(self, root: str, places: Places, kept: Mapping[str, int], disk: Disk) -> None:
        self.root = root
        self.kept = kept
        self.disk = disk
        self.spelled_twice = bool(twins(places))
        self.touched: set[str] = set()

    def touch(self, *paths: str) -> None:
        """Remember that the directories of some paths have changed."""
        self.touched.update(path.rpartition("/")[0] for path in paths)

    def make(self, path: str) -> None:
        """Make the directories above a path that are not there.

        Raises: RefusedError when one is a link: it may lead anywhere.
        """
        for above in reversed([*parents(path)]):
            if self.spelled_twice:
                self.respell(above)
            if os.path.islink(f"{self.root}/{above}"):
                raise RefusedError(f"{above} is a symbolic link")
            if not os.path.isdir(f"{self.root}/{above}"):
                self.add(above)

    def add(self, directory: str) -> None:
        """Make a directory; one that root makes belongs to whom the directory above does."""
        place = f"{self.root}/{directory}"
        self.disk.make_directory(place)
        if getattr(os, "geteuid", lambda: 1)() == 0:
            found = os.lstat(os.path.dirname(place))
            if (found.st_uid, found.st_gid) != (0, 0):
                self.disk.give(place, (found.st_uid, found.st_gid), 0)
        self.touch(directory)

    def respell(self, directory: str) -> None:
        """Rename a directory that is there in another spelling, where the file system sees no difference."""
        parent, _, name = directory.rpartition("/")
        with suppress(OSError):
            names = os.listdir(f"{self.root}/{parent}")
            if name not in names and os.path.isdir(f"{self.root}/{directory}"):
                for other in names:
                    if fold(other) == fold(name):
                        self.disk.rename(f"{self.root}/{parent}/{other}", f"{self.root}/{directory}")
                        self.touch(directory)

    def tidy(self, paths: Iterable[str]) -> None:
        """Remove the directories above some paths in which nothing is left."""
        found = directories_of(paths) - self.kept.keys()
        for directory in sorted(found, key=lambda name: (-name.count("/"), name)):
            place = f"{self.root}/{directory}"
            if os.path.isdir(place) and not os.path.islink(place) and self.clear(place):
                self.disk.remove_directory(place)
                self.touch(directory)

    def clear(self, place: str) -> bool:
        """Take out of a directory what Python left there, if that is all; say whether it is empty."""
        names = os.listdir(place)
        inner = [f"{place}/{name}" for name in names]
        if not LEFTOVERS.issuperset(names) or not all(map(is_leftover, inner)):
            return False
        for leftover in inner:
            for name in sorted(os.listdir(leftover)):
                self.disk.remove(f"{leftover}/{name}")
            self.disk.remove_directory(leftover)
        return True

    def restore(self) -> None:
        """Give the directories that were made again the modes that they had."""
        for directory, mode in sorted(self.kept.items(), reverse=True):
            place = f"{self.root}/{directory}"
            if os.path.isdir(place) and not os.path.islink(place) and os.lstat(place).st_mode != mode:
                self.disk.set_mode(place, mode)

    def sync(self) -> None:
        """Make the names in every directory that has changed last."""
        places = [f"{self.root}/{directory}" for directory in sorted(self.touched)]
        self.disk.sync_all([place for place in places if os.path.isdir(place)])


def is_leftover(place: str) -> bool:
    """Say whether a directory holds nothing but compiled Python."""
    if os.path.islink(place) or not os.path.isdir(place):
        return False
    with os.scandir(place) as entries:
        return all(
            entry.name.endswith(COMPILED) and entry.is_file(follow_symlinks=False) for entry in entries
        )
