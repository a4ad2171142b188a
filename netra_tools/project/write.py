"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress


def write_whole(path: str, content: bytes) -> None:
    """Write a file beside its place and rename it there: a reader sees the old content or the new one.

    A file keeps its mode; a link is replaced, never followed. Raises: OSError; nothing is left behind then.
    """
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        with open(temporary, "xb") as file:
            file.write(content)
        with suppress(FileNotFoundError):
            mode = os.lstat(path).st_mode
            if stat.S_ISREG(mode):
                os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.remove(temporary)
        raise
