"""Finish or undo a change that was stopped in the middle.

All of it is in the journal before the tree is touched. So a change whose writing has begun is finished, one
whose writing has not is dropped; where a file is by now neither as before nor as after, the rest goes back.
"""

from __future__ import annotations

import os

from netra_tools.changes.journal.bounds import misplaced
from netra_tools.changes.journal.carry import back, finish, told
from netra_tools.changes.journal.disk import Disk
from netra_tools.changes.journal.lock import locked
from netra_tools.changes.journal.places import places_of
from netra_tools.changes.journal.record import (
    APPLYING,
    CHANGES,
    DONE,
    PREPARED,
    UNDONE,
    Journal,
    close,
    discard,
    pending,
)
from netra_tools.changes.journal.writing import Writing
from netra_tools.errors import MistakesError, NetraError

PATIENCE = 10.0  # seconds that a command waits for a change that is being written
KEEP = "or netra changes recover --keep takes the files as they are"


def recover(root: str, disk: Disk | None = None, *, asked: bool = True) -> tuple[str, ...]:
    """Bring a change that was stopped to an end, and say how; nothing to say where there is none.

    Unless somebody `asked`, a journal is believed only where it was made: it could have come with the files.
    Raises: NetraError when that takes a decision.
    """
    if not os.path.lexists(f"{root}/{CHANGES}/pending"):
        return ()
    with locked(refuse_links(root), "changes recover", PATIENCE):
        return finish_pending(root, disk or Disk(), asked=asked)


def refuse_links(root: str) -> str:
    """Give the directory of the journals.

    Raises: NetraError when it is elsewhere.
    """
    for place in (".netra", CHANGES):
        if os.path.islink(f"{root}/{place}"):
            raise NetraError(f"{place} is a symbolic link", "remove it: journals belong to one tree")
    return f"{root}/{CHANGES}"


def finish_pending(root: str, disk: Disk, *, asked: bool = True) -> tuple[str, ...]:
    """Do so while the lock is held."""
    journal, ours = pending(root)
    if journal is None:
        return ()
    if not ours and not asked:
        raise NetraError(
            f"a change was stopped in the middle, but not in this place ({CHANGES}/{journal.name})",
            f"netra changes recover finishes or undoes it, {KEEP}",
        )
    try:
        return (settle(journal, disk),)
    except OSError as error:
        raise NetraError(
            f"the change {journal.name} was stopped and cannot be finished: {told(root, error)}",
            f"mend that, then netra changes recover; {KEEP}",
        ) from error


def settle(journal: Journal, disk: Disk) -> str:
    """Bring a change to its end, and say in a line how."""
    state = journal.state()
    if state in ("", PREPARED):
        return drop(journal, disk)
    title = describe(journal)
    if state in (DONE, UNDONE):
        tidy(journal, disk)
        close(journal, disk)
        return f"{title} was {state} when it was stopped"
    check_bounds(journal)
    if state == APPLYING and not Writing(journal, journal.plan().edits, {}, disk).strangers:
        said = finish(journal, disk)
        return "; ".join([f"{title} was stopped in the middle and is finished now", *said])
    left = back(journal, disk)
    if left:
        raise unsettled(journal, left)
    return f"{title} was stopped in the middle and is undone now"


def drop(journal: Journal, disk: Disk) -> str:
    """Forget a change of which nothing was written."""
    if journal.state():
        tidy(journal, disk)
    close(journal, disk)
    discard(journal, disk)
    return f"the change {journal.name} was stopped before anything was written, and is dropped"


def tidy(journal: Journal, disk: Disk) -> None:
    """Remove the files that still wait for their places."""
    check_bounds(journal)
    if os.path.isdir(journal.stage):
        Writing(journal, journal.plan().edits, {}, disk).unstage()


def keep(root: str, disk: Disk | None = None) -> tuple[str, ...]:
    """Take the files as they are, and end the change that was under way."""
    if not os.path.lexists(f"{root}/{CHANGES}/pending"):
        return ()
    disk = disk or Disk()
    with locked(refuse_links(root), "changes recover", PATIENCE):
        journal, _ = pending(root)
        if journal is None:
            return ()
        if journal.state():
            journal.set_state(disk, UNDONE)
        close(journal, disk)
        return (f"the files are left as they are, and the change {journal.name} is over",)


def check_bounds(journal: Journal) -> None:
    """Refuse a journal that speaks of files no plan may touch.

    Raises: NetraError.
    """
    edits = journal.plan().edits
    for problem in misplaced(journal.root, edits, places_of(edits), halfway=True):
        raise NetraError(
            f"the change {journal.name} was stopped and cannot be finished: {problem.path}: {problem.text}",
            f"mend that, then netra changes recover; {KEEP}",
        )


def describe(journal: Journal) -> str:
    """Name a change."""
    return f"the change {journal.name} ({journal.record().title})"


def unsettled(journal: Journal, left: list[str]) -> NetraError:
    """Say which files take a decision."""
    lines = [(f"{path}: neither as before the change nor as after it, left alone", "") for path in left]
    summary = f"{describe(journal)} was stopped in the middle; all other files are as before"
    hint = (
        f"put these files as they were (netra changes show {journal.name} --diff), then netra changes recover"
    )
    return MistakesError([*lines, (summary, f"{hint}; {KEEP}")])
