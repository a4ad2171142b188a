"""One writer at a time: a lock that ends with its process, however that ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, TextIO

from netra_tools.changes.journal.refusal import RefusedError
from netra_tools.errors import NetraError

locks: Any = None  # Windows has none; there a second writer is not held up
with suppress(ImportError):
    locks = import_module("fcntl")

FILE = "lock"
STEP = 0.02  # seconds between two tries


@contextmanager
def locked(directory: str, doing: str, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock of a directory of journals; wait for it up to `patience` seconds.

    Raises: RefusedError with the name of who holds it.
    """
    with opened(f"{directory}/{FILE}") as file:
        acquire(file, time.monotonic() + patience)
        file.truncate(0)
        file.write(f"process {os.getpid()}, {doing}")
        file.flush()
        yield


def opened(place: str) -> TextIO:
    """Open the file that is locked.

    Raises: NetraError where we may not.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        return open(os.open(place, flags, 0o644), "r+", encoding="utf-8", errors="replace")
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise NetraError(
            f"no change can be made here: {FILE} in .netra/changes: {reason}", "mend that, then try again"
        ) from error


def acquire(file: Any, until: float) -> None:
    """Take the lock of an open file."""
    while locks is not None:
        try:
            locks.flock(file, locks.LOCK_EX | locks.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= until:
                who = file.read() or "another netra"
                raise RefusedError(
                    f"a change is being written here ({who})", hint="wait for it, then try again"
                ) from error
        time.sleep(STEP)
