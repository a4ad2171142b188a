"""The writes of a change, one method each, so that a test can stop at any of them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence

from netra_tools.plan import State

MANY = 64  # 2,100 directories one by one take 7 s on a busy disk
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Disk:
    """Writes to the real disk. Places are absolute."""

    def write(self, place: str, state: State) -> None:
        """Make a file or a link where nothing is; `sync` makes it last."""
        if stat.S_ISLNK(state.mode):
            os.symlink(state.content, place)
            return
        with open(os.open(place, NEW, 0o600), "wb") as file:
            file.write(state.content)
            file.flush()
            os.chmod(place, stat.S_IMODE(state.mode))

    def give(self, place: str, owner: tuple[int, int], mode: int) -> None:
        """Give a file its owner; that takes away what `mode` says of running as another."""
        os.chown(place, *owner, follow_symlinks=False)
        if stat.S_ISREG(mode):
            os.chmod(place, stat.S_IMODE(mode))

    def sync(self, place: str) -> None:
        """Make what a file or a directory holds last."""
        if os.path.islink(place) or (os.name == "nt" and os.path.isdir(place)):
            return
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def sync_all(self, places: Sequence[str]) -> None:
        """Make many files and directories last; Linux does so at once, and waits for it."""
        if sys.platform == "linux" and len(places) > MANY:
            os.sync()
            return
        for place in places:
            self.sync(place)

    def rename(self, place: str, target: str) -> None:
        """Rename a file, in the place of another if there is one."""
        os.replace(place, target)

    def remove(self, place: str) -> None:
        """Remove a file or a link."""
        os.unlink(place)

    def make_directory(self, place: str) -> None:
        """Make a directory."""
        os.mkdir(place)

    def remove_directory(self, place: str) -> None:
        """Remove an empty directory."""
        os.rmdir(place)

    def set_mode(self, place: str, mode: int) -> None:
        """Set the permissions of a directory."""
        os.chmod(place, stat.S_IMODE(mode))

    def device(self, place: str) -> int:
        """Say on which file system something lies."""
        return os.lstat(place).st_dev
