"""Bring the places of a plan to what they are to hold, each with one rename: it can stop and go on anywhere.

At every instant each place holds what it held before or what it holds afterwards, never a part of either.
Files wait in the journal until they are whole, and beside a target only when that is on another file system.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress

from netra_tools.changes.journal.basis import nearest
from netra_tools.changes.journal.directories import Directories
from netra_tools.changes.journal.disk import Disk
from netra_tools.changes.journal.places import blocking, look, parents, places_of, signature_of
from netra_tools.changes.journal.record import Journal
from netra_tools.changes.journal.refusal import RefusedError
from netra_tools.plan import Edit, State


class Writing:
    """The way from what is there now to what some edits want."""

    def __init__(self, journal: Journal, edits: Iterable[Edit], kept: Mapping[str, int], disk: Disk) -> None:
        self.root = journal.root
        self.journal = journal
        self.disk = disk
        edits = tuple(edits)
        self.places = places_of(edits)
        self.numbers = {path: number for number, path in enumerate(self.places)}
        self.blocking = blocking(self.places)
        self.directories = Directories(self.root, self.places, kept, disk)
        self.own_device = disk.device(journal.stage)
        self.devices: dict[str, int] = {}
        self.seen = look(self.root, self.places)
        self.left = [path for path, place in self.places.items() if self.seen[path].state != place.after]
        self.strangers = [path for path in self.left if not self.is_before(path)]
        self.renames = {edit.target: edit.path for edit in edits if self.is_rename(edit)}
        self.written: set[str] = set()

    def is_before(self, path: str) -> bool:
        """Say whether a place holds what it held before."""
        return not self.seen[path].problem and self.seen[path].state == self.places[path].before

    def leave(self, paths: Iterable[str]) -> None:
        """Do not touch some places."""
        left_alone = frozenset(paths)
        self.left = [path for path in self.left if path not in left_alone]
        pairs = self.renames.items()
        self.renames = {target: path for target, path in pairs if left_alone.isdisjoint((target, path))}

    def is_rename(self, edit: Edit) -> bool:
        """Say whether renaming the file itself does what an edit wants."""
        if not edit.moved or edit.before != edit.after or edit.path in self.blocking:
            return False
        if self.places[edit.path].after is not None or self.seen[edit.target].state == edit.after:
            return False
        if self.seen[edit.path].state != edit.before or self.seen[edit.target] != (None, (), ""):
            return False
        return self.device(edit.path) == self.device(edit.target)

    def device(self, path: str) -> int:
        """Say on which file system a path lies, or would; directories that we make lie on the same."""
        directory = path.rpartition("/")[0]
        if directory not in self.devices:
            self.devices[directory] = self.disk.device(f"{self.root}/{nearest(self.root, path)}")
        return self.devices[directory]

    def stage(self) -> None:
        """Write everything that is to be renamed into its place."""
        self.unstage()
        staged = [
            path for path in self.left if self.places[path].after is not None and path not in self.renames
        ]
        for path in staged:
            state = self.places[path].after
            assert state is not None
            self.disk.write(self.waiting(path), state)
            self.own(path, state)
        self.disk.sync_all([self.waiting(path) for path in staged])

    def own(self, path: str, state: State) -> None:
        """Give a file that root writes to whom the file, or its directory, belongs."""
        if getattr(os, "geteuid", lambda: 1)() == 0:
            place = f"{self.root}/{path}"
            found = os.lstat(place if os.path.lexists(place) else f"{self.root}/{nearest(self.root, path)}")
            if (found.st_uid, found.st_gid) != (0, 0):
                self.disk.give(self.waiting(path), (found.st_uid, found.st_gid), state.mode)

    def waiting(self, path: str) -> str:
        """Give where the file waits that is to be renamed to a path: on the same file system."""
        if self.device(path) == self.own_device:
            return f"{self.journal.stage}/{self.numbers[path]}"
        return f"{self.root}/{nearest(self.root, path)}/{self.beside(path)}"

    def beside(self, path: str) -> str:
        """Name the file that waits beside its target."""
        return f".netra-{self.journal.name}-{self.numbers[path]}"

    def unstage(self) -> None:
        """Remove every file that waits."""
        for name in sorted(os.listdir(self.journal.stage)):
            self.disk.remove(f"{self.journal.stage}/{name}")
        for path in self.places:
            if self.device(path) != self.own_device:
                for above in (*parents(path), "."):
                    with suppress(FileNotFoundError, NotADirectoryError):
                        self.disk.remove(f"{self.root}/{above}/{self.beside(path)}")

    def write(self) -> None:
        """Rename everything into its place, and remove what is to be gone."""
        vacated = [path for path, place in self.places.items() if place.after is None]
        sources = self.sources()  # before a directory is made: it may depend on that
        self.remove_all(self.blocking)
        self.directories.tidy(self.blocking)
        for path, source in sources.items():
            self.take(path, source)
        self.remove_all(vacated)
        self.directories.tidy(vacated)
        self.directories.restore()
        self.directories.sync()

    def sources(self) -> dict[str, str]:
        """Give the places that want a file, with where that is now."""
        made = [path for path in self.left if self.places[path].after is not None]
        renames = self.renames
        return {
            path: f"{self.root}/{renames[path]}" if path in renames else self.waiting(path) for path in made
        }

    def remove_all(self, paths: Iterable[str]) -> None:
        """Remove the files that are still there."""
        wanted = frozenset(paths)
        for path in self.left:
            if path in wanted and path not in self.written:
                self.remove(path)

    def take(self, path: str, source: str) -> None:
        """Rename a file into its place, if nobody has touched that since we looked."""
        others = [self.renames[path]] if path in self.renames else []
        self.guard(path, *others)
        self.directories.make(path)
        self.disk.rename(source, f"{self.root}/{path}")
        self.written.update((path, *others))
        self.directories.touch(path, *others)

    def remove(self, path: str) -> None:
        """Remove a file, if nobody has touched it since we looked."""
        self.guard(path)
        self.disk.remove(f"{self.root}/{path}")
        self.written.add(path)
        self.directories.touch(path)

    def guard(self, *paths: str) -> None:
        """Stop before a file is lost that somebody has written meanwhile.

        Raises: RefusedError.
        """
        for path in paths:
            there = self.seen[path]
            expected = there.signature if there.state is not None else ()
            if signature_of(self.root, path) != expected and not self.is_freed(path):
                raise RefusedError(f"{path} changed while the change was being written")

    def is_freed(self, path: str) -> bool:
        """Say whether a directory that was at a place is gone, or is another spelling of the place."""
        return self.seen[path].state is None and not os.path.isfile(f"{self.root}/{path}")
