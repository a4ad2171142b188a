"""Read source lines for reports: only when asked, and never in a way that can fail a report."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping

# The longest file that a line is taken from. Larger files are data, and their findings stand without.
MAX_BYTES = 8_000_000
DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")

LineReader = Callable[[str, int], bytes | None]


def line_reader(root: str, texts: Mapping[str, bytes]) -> LineReader:
    """Return a function from path and line to the line's UTF-8 bytes, None where there is no such line.

    `texts` are what some files hold in place of what is on disk.
    The lines of the last file are kept, as findings come sorted by path.
    """
    kept: tuple[str, list[bytes]] = ("", [])

    def read_line(path: str, line: int) -> bytes | None:
        nonlocal kept
        if kept[0] != path:
            text = texts.get(path)
            kept = (path, split_lines(_read(f"{root}/{path}") if text is None else text))
        return kept[1][line - 1] if 1 <= line <= len(kept[1]) else None

    return read_line


def split_lines(data: bytes) -> list[bytes]:
    """Split source as Python counts lines (not at form feeds), as UTF-8 without a byte order mark."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    elif not data.isascii():
        data = _to_utf8(data)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data.split(b"\n")


def _read(path: str) -> bytes:
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES:
                return file.read()
    except (OSError, ValueError):  # gone since, not ours to read, or a name that no file can have
        pass
    return b""


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe may stand where a file stood


def _to_utf8(data: bytes) -> bytes:
    if declared := DECLARED.match(data):
        try:
            return data.decode(declared[1].decode(), "replace").encode("utf-8", "replace")
        except LookupError:
            return data
    # Almost every file is plain UTF-8; only a declared encoding is worth importing tokenize for.
    if b"coding" not in b"".join(data.split(b"\n", 2)[:2]):
        return data
    import tokenize

    lines = iter(data.splitlines(keepends=True))
    try:
        encoding = tokenize.detect_encoding(lambda: next(lines, b""))[0]
        return data.decode(encoding, "replace").encode("utf-8", "replace")
    except (SyntaxError, LookupError, ValueError):
        return data
