"""What no edit may touch: what lies outside of the repository, behind links, or is git's or netra's own."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from netra_tools.changes.journal.places import Places, directories_of, parents
from netra_tools.changes.journal.refusal import Problem
from netra_tools.plan import Edit

OWN = frozenset({".git", ".netra"})  # in whatever case


def misplaced(
    root: str, edits: Sequence[Edit], places: Places, *, halfway: bool = False
) -> Iterator[Problem]:
    """Yield the edits whose paths no plan may hold, and those that contradict each other.

    When they are made `halfway`, a file of theirs may be where a directory was.
    """
    leaving = {path for path, place in places.items() if halfway or place.after is None}
    forbidden = {above: why_not_through(root, above, leaving) for above in directories_of(places)}
    for edit in edits:
        for path in dict.fromkeys((edit.path, edit.target)):
            why = why_not_at(path) or next(
                filter(None, [forbidden.get(above) for above in parents(path)]), ""
            )
            if why:
                yield Problem(edit, path, why, mendable=False)
    yield from taken_twice(edits)


def why_not_at(path: str) -> str:
    """Say why no edit may be at a path; empty when it may."""
    parts = path.split("/")
    if os.path.isabs(path) or not path or "\0" in path:
        return "it is no path relative to the repository"
    if not {"", ".", ".."}.isdisjoint(parts):
        return "it is not a plain path within the repository"
    own = [part for part in parts if part.lower().rstrip(" .") in OWN]
    return f"what is in {own[0]} is not for plans" if own else ""


def why_not_through(root: str, directory: str, leaving: Collection[str]) -> str:
    """Say why no path may lead through a directory; empty when it may, or nothing is there."""
    if why_not_at(directory):
        return ""  # said of the path itself
    try:
        mode = os.lstat(f"{root}/{directory}").st_mode
    except OSError:
        return ""
    if stat.S_ISLNK(mode) and directory not in leaving:
        return f"{directory} is a symbolic link"
    if stat.S_ISDIR(mode) and os.path.lexists(f"{root}/{directory}/.git"):
        return f"{directory} is a repository of its own"
    if not stat.S_ISDIR(mode) and directory not in leaving:
        return f"{directory} is no directory"
    return ""


def taken_twice(edits: Sequence[Edit]) -> Iterator[Problem]:
    """Yield the edits that take a file, or end at a place, that another has."""
    taken = Counter(edit.path for edit in edits if edit.before is not None)
    ended = Counter(edit.target for edit in edits if edit.after is not None)
    above = directories_of(ended)
    for edit in edits:
        if taken[edit.path] > 1:
            yield Problem(edit, edit.path, "two edits take it", mendable=False)
        if ended[edit.target] > 1:
            yield Problem(edit, edit.target, "two edits end there", mendable=False)
        if edit.target in above and edit.target in ended:
            yield Problem(edit, edit.target, "it cannot be both a file and a directory", mendable=False)
