"""Where programs are looked for: on PATH, but never in the repository that is looked at."""

from __future__ import annotations

import os


def path_outside(root: str, path: str) -> list[str]:
    """List the directories of a PATH that are absolute and do not lie in the repository, links followed."""
    return [entry for entry in path.split(os.pathsep) if os.path.isabs(entry) and not holds(root, entry)]


def holds(root: str, place: str) -> bool:
    """Say whether a place is the repository or lies in it, by whatever name."""
    real, root = os.path.realpath(place), os.path.realpath(root)
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)
