"""A change as a value: files before and after, and what was seen and left alone. Nothing here touches a file.

Paths are relative to the repository root, with `/`. An edit holds whole files, so that what it was planned on
is known to the byte, and a plan made on the result of another can be joined with it.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable
from typing import Final, NamedTuple

from netra_tools.model import Note

REGULAR: Final = stat.S_IFREG | 0o644
# What a plan promises to leave as it is (`Plan.keeps`).
ANYTHING: Final = ""  # no promise
CODE: Final = "code"  # all but imports and what `Plan.renamed` says


class State(NamedTuple):
    """What a path holds. The content of a symbolic link is where it points to."""

    content: bytes
    mode: int = REGULAR  # as `os.lstat` gives it: type and permissions


class Edit(NamedTuple):
    """One file before and after; see `created`, `deleted` and `moved`."""

    path: str
    target: str  # where it is afterwards; the same as `path` when it does not move
    before: State | None  # None: there must be nothing
    after: State | None  # None: there will be nothing

    @property
    def created(self) -> bool:
        """Say whether there was nothing before."""
        return self.before is None

    @property
    def deleted(self) -> bool:
        """Say whether nothing remains."""
        return self.after is None

    @property
    def moved(self) -> bool:
        """Say whether the file gets another name."""
        return self.path != self.target


class Author(NamedTuple):
    """Who planned: the command, and the words it was given."""

    name: str
    arguments: tuple[str, ...] = ()


class Plan(NamedTuple):
    """All that one change does. `renamed` are pairs of dotted names; of a symbol `module:Name`."""

    title: str
    author: Author
    edits: tuple[Edit, ...] = ()  # by path; no file is taken twice, and no two end at one place
    notes: tuple[Note, ...] = ()  # what was left alone, and why
    failed: tuple[Note, ...] = ()  # files that ought to change and cannot: the plan is refused, or partial
    renamed: tuple[tuple[str, str], ...] = ()
    keeps: str = ANYTHING


def compose(first: Plan, second: Plan) -> Plan:
    """Join a plan with another that was made on its result.

    Raises: ValueError when the second was made on something else.
    """
    return first._replace(
        title=f"{first.title}; {second.title}" if second.title else first.title,
        edits=join_edits(first.edits, second.edits),
        notes=first.notes + second.notes,
        failed=first.failed + second.failed,
        renamed=first.renamed + second.renamed,
        keeps=first.keeps if first.keeps == second.keeps else ANYTHING,
    )


def join_edits(first: Iterable[Edit], second: Iterable[Edit]) -> tuple[Edit, ...]:
    """Join edits with those made on their result; what comes back to what it was is left out.

    Raises: ValueError when the second were made on something else.
    """
    earlier, later = list(first), list(second)
    ends = {edit.target: edit for edit in remaining(earlier)}
    taken = {edit.path for edit in starting(earlier)}
    joined = [continued(ends.pop(edit.path, None), edit, taken) for edit in starting(later)]
    twice = ends.keys() & {edit.target for edit in remaining(later)}
    if twice:
        raise ValueError(f"{min(twice)} was planned on something else")
    joined += [*ends.values(), *set(earlier).difference(remaining(earlier))]
    joined += set(later).difference(starting(later))
    return merged([named(edit) for edit in filter(changes, joined)])


def starting(edits: Iterable[Edit]) -> list[Edit]:
    """Keep the edits that find a file."""
    return [edit for edit in edits if not edit.created]


def remaining(edits: Iterable[Edit]) -> list[Edit]:
    """Keep the edits that leave a file."""
    return [edit for edit in edits if not edit.deleted]


def continued(start: Edit | None, edit: Edit, taken: set[str]) -> Edit:
    """Give one edit for two that follow each other."""
    if start is None and edit.path not in taken:
        return edit
    if start is None or start.after != edit.before:
        raise ValueError(f"{edit.path} was planned on something else")
    return Edit(start.path, edit.target, start.before, edit.after)


def merged(edits: list[Edit]) -> tuple[Edit, ...]:
    """Write what is deleted and created at one place as one edit of it."""
    created = {edit.path: edit for edit in edits if edit.created}
    result = []
    for edit in starting(edits):
        fresh = created.pop(edit.path, None) if edit.deleted else None
        result.append(edit if fresh is None else edit._replace(after=fresh.after))
    result += created.values()
    return tuple(sorted(filter(changes, result), key=place_of))


def named(edit: Edit) -> Edit:
    """Give an edit of which only one side exists that side's name."""
    if edit.before is None:
        return edit._replace(path=edit.target)
    return edit._replace(target=edit.path) if edit.after is None else edit


def changes(edit: Edit) -> bool:
    """Say whether an edit does anything."""
    if edit.before is None and edit.after is None:
        return False
    return edit.before != edit.after or edit.moved


def place_of(edit: Edit) -> tuple[str, str, bool]:
    """Order edits by path."""
    return edit.path, edit.target, edit.before is None
