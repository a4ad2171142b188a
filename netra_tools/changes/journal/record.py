"""The record of a change in `.netra/changes/ID/`, on disk before the tree is touched.

plan.json    the plan as it is carried out, with every file before and after
record.json  when, how, and what was there besides: directories and entries of git's index
index.json   the entries of git's index afterwards
state        prepared, applying, undoing, done or undone; written last, so without it there is no journal
stage/       files on their way to their places

`.netra/changes/pending` holds the id of the change that is under way: see `recover`.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple

from netra_tools.changes.journal.disk import Disk
from netra_tools.changes.journal.plan_file import dump, load
from netra_tools.check.answer import mark_of
from netra_tools.check.state import prepare_directory
from netra_tools.digests import digest_of
from netra_tools.errors import NetraError
from netra_tools.plan import REGULAR, Plan, State

CHANGES: Final = ".netra/changes"
PENDING: Final = "pending"
PREPARED, APPLYING, UNDOING, DONE, UNDONE = "prepared", "applying", "undoing", "done", "undone"
STATES: Final = frozenset({PREPARED, APPLYING, UNDOING, DONE, UNDONE})
NAME: Final = re.compile(r"(\d{8}-\d{6})-[0-9a-f]{6}")
STAMP: Final = "%Y%m%d-%H%M%S"
MOST_KEPT: Final = 20
LONGEST_KEPT: Final = 30 * 24 * 3600  # seconds


class Record(NamedTuple):
    """What a journal says besides the plan."""

    when: float
    title: str
    files: int
    undoes: str = ""  # the change that this one takes back
    directories: Mapping[str, int] = {}  # those that were there before, with their modes
    kept: Mapping[str, int] = {}  # those that are to be there afterwards, empty or not
    prefix: str = ""  # where the root lies in git's work tree
    entries: Mapping[str, Any] = {}  # of git's index, before: see `index`
    wanted: Mapping[str, Any] = {}  # of git's index, afterwards


class Journal(NamedTuple):
    """One change that was journaled."""

    root: str
    name: str

    @property
    def directory(self) -> str:
        """Give where it lies."""
        return f"{self.root}/{CHANGES}/{self.name}"

    @property
    def stage(self) -> str:
        """Give where files wait that are on their way to their places."""
        return f"{self.directory}/stage"

    def state(self) -> str:
        """Say how far it got; empty when there is no whole journal."""
        with suppress(OSError), open(f"{self.directory}/state", encoding="ascii", errors="replace") as file:
            word = file.read()
            return word if word in STATES else ""
        return ""

    def plan(self) -> Plan:
        """Read the plan."""
        return load(self.read("plan.json"), f"{CHANGES}/{self.name}/plan.json")

    def record(self) -> Record:
        """Read what is said besides."""
        try:
            return Record(**json.loads(self.read("record.json")))
        except (ValueError, TypeError) as error:
            raise NetraError(f"the journal {self.name} is damaged: {error}") from error

    def entries_after(self) -> dict[str, Any]:
        """Give the entries that git's index had afterwards."""
        try:
            found: dict[str, Any] = json.loads(self.read("index.json"))
        except (NetraError, ValueError):
            return {}
        return found

    def read(self, name: str) -> bytes:
        """Read one of the files."""
        try:
            with open(f"{self.directory}/{name}", "rb") as file:
                return file.read()
        except OSError as error:
            raise NetraError(f"the journal {self.name} cannot be read: {name} is missing") from error

    def put(self, disk: Disk, name: str, content: bytes) -> None:
        """Write one of the files, whole or not at all, to last."""
        put(disk, self.directory, name, content)

    def set_state(self, disk: Disk, word: str) -> None:
        """Say how far it got."""
        self.put(disk, "state", word.encode("ascii"))


def put(disk: Disk, directory: str, name: str, content: bytes) -> None:
    """Write a file of ours, whole or not at all, to last."""
    temporary = f"{directory}/{name}.tmp"
    with suppress(FileNotFoundError):
        disk.remove(temporary)
    disk.write(temporary, State(content, REGULAR))
    disk.sync(temporary)
    disk.rename(temporary, f"{directory}/{name}")
    disk.sync(directory)


