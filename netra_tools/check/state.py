"""What the last run knew of each file: its stat, its content's digest, its findings, its imports.

One file for each layer, so that a question loads only what it needs. Each is written beside and renamed
over the old one, and ends with a checksum: a run sees the old layer or the new one, and never a torn one.
"""

from __future__ import annotations

import marshal
import os
from typing import Any, NamedTuple
from zlib import crc32

STATE_VERSION = 1
RACY_NS = 2_000_000_000  # the coarsest time stamp of a file system we know (FAT) is two seconds
Stat = tuple[int, int, int, int]  # modified, changed (both ns), size, inode


class Known(NamedTuple):
    """One file as the last run left it."""

    stat: Stat
    digest: bytes
    outline: bytes  # digest of all that other files can see of it


def stat_of(path: str) -> Stat | None:
    """Give what tells that a file has changed; None when it is no longer there."""
    try:
        found = os.stat(path, follow_symlinks=False)
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def is_racy(stat: Stat, started_ns: int) -> bool:
    """Say whether a file was written so shortly before `started_ns` that its times may not move again."""
    return max(stat[0], stat[1]) >= started_ns - RACY_NS


class Layer:
    """One file of the state, keyed by what it was made with."""

    def __init__(self, directory: str, name: str, key: str) -> None:
        self.path = os.path.join(directory, name)
        self.directory = directory
        self.key = key
        self.damaged = False

    def load(self) -> Any:
        """Give what was saved with the same key; None when there is nothing, or it is damaged."""
        try:
            with open(self.path, "rb") as file:
                data = file.read()
        except OSError:
            return None
        body, checksum = data[:-4], data[-4:]
        if crc32(body).to_bytes(4, "big") != checksum:
            self.damaged = True
            return None
        try:
            version, key, value = marshal.loads(body)
        except (ValueError, EOFError, TypeError):
            self.damaged = True
            return None
        return value if version == STATE_VERSION and key == self.key else None

    def save(self, value: Any) -> bool:
        """Replace what is saved; say whether it could be."""
        body = marshal.dumps((STATE_VERSION, self.key, value))
        temporary = f"{self.path}.{os.getpid()}"
        try:
            with open(temporary, "wb") as file:
                file.write(body)
                file.write(crc32(body).to_bytes(4, "big"))
            os.replace(temporary, self.path)
        except OSError:
            return False
        return True


def prepare_directory(directory: str) -> bool:
    """Make the cache directory, and let git ignore it; say whether it is usable."""
    try:
        os.makedirs(directory, exist_ok=True)
        ignore = os.path.join(directory, ".gitignore")
        if not os.path.exists(ignore):
            with open(ignore, "w", encoding="utf-8") as file:
                file.write("*\n")
    except OSError:
        return False
    return os.access(directory, os.W_OK)
