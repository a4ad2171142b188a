"""Replays the answer to a `check` that was asked before, when nothing has moved since.

Only what the process cannot do without is imported: this is most of what a run without news costs.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from netra_tools.check.answer import Look

CACHE = ".netra/cache"
NOT_REPLAYED = (
    *("--no-cache", "--cache-dir", "--output", "-o", "--config", "--help"),
    *("--changed", "--staged", "--stdin-filename"),
)
SEEN_VARIABLES = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "CI", "GITHUB_ACTIONS")


def replay(argv: list[str]) -> int | Look | None:
    """Print the saved answer and give its exit code; without one, give what was looked at to see that."""
    here = current_directory()
    asked = question(argv)
    directory = cache_directory(here)
    if asked is None or directory is None:
        return None
    from netra_tools.check.answer import find_answer, look

    seen = look(directory, directory[: -len(CACHE) - 1])
    found = None if seen is None else find_answer(seen, asked)
    if found is None:
        return seen
    text, code = found
    sys.stdout.write(text)
    sys.stdout.flush()
    return code


def current_directory() -> str:
    """Give the current directory.

    Raises: NetraError when it has been removed.
    """
    try:
        return os.getcwd()
    except FileNotFoundError as error:
        from netra_tools.errors import NetraError

        raise NetraError(
            "the current directory does not exist any more", "change to one that does"
        ) from error


def question(argv: list[str]) -> str | None:
    """Write down everything that decides an answer besides the files; None when it is not kept."""
    for word in argv:
        if word.startswith(NOT_REPLAYED):
            return None
    from netra_tools import __version__

    terminal = "terminal" if sys.stdout.isatty() else "pipe"
    variables = [f"{name}={os.environ[name]}" for name in SEEN_VARIABLES if name in os.environ]
    return "\0".join((__version__, today(), terminal, os.getcwd(), *variables, "", *argv))


def today() -> str:
    """Give the day in UTC: exemptions expire, so an answer does not outlive it."""
    return time.strftime("%Y-%m-%d", time.gmtime())


def cache_directory(start: str) -> str | None:
    """Give the cache of the nearest directory that has one, at or above `start`."""
    directory = start
    while True:
        if os.path.isdir(f"{directory}/{CACHE}"):
            return f"{directory}/{CACHE}"
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent
