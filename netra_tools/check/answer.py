"""What the last run saw of the disk, how it is now, and the answers that hold while nothing has moved.

This module is the first thing that runs: it imports next to nothing.
"""

from __future__ import annotations

import marshal
import os
from array import array
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` takes longer to import than all of this
    from typing import Any

SEEN_VERSION = 2
KEEP = 24  # answers; the oldest go first
NOTHING = (-1, -1, -1, -1)
WIDTH = 4  # numbers in a stat: modified, changed (both ns), size, inode


class Look:
    """What the last run depended on, how it was then and is now, and what was known of the files.

    `watched` are absolute paths that decide which files there are: directories, ignore files,
    configurations. `files` are relative to `root`. Stats are those of `watched`, then of `files`.
    """

    __slots__ = ("directory", "files", "key", "known", "name", "now", "root", "then", "watched")

    def __init__(self, directory: str, value: tuple[Any, ...]) -> None:
        self.name: bytes = value[1]
        self.key: object = value[2]  # of the files' places, and of the reader that knew them
        self.root: str = value[3]
        watched, files, stats, self.known = value[4:]
        self.directory = directory
        self.watched: list[str] = watched.split("\0")
        self.files: list[str] = files.split("\0")
        self.then: array[int] = array("q")
        self.then.frombytes(stats)
        self.now = fingerprint_files(self.watched)
        self.now.extend(fingerprint_below(self.root, self.files))

    def moved(self) -> list[str]:
        """List what has moved of all that decides which files there are."""
        end = len(self.watched) * WIDTH
        then, now = self.then[:end], self.now[:end]
        if then == now:
            return []
        places = range(0, end, WIDTH)
        return [self.watched[at // WIDTH] for at in places if then[at : at + WIDTH] != now[at : at + WIDTH]]


def fingerprint_below(root: str, files: list[str]) -> array[int]:
    """Give the stats of files by their paths relative to a directory.

    From within it the system has half the way to go for each of them.
    """
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(root)
        return fingerprint_files(files)
    except OSError:
        return array("q", NOTHING * len(files))
    finally:
        os.fchdir(here)
        os.close(here)


def fingerprint_files(paths: list[str]) -> array[int]:
    """Give the stats of files and directories, one after the other; what is absent has a stat of its own."""
    values = array("q")
    extend = values.extend
    lstat = os.lstat
    for path in paths:
        try:
            found = lstat(path)
        except (OSError, ValueError):
            extend(NOTHING)
        else:
            extend((found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino))
    return values


def look(directory: str, root: str) -> Look | None:
    """Look at all that the last run of a cache directory saw of `root`; None when nothing was saved."""
    mark = mark_of(directory)
    value = load_checked(f"{directory}/seen", mark) if mark else None
    if not isinstance(value, tuple) or value[0] != SEEN_VERSION or value[3] != root:
        return None
    return Look(directory, value)


def mark_of(directory: str) -> bytes:
    """Give what tells a cache made on this machine from one that came with the files; empty without one.

    Nobody who writes a cache elsewhere knows the inode of a file here, and the nanosecond it came to be.
    The file is written once, before anything else in the directory.
    """
    try:
        found = os.lstat(f"{directory}/.gitignore")
    except OSError:
        return b""
    return b"%d %d\n" % (found.st_ino, found.st_ctime_ns)


def save_look(directory: str, *value: Any) -> bytes:
    """Keep what a run saw, and give the name of it: what an answer that depends on it is kept with.

    `value` is key, root, watched and relative paths, their stats and three digests of each file.
    """
    name = os.urandom(8)
    key, root, watched, files, stats, known = value
    saved = (SEEN_VERSION, name, key, root, "\0".join(watched), "\0".join(files), stats, known)
    return name if save_checked(f"{directory}/seen", saved, mark_of(directory)) else b""


def answer_path(directory: str, question: str) -> str:
    """Give the file that holds the answer to a question."""
    return f"{directory}/answers/{crc32(question.encode('utf-8', 'surrogatepass')):08x}"


def find_answer(seen: Look, question: str) -> tuple[str, int] | None:
    """Give the text and the exit code of a saved answer that still holds; None when there is none."""
    if seen.now != seen.then:
        return None
    value = load_checked(answer_path(seen.directory, question))
    if not isinstance(value, tuple) or value[:2] != (seen.name, question):
        return None
    text, code = value[2:]
    return text, code


def save_answer(directory: str, name: bytes, question: str, answer: tuple[str, int]) -> None:
    """Keep an answer that holds while the look called `name` does."""
    target = answer_path(directory, question)
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        save_checked(target, (name, question, *answer))
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


def load_checked(path: str, mark: bytes = b"") -> object:
    """Read what `save_checked` wrote: None when there is nothing with the mark, False when it is damaged.

    The mark stands before what is unmarshalled, which must never happen to what a stranger wrote.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    if not data.startswith(mark):
        return None
    body = memoryview(data)[len(mark) : -4]
    if len(data) < len(mark) + 4 or crc32(body).to_bytes(4, "big") != data[-4:]:
        return False
    try:
        value: object = marshal.loads(body)
    except (ValueError, EOFError, TypeError):
        return False
    return value


def save_checked(path: str, value: Any, mark: bytes = b"") -> bool:
    """Write a value and its checksum beside `path`, then rename it there; say whether it could be done.

    A reader sees the old value or the new one, and never a torn one.
    """
    body = marshal.dumps(value)
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            file.write(mark + body)
            file.write(crc32(body).to_bytes(4, "big"))
        os.replace(temporary, path)
    except OSError:
        return False
    return True
