"""The answer to a question asked before, when nothing that it depends on has moved.

This module is the first thing that runs: it imports next to nothing. What was saved holds the stat of
every file and directory that the answer depends on; one that differs, and the question is asked anew.
"""

from __future__ import annotations

import marshal
import os
from array import array
from zlib import crc32

ANSWER_VERSION = 1
KEEP = 24  # answers; the oldest go first
NOTHING = (-1, -1, -1, -1)


def fingerprint_files(paths: list[str]) -> bytes:
    """Give the stats of files and directories as bytes; what is absent has a stat of its own."""
    values = array("q")
    extend = values.extend
    lstat = os.lstat
    for path in paths:
        try:
            found = lstat(path)
        except OSError:
            extend(NOTHING)
        else:
            extend((found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino))
    return values.tobytes()


def was_quiet(stats: bytes, since_ns: int) -> bool:
    """Say whether nothing was written after `since_ns`: neither before the run looked nor while it ran."""
    values = array("q")
    values.frombytes(stats)
    return max(values[0::4]) < since_ns and max(values[1::4]) < since_ns


def answer_path(directory: str, question: str) -> str:
    """Give the file that holds the answer to a question."""
    return f"{directory}/answers/{crc32(question.encode('utf-8', 'surrogatepass')):08x}"


def find_answer(directory: str, question: str) -> tuple[str, int] | None:
    """Give the text and the exit code of a saved answer that still holds; None when there is none."""
    try:
        with open(answer_path(directory, question), "rb") as file:
            data = file.read()
        if crc32(data[:-4]).to_bytes(4, "big") != data[-4:]:
            return None
        version, asked, paths, stats, text, code = marshal.loads(data[:-4])
    except (OSError, ValueError, EOFError, TypeError):
        return None
    if version != ANSWER_VERSION or asked != question:
        return None
    return (text, code) if fingerprint_files(paths.split("\0")) == stats else None


def save_answer(
    directory: str, question: str, seen: tuple[list[str], bytes], answer: tuple[str, int]
) -> None:
    """Keep an answer with what it depends on: `seen` are paths and their stats."""
    paths, stats = seen
    body = marshal.dumps((ANSWER_VERSION, question, "\0".join(paths), stats, *answer))
    target = answer_path(directory, question)
    temporary = f"{target}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(body + crc32(body).to_bytes(4, "big"))
        os.replace(temporary, target)
        forget_old(os.path.dirname(target))
    except OSError:
        return


def forget_old(directory: str) -> None:
    """Remove the oldest answers."""
    names = os.listdir(directory)
    if len(names) > KEEP:
        paths = sorted((f"{directory}/{name}" for name in names), key=lambda path: os.lstat(path).st_mtime_ns)
        for path in paths[: len(names) - KEEP]:
            os.remove(path)
