"""git's index, which a change moves along: a tracked file that moves is renamed there as `git mv` does.

What the index holds may differ from the disk: without `--stage` an entry moves as it is, with it a file whose
changes are not staged keeps them so. Entries of other files are never touched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final, NamedTuple

from netra_tools.plan import Edit
from netra_tools.project.git import SUBMODULE, NoGitError, run_git, run_git_bytes

Entry = tuple[str, str]  # mode, blob
Wanted = dict[str, Entry | None]  # None: no entry
ADD: Final[Entry] = ("add", "")  # whatever is on disk then
FRESH: Final[Entry] = ("fresh", "")  # the same, unless git is told to ignore it
NO_MODE: Final = "0"


class Index(NamedTuple):
    """The entries below the root; `prefix` is where that lies in the work tree."""

    prefix: str
    entries: Mapping[str, Entry]
    unmerged: frozenset[str]


def read_index(root: str) -> Index | None:
    """Read git's index; nothing where there is no repository.

    Raises: NoGitError where there is one that git cannot read.
    """
    try:
        prefix = run_git(root, "rev-parse", "--show-prefix", notes=set())[:-1]
    except NoGitError as error:
        if str(error):
            raise
        return None
    entries: dict[str, Entry] = {}
    unmerged = set()
    for line in run_git(root, "ls-files", "--stage", "-z", notes=set()).split("\0")[:-1]:
        head, _, path = line.partition("\t")
        mode, blob, stage = head.split(" ")
        entries[path] = (mode, blob)
        if stage != "0":
            unmerged.add(path)
    return Index(prefix, entries, frozenset(unmerged))


def submodules(index: Index) -> frozenset[str]:
    """Name the submodules."""
    return frozenset([path for path, entry in index.entries.items() if entry[0] == SUBMODULE])


def plan_moves(edits: Iterable[Edit], index: Index) -> Wanted:
    """Say what the index is to hold when tracked files move, and nothing else is staged."""
    moved = [edit for edit in tracked_of(edits, index) if edit.moved]
    wanted: Wanted = {edit.path: None for edit in moved}
    wanted.update((edit.target, index.entries[edit.path]) for edit in moved)
    return wanted


def tracked_of(edits: Iterable[Edit], index: Index) -> list[Edit]:
    """Keep the edits of tracked files."""
    return [edit for edit in edits if is_tracked(edit, index)]


def is_tracked(edit: Edit, index: Index) -> bool:
    """Say whether git tracks the file that an edit takes, and knows what it holds."""
    if edit.before is None or not {edit.path, edit.target}.isdisjoint(index.unmerged):
        return False
    return edit.path in index.entries


def plan_staging(root: str, edits: Iterable[Edit], index: Index) -> tuple[Wanted, list[str]]:
    """Say what the index is to hold when all is staged; name the files of which only the move is."""
    every = list(edits)
    differing = unstaged(root)
    tracked = tracked_of(every, index)
    held_back = [edit for edit in tracked if edit.path in differing]
    whole = set(tracked).difference(held_back)
    wanted: Wanted = {edit.path: None for edit in whole}
    wanted |= plan_moves(held_back, index)
    wanted |= {edit.target: ADD for edit in whole if edit.after}
    created = {edit.target for edit in every if edit.created}
    wanted |= dict.fromkeys(created - differing - index.unmerged, FRESH)
    return wanted, [edit.target for edit in held_back]


def unstaged(root: str) -> set[str]:
    """Name the files that differ from the index."""
    options = ("--no-ext-diff", "--no-textconv", "--name-only", "-z", "--relative", "--ignore-submodules=all")
    return set(run_git(root, "diff", *options, notes=set()).split("\0")[:-1])


def not_ignored(root: str, paths: set[str]) -> set[str]:
    """Keep those of some untracked files that git is not told to ignore."""
    if not paths:
        return paths
    listed = run_git(root, "ls-files", "--others", "--exclude-standard", "-z", notes=set())
    return paths.intersection(listed.split("\0"))


def write_index(root: str, prefix: str, wanted: Wanted) -> None:
    """Give the index the entries that are wanted; doing it again changes nothing.

    Raises: NoGitError.
    """
    # What goes comes first: a file may be where a directory was.
    known = sorted(without(wanted, ADD, FRESH).items(), key=lambda item: (item[1] is not None, item[0]))
    added = {path for path, entry in wanted.items() if entry == ADD}
    added |= not_ignored(root, wanted.keys() - without(wanted, FRESH))
    feed = "".join([line_of(f"{prefix}{path}", entry) for path, entry in known])
    update(root, feed, "--index-info")
    update(root, "".join([f"{path}\0" for path in sorted(added)]), "--add", "--replace", "--stdin")
    if known:
        with suppress(NoGitError):  # it fails when a file differs from the index, which is no news
            run_git_bytes(root, "update-index", "-q", "--refresh", notes=set())


def without(wanted: Wanted, *entries: Entry) -> Wanted:
    """Leave out what is to have some entries."""
    return {path: entry for path, entry in wanted.items() if entry not in entries}


def update(root: str, feed: str, *options: str) -> None:
    """Feed git's index."""
    if feed:
        run_git_bytes(root, "update-index", "-z", *options, notes=set(), feed=os.fsencode(feed))


def line_of(path: str, entry: Entry | None) -> str:
    """Write an entry as `git update-index --index-info` reads it."""
    mode, blob = entry or (NO_MODE, "0" * 40)
    return f"{mode} {blob}\t{path}\0"


def taken_back(edits: Iterable[Edit], index: Index, was: Wanted, became: Wanted) -> Wanted:
    """Say what the index is to hold when `edits` take back a change that found `was` and left `became`.

    Where it holds something else by now, such as what was committed since, a file just moves along.
    """
    every = list(edits)
    wanted = plan_moves(every, index)
    for edit in every:
        ends = [path for path in dict.fromkeys((edit.path, edit.target)) if path in became]
        if ends and all(index.entries.get(path) == became[path] for path in ends):
            wanted.update((path, was.get(path)) for path in ends)
    return wanted


def entries_of(value: Mapping[str, list[str] | None]) -> Wanted:
    """Take entries out of a journal."""
    return {path: None if entry is None else (entry[0], entry[1]) for path, entry in value.items()}
