"""The bytes of one file, read once: no link is followed and nothing that is not a file is waited for."""

from __future__ import annotations

import os
import stat

from netra_tools.model import Problem

# A named pipe must not block, a link must not lead out of the repository. Windows has neither flag.
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_source(root: str, path: str, max_bytes: int) -> bytes | Problem:
    """Read the file at `path` under `root`, or say why it cannot be read."""
    try:
        descriptor = os.open(f"{root}/{path}", FLAGS)
    except OSError as error:
        return _unreadable(error)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return Problem("unreadable", "cannot be read: not a regular file", 1, 0)
        if found.st_size > max_bytes:
            return Problem("size", f"{found.st_size} bytes, limit {max_bytes}", 1, 0)
        return read_all(descriptor, found.st_size)
    except OSError as error:
        return _unreadable(error)
    finally:
        os.close(descriptor)


def read_all(descriptor: int, size: int) -> bytes:
    """Read an open file to its end; `size` is what it is expected to hold."""
    chunk = os.read(descriptor, size + 1)
    if len(chunk) == size:
        return chunk
    chunks = []
    while chunk:
        chunks.append(chunk)
        chunk = os.read(descriptor, 1 << 20)
    return b"".join(chunks)


def _unreadable(error: OSError) -> Problem:
    """Say what the system said."""
    return Problem("unreadable", f"cannot be read: {(error.strerror or 'unknown error').lower()}", 1, 0)
