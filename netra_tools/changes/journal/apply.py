"""Carry out a plan: all of it, or none when anything is in the way."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from netra_tools.changes.journal.basis import examine
from netra_tools.changes.journal.carry import carry, told
from netra_tools.changes.journal.disk import Disk
from netra_tools.changes.journal.index import (
    Index,
    Wanted,
    entries_of,
    plan_moves,
    plan_staging,
    read_index,
    submodules,
    taken_back,
)
from netra_tools.changes.journal.lock import locked
from netra_tools.changes.journal.places import directories_of, parents, places_of
from netra_tools.changes.journal.record import Journal, Record, begin, modes_of, prepare, prune
from netra_tools.changes.journal.recover import finish_pending
from netra_tools.changes.journal.refusal import Problem, RefusedError
from netra_tools.errors import NetraError
from netra_tools.plan import Edit, Plan
from netra_tools.project.git import NoGitError


class Wish(NamedTuple):
    """How a plan is to be carried out."""

    stage: bool = False  # all of it goes into git's index, not moves alone
    partial: bool = False  # what cannot be done is left out
    undoes: str = ""  # the change that is taken back
    kept: Mapping[str, int] = {}  # directories that are to be there in the end
    patience: float = 0.0  # seconds to wait for another change to be written


class Applied(NamedTuple):
    """What was done."""

    name: str  # of the journal
    plan: Plan  # as it was carried out
    left_out: tuple[Problem, ...]
    said: tuple[str, ...]  # of changes found stopped, and of git's index


def apply(root: str, plan: Plan, wish: Wish | None = None, disk: Disk | None = None) -> Applied:
    """Carry out a plan.

    Raises: RefusedError when it does not fit the tree: then nothing is written.
    """
    disk = disk or Disk()
    wish = wish or Wish()
    with locked(prepare(root), plan.author.name, wish.patience):
        found = finish_pending(root, disk)
        done = enact(root, plan, wish, disk)
        return done._replace(said=(*found, *done.said))


def try_out(root: str, plan: Plan, wish: Wish) -> Plan:
    """Give what would be carried out of a plan; nothing is written.

    Raises: RefusedError when it does not fit the tree.
    """
    return admit(root, plan, wish.partial, read_if_any(root)[0])[0]


def enact(root: str, plan: Plan, wish: Wish, disk: Disk) -> Applied:
    """Carry out a plan while the lock is held."""
    index, said = read_if_any(root)
    plan, left_out = admit(root, plan, wish.partial, index)
    wanted: Wanted = {}
    if index is not None:
        try:
            wanted, held_back = want(root, plan, wish, index)
        except NoGitError as error:
            said, held_back = [f"git's index is as it was: {error}"], []
        said += [f"{path}: its own changes were not staged, so neither are these" for path in held_back]
    journal = write_journal(root, plan, record_of(root, plan, wish, (index, wanted)), disk)
    said += carry(journal, plan.edits, disk)
    prune(root, disk, time.time())
    return Applied(journal.name, plan, tuple(left_out), tuple(said))


def read_if_any(root: str) -> tuple[Index | None, list[str]]:
    """Read git's index, or say why it cannot be read."""
    try:
        return read_index(root), []
    except NoGitError as error:
        return None, [f"git's index is as it was: {error}"]


def admit(root: str, plan: Plan, partial: bool, index: Index | None) -> tuple[Plan, list[Problem]]:
    """Give what can be carried out of a plan, and what not.

    Raises: RefusedError unless that is all, or a part was asked for and can stand alone.
    """
    if plan.failed and not partial:
        named = [Problem(None, note.path, note.text) for note in plan.failed]
        raise RefusedError("nothing is changed: the plan leaves out what it ought to change", named, PARTIAL)
    edits, left_out = list(plan.edits), []
    while problems := [*examine(root, edits), *in_submodules(edits, index)]:
        mendable = all(problem.mendable for problem in problems)
        if not (partial and mendable):
            hint = PARTIAL if mendable else ""
            raise RefusedError("nothing is changed: the plan does not fit the tree as it is", problems, hint)
        edits = without(edits, problems)
        left_out += problems
    return plan._replace(edits=tuple(edits)), left_out


def without(edits: list[Edit], problems: list[Problem]) -> list[Edit]:
    """Leave out the edits that cannot be made."""
    hindered = {problem.edit for problem in problems}
    return [edit for edit in edits if edit not in hindered]


PARTIAL = "plan anew, or --force-partial does the rest without these files"


def in_submodules(edits: list[Edit], index: Index | None) -> list[Problem]:
    """Say which edits lie in submodules, those that were never fetched too."""
    names = submodules(index) if index else frozenset[str]()
    return [
        Problem(edit, path, "it lies in a submodule", mendable=False)
        for edit in (edits if names else ())
        for path in dict.fromkeys((edit.path, edit.target))
        if not names.isdisjoint((path, *parents(path)))
    ]


def want(root: str, plan: Plan, wish: Wish, index: Index) -> tuple[Wanted, list[str]]:
    """Say what git's index is to hold, and which files' content is not staged though it was asked."""
    if wish.undoes:
        taken = Journal(root, wish.undoes)
        was, became = entries_of(taken.record().entries), entries_of(taken.entries_after())
        return taken_back(plan.edits, index, was, became), []
    if wish.stage:
        return plan_staging(root, plan.edits, index)
    return plan_moves(plan.edits, index), []


def record_of(root: str, plan: Plan, wish: Wish, git: tuple[Index | None, Wanted]) -> Record:
    """Write down what was there besides the files."""
    index, wanted = git
    known = index.entries if index else {}
    return Record(
        time.time(),
        plan.title,
        len(plan.edits),
        wish.undoes,
        modes_of(root, directories_of(places_of(plan.edits))),
        wish.kept,
        index.prefix if index else "",
        {path: known[path] for path in wanted if path in known},
        wanted,
    )


def write_journal(root: str, plan: Plan, record: Record, disk: Disk) -> Journal:
    """Write the journal.

    Raises: NetraError when that cannot be: then nothing is changed.
    """
    try:
        return begin(root, disk, plan, record)
    except OSError as error:
        with suppress(OSError):
            finish_pending(root, disk)
            prune(root, disk, time.time())
        raise NetraError(f"nothing is changed: the journal cannot be written: {told(root, error)}") from error
