"""Who changed lines last, and when, as git tells: one process for each file that is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.project.git import NoGitError, run_git

Lines = tuple[int, int]  # first and last


class Touch(NamedTuple):
    """The last change of some lines."""

    author: str
    seconds: int  # since 1970


def last_touches(root: str, path: str, ranges: Sequence[Lines]) -> list[Touch | None]:
    """Say of each range of lines who changed it last; None where git cannot say."""
    options = [f"-L{first},{last}" for first, last in sorted(set(ranges))]
    try:
        told = run_git(root, "blame", "--line-porcelain", *options, "--", path, notes=set())
    except NoGitError:
        return [None] * len(ranges)
    by_line = read_blame(told)
    return [
        newest([by_line[line] for line in range(first, last + 1) if line in by_line])
        for first, last in ranges
    ]


def read_blame(told: str) -> dict[int, Touch]:
    """Read what `git blame --line-porcelain` says of each line."""
    found: dict[int, Touch] = {}
    number, author = 0, ""
    for line in told.split("\n"):
        if line.startswith("\t"):
            continue
        key, _, rest = line.partition(" ")
        if len(key) == 40 and rest.count(" ") >= 1 and rest.split(" ")[1].isdigit():
            number = int(rest.split(" ")[1])
        elif key == "author":
            author = rest
        elif key == "author-time":
            found[number] = Touch(author, int(rest))
    return found


def newest(touches: Sequence[Touch]) -> Touch | None:
    """Give the last of some changes."""
    return max(touches, key=lambda touch: touch.seconds, default=None)
