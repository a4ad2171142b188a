"""One writer at a time: a lock that ends with its process, however that ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

from netra_tools.changes.refusal import RefusedError

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
    with open(os.open(f"{directory}/{FILE}", os.O_RDWR | os.O_CREAT, 0o644), "r+", encoding="utf-8") as file:
        acquire(file, time.monotonic() + patience)
        file.truncate(0)
        file.write(f"process {os.getpid()}, {doing}")
        file.flush()
        yield


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
