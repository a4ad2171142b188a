"""What git says of the state that is measured: which commit, when the code last changed, what differs."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Container, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from netra_tools.project.change import DIFF
from netra_tools.project.git import NoGitError, Question
from netra_tools.project.read import read_source
from netra_tools.project.tracked import Tracked
from netra_tools.project.tree import PYTHON

COMMITS = 200  # looked at for one that touched the code
MOST_BYTES = 1_000_000


class History(NamedTuple):
    """The commit that is checked out, and when the code was last changed: in seconds since 1970."""

    commit: str | None
    branch: str | None
    committed: int | None
    changed: float | None  # the last commit of code that is measured, or the last edit of it
    edited: bool  # code differs from the commit


class Historian:
    """Asks git at once, and is heard when the files are known."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.head = Question(root, "log", "-1", "--format=%H%x00%ct%x00%D")
        names = ("log", f"-{COMMITS}", "--relative", "--name-only", "--no-renames", "--format=%x01%ct", "-z")
        self.log = Question(root, *names)
        self.differing = Question(root, *DIFF, "--relative", "--name-only", "-z", "HEAD", "--")
        self.tracked = Tracked(root)
        self.tracked.ask()

    def hear(self, files: Collection[str]) -> History:
        """Say when the files last changed."""
        head = heard(self.head).rstrip("\n").split("\0")
        log, differing = heard(self.log), heard(self.differing)
        if len(head) < 3:
            return History(None, None, None, newest(self.root, files), edited=False)
        edits = [path for path in differing.split("\0") if path in files or path.endswith(PYTHON)]
        with suppress(NoGitError):
            edits += self.tracked.others(files)
        committed = last_touch(log, files) or int(head[1])
        edited = max([modified(self.root, path) for path in edits], default=0.0)
        return History(head[0], branch_of(head[2]), int(head[1]), max(float(committed), edited), bool(edits))

    def drop(self) -> None:
        """Stop asking."""
        for question in (self.head, self.log, self.differing, self.tracked):
            question.drop()


def heard(question: Question) -> str:
    """Give the answer of git; "" where there is no repository or no commit."""
    try:
        return os.fsdecode(question.answer(set()))
    except NoGitError:
        return ""


def branch_of(decoration: str) -> str | None:
    """Give the branch that is checked out, of how git decorates its head."""
    first = decoration.partition(",")[0].strip()
    return first.removeprefix("HEAD -> ") if first.startswith("HEAD -> ") else None


def last_touch(log: str, files: Container[str]) -> int | None:
    """Give the time of the last commit that touched one of some files.

    Shapes: \\x01, the seconds, a null, then the paths, each with a null behind it.
    """
    for record in log.split("\x01")[1:]:
        seconds, *paths = record.replace("\n", "\0").split("\0")
        if any(path in files for path in paths):
            return int(seconds)
    return None


def newest(root: str, files: Iterable[str]) -> float | None:
    """Give the time of the last edit, where there is no git to ask."""
    return max([modified(root, path) for path in files], default=None)


def modified(root: str, path: str) -> float:
    """Give the time of the last edit of a file; of one that is gone that of its folder."""
    for name in (path, os.path.dirname(path)):
        with suppress(OSError):
            return os.stat(f"{root}/{name}").st_mtime
    return 0.0


def iso(seconds: float | None) -> str | None:
    """Write a time as ISO 8601 in UTC."""
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, ValueError):
        return None


def name_of(root: str) -> str:
    """Name the repository: as its project is called, else as its folder is."""
    data = read_source(root, "pyproject.toml", MOST_BYTES)
    if isinstance(data, bytes):
        with suppress(ValueError, AttributeError):
            name = tomllib.loads(data.decode()).get("project", {}).get("name")
            if isinstance(name, str) and name:
                return name
    return os.path.basename(root.rstrip("/")) or "repository"
