"""A disk on which the process dies at a chosen write."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from netra_tools.changes.journal.disk import Disk
from netra_tools.plan import State

MANY = 10_000  # more writes than any change of these tests takes


class KilledError(BaseException):
    """The process is gone: nothing may answer this."""


class Dying(Disk):
    """Does so many writes, dies in the middle of the next, and then does none."""

    def __init__(self, writes: int, device: Callable[[str], int] | None = None, error: bool = False) -> None:
        self.left = writes
        self.devices = device
        self.error = error

    def live(self) -> None:
        """Count a write."""
        self.left -= 1
        if self.error and self.left == -1:
            raise OSError(28, "No space left on device")
        if not self.error and self.left < 0:
            raise KilledError

    def write(self, place: str, state: State) -> None:
        """Write half of a file on the last day."""
        if self.left == 0 and not self.error:
            super().write(place, state._replace(content=state.content[: len(state.content) // 2] or b"x"))
        self.live()
        super().write(place, state)

    def give(self, place: str, owner: tuple[int, int], mode: int) -> None:
        """Count."""
        self.live()
        super().give(place, owner, mode)

    def sync(self, place: str) -> None:
        """Count; a loss of power is not tried here, so nothing need be waited for."""
        self.live()
        assert os.path.lexists(place)

    def sync_all(self, places: Sequence[str]) -> None:
        """Count each."""
        for place in places:
            self.sync(place)

    def rename(self, place: str, target: str) -> None:
        """Count."""
        self.live()
        super().rename(place, target)

    def remove(self, place: str) -> None:
        """Count."""
        if os.path.lexists(place):
            self.live()
        super().remove(place)

    def make_directory(self, place: str) -> None:
        """Count."""
        self.live()
        super().make_directory(place)

    def remove_directory(self, place: str) -> None:
        """Count."""
        self.live()
        super().remove_directory(place)

    def set_mode(self, place: str, mode: int) -> None:
        """Count."""
        self.live()
        super().set_mode(place, mode)

    def device(self, place: str) -> int:
        """Say that some directories are mounted, if so chosen."""
        return self.devices(place) if self.devices else super().device(place)


class DyingAtRename(Disk):
    """Dies before a file gets a certain name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def rename(self, place: str, target: str) -> None:
        """Die, or rename."""
        if target.endswith(f"/{self.name}"):
            raise KilledError
        super().rename(place, target)