def prepare(root: str) -> str:
    """Make the directory of journals, which git ignores, and give it.

    Raises: NetraError where it cannot be.
    """
    directory = f"{root}/{CHANGES}"
    for place in (f"{root}/.netra", directory):
        if os.path.islink(place):
            raise NetraError(
                f"{os.path.relpath(place, root)} is a symbolic link", "journals belong to one tree"
            )
    if not prepare_directory(directory):
        raise NetraError(f"{CHANGES} cannot be written to", "a change is journaled there first")
    return directory


def begin(root: str, disk: Disk, plan: Plan, record: Record) -> Journal:
    """Write a journal, and mark it as the change that is under way."""
    directory = prepare(root)
    content = dump(plan)
    journal = Journal(root, name_of(root, record.when, content))
    disk.make_directory(journal.directory)
    disk.make_directory(journal.stage)
    journal.put(disk, "plan.json", content)
    journal.put(disk, "record.json", json.dumps(record._asdict()).encode("ascii"))
    journal.set_state(disk, PREPARED)
    put(disk, directory, PENDING, os.fsencode(journal.name) + b"\n" + mark_of(directory))
    return journal


def name_of(root: str, when: float, content: bytes) -> str:
    """Name a change by its time and its content; later ones sort later, those of one second too."""
    last = max((NAME.fullmatch(journal.name)[1] for journal in journals(root)), default="")  # type: ignore[index]  # they match
    while (stamp := time.strftime(STAMP, time.gmtime(when))) <= last:
        when += 1
    return f"{stamp}-{digest_of(content)[:3].hex()}"


def journals(root: str) -> list[Journal]:
    """List all journals, whole or not, the oldest first."""
    try:
        names = os.listdir(f"{root}/{CHANGES}")
    except OSError:
        return []
    return [Journal(root, name) for name in sorted(names) if NAME.fullmatch(name)]


def pending(root: str) -> tuple[Journal | None, bool]:
    """Give the change that is under way, if any, and whether it was marked here, not in another tree."""
    directory = f"{root}/{CHANGES}"
    try:
        with open(f"{directory}/{PENDING}", "rb") as file:
            name, _, mark = file.read().partition(b"\n")
    except OSError:
        return None, False
    text = os.fsdecode(name)
    return Journal(root, text if NAME.fullmatch(text) else "damaged"), mark == mark_of(directory) != b""


def close(journal: Journal, disk: Disk) -> None:
    """Say that nothing is under way any more."""
    with suppress(FileNotFoundError):
        disk.remove(f"{journal.root}/{CHANGES}/{PENDING}")
        disk.sync(f"{journal.root}/{CHANGES}")


def discard(journal: Journal, disk: Disk) -> None:
    """Remove a journal; its state first, so that half of one is none."""
    for directory in (journal.directory, journal.stage):
        if os.path.islink(directory):
            return
    for name in ("state", "state.tmp"):
        with suppress(FileNotFoundError):
            disk.remove(f"{journal.directory}/{name}")
    for directory in (journal.stage, journal.directory):
        with suppress(FileNotFoundError):
            for name in sorted(os.listdir(directory)):
                disk.remove(f"{directory}/{name}")
            disk.remove_directory(directory)


def prune(root: str, disk: Disk, now: float) -> None:
    """Remove journals that are too many or too old, and what is left of those that never were whole."""
    every = journals(root)
    whole = [journal for journal in every if journal.state() in (DONE, UNDONE)]
    oldest = time.strftime(STAMP, time.gmtime(now - LONGEST_KEPT))
    kept = {journal.name for journal in whole[-MOST_KEPT:] if journal.name >= oldest}
    for journal in every:
        if journal.name not in kept:
            discard(journal, disk)


def modes_of(root: str, directories: set[str]) -> dict[str, int]:
    """Give the modes of the directories that exist."""
    found = {}
    for directory in sorted(directories):
        with suppress(OSError):
            mode = os.lstat(f"{root}/{directory}").st_mode
            if stat.S_ISDIR(mode):
                found[directory] = mode
    return found
