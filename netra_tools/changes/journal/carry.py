"""Carry a journaled change forward to its end, or back to its start; both can be stopped and begun again."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import suppress

from netra_tools.changes.journal.disk import Disk
from netra_tools.changes.journal.index import ADD, FRESH, Wanted, entries_of, read_index, write_index
from netra_tools.changes.journal.places import inverse
from netra_tools.changes.journal.record import APPLYING, DONE, UNDOING, UNDONE, Journal, Record, close
from netra_tools.changes.journal.refusal import RefusedError
from netra_tools.changes.journal.writing import Writing
from netra_tools.errors import NetraError
from netra_tools.plan import Edit
from netra_tools.project.git import NoGitError


def carry(journal: Journal, edits: Sequence[Edit], disk: Disk) -> list[str]:
    """Do what was journaled; give what is to be said of git's index.

    Raises: RefusedError when something came in the way, and all is as before.
    """
    record = journal.record()
    writing = Writing(journal, edits, record.kept, disk)
    try:
        writing.stage()
        journal.set_state(disk, APPLYING)
        writing.write()
    except (OSError, RefusedError, KeyboardInterrupt) as error:
        # What we have not written is somebody else's when it is neither as before nor as afterwards.
        left = back(journal, disk, frozenset(writing.places) - writing.written)
        if left or isinstance(error, KeyboardInterrupt):
            raise
        why = error.reason if isinstance(error, RefusedError) else told(journal.root, error)
        raise RefusedError(f"nothing is changed: {why}") from error
    return conclude(journal, record, writing)


def told(root: str, error: OSError) -> str:
    """Say what the system said, and of which file."""
    where = str(error.filename2 or error.filename or "").removeprefix(f"{root}/")
    return f"{where}: {(error.strerror or 'unknown error').lower()}".removeprefix(": ")


def finish(journal: Journal, disk: Disk) -> list[str]:
    """Go on with a change whose writing had begun; give what is to be said of git's index."""
    record = journal.record()
    writing = Writing(journal, journal.plan().edits, record.kept, disk)
    writing.stage()
    writing.write()
    return conclude(journal, record, writing)


def conclude(journal: Journal, record: Record, writing: Writing) -> list[str]:
    """Move git's index along, and say that the change is done."""
    disk = writing.disk
    said = []
    wanted = entries_of(record.wanted)
    if wanted:
        try:
            write_index(journal.root, record.prefix, wanted)
            index = read_index(journal.root)
            found = {path: index.entries.get(path) for path in wanted} if index else {}
            journal.put(disk, "index.json", json.dumps(found).encode("ascii"))
        except NoGitError as error:
            said.append(f"git's index is as it was: {error}")
    mark_undone(journal.root, record, disk, (UNDONE, DONE))
    writing.unstage()
    journal.set_state(disk, DONE)
    close(journal, disk)
    return said


def back(journal: Journal, disk: Disk, spared: Collection[str] = ()) -> list[str]:
    """Give the tree what it held before a change; name the files that are neither that nor as afterwards.

    While there are such files the change stays under way; those `spared` are known to be as they should.
    """
    record = journal.record()
    journal.set_state(disk, UNDOING)
    writing = Writing(journal, inverse(journal.plan().edits), record.directories, disk)
    left = [path for path in writing.strangers if path not in spared]
    writing.leave(writing.strangers)
    writing.stage()
    writing.write()
    with suppress(NoGitError):
        take_index_back(journal.root, record)
    mark_undone(journal.root, record, disk, (DONE, UNDONE))
    writing.unstage()
    if not left:
        journal.set_state(disk, UNDONE)
        close(journal, disk)
    return left


def take_index_back(root: str, record: Record) -> None:
    """Give git's index the entries from before a change, where it holds those of the change."""
    wanted, was = entries_of(record.wanted), entries_of(record.entries)
    index = read_index(root) if wanted else None
    if index is not None:
        now = index.entries
        made = [path for path, entry in wanted.items() if entry in (ADD, FRESH, now.get(path))]
        entries: Wanted = {path: was.get(path) for path in made if now.get(path) != was.get(path)}
        write_index(root, index.prefix, entries)


def mark_undone(root: str, record: Record, disk: Disk, states: tuple[str, str]) -> None:
    """Say of the change that is taken back, and of the one that it took back in turn, how they stand."""
    name = record.undoes
    for state in states:
        journal = Journal(root, name)
        if not name or not journal.state():
            return
        journal.set_state(disk, state)
        with suppress(NetraError):
            name = journal.record().undoes
