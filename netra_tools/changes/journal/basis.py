"""Whether a plan still fits the tree: files as they were planned on, room for others, and leave to write."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence

from netra_tools.changes.journal.bounds import misplaced
from netra_tools.changes.journal.places import Places, Seen, look, parents, places_of
from netra_tools.changes.journal.refusal import Problem
from netra_tools.plan import Edit, State

LEFTOVERS = frozenset({"__pycache__"})  # what Python leaves behind, and makes again


def examine(root: str, edits: Sequence[Edit]) -> list[Problem]:
    """Say all that stands against edits of the tree as it is now."""
    places = places_of(edits)
    problems = list(misplaced(root, edits, places))
    if problems:
        return problems
    return [*moved_on(root, edits, places), *unwritable(root, edits)]


def moved_on(root: str, edits: Sequence[Edit], places: Places) -> Iterator[Problem]:
    """Yield the edits whose files are not what they were planned on."""
    seen = look(root, places)
    whys = {path: difference(root, path, seen[path], places) for path in places}
    for edit in edits:
        ends = [edit.path] if edit.before is not None else []
        ends += [edit.target] if edit.after is not None and edit.target not in ends else []
        for path in ends:
            if whys[path]:
                yield Problem(edit, path, whys[path])


def difference(root: str, path: str, seen: Seen, places: Places) -> str:
    """Say how a place differs from what a plan was made on; empty when it does not."""
    before = places[path].before
    if seen.problem:
        return seen.problem
    if before is None:
        there = seen.state is not None or (seen.signature and holds_others(root, path, places))
        return "something is there already" if there else ""
    if seen.state is None:
        return "it is not there any more"
    return "" if seen.state == before else why_other(before, seen.state)


def why_other(before: State, found: State) -> str:
    """Say how what is found is not what was there before."""
    if found.content != before.content:
        return "it has changed since"
    return f"its mode is {found.mode:o}, it was {before.mode:o}"


def holds_others(root: str, path: str, places: Places) -> bool:
    """Say whether a directory is at a path and holds more than what the plan takes away."""
    top = f"{root}/{path}"
    leaving = {name for name, place in places.items() if place.after is None}
    if not any(name.startswith(f"{path}/") for name in leaving):
        return True
    for directory, inner, files in os.walk(top):
        inner[:] = [name for name in inner if name not in LEFTOVERS]
        relative = os.path.relpath(directory, root).replace(os.sep, "/")
        if any(f"{relative}/{name}" not in leaving for name in files):
            return True
    return False


def unwritable(root: str, edits: Sequence[Edit]) -> Iterator[Problem]:
    """Yield the edits that the system would not let us make."""
    known: dict[str, str] = {}
    for edit in edits:
        for path in dict.fromkeys((edit.path, edit.target)):
            directory = path.rpartition("/")[0]
            if directory not in known:
                known[directory] = closed(root, nearest(root, path))
            if known[directory]:
                yield Problem(edit, path, f"{known[directory]} may not be written to")
        if is_rewrite(edit) and not os.access(f"{root}/{edit.path}", os.W_OK):
            yield Problem(edit, edit.path, "it may not be written to")


def closed(root: str, directory: str) -> str:
    """Name a directory in which we may make no file; empty when we may."""
    return "" if os.access(f"{root}/{directory}", os.W_OK | os.X_OK) else directory or "the root"


def is_rewrite(edit: Edit) -> bool:
    """Say whether an edit gives a file another content and nothing else."""
    if edit.before is None or edit.after is None or edit.moved:
        return False
    is_file = stat.S_ISREG(edit.before.mode)
    return is_file and edit.before.content != edit.after.content and edit.before.mode == edit.after.mode


def nearest(root: str, path: str) -> str:
    """Give the nearest directory above a path that exists; empty for the root."""
    return next((above for above in parents(path) if os.path.isdir(f"{root}/{above}")), "")
