"""The numbers of commits as lines of JSON, in an order in which branches merge well.

{"at":"2026-05-04T10:00:00Z","commit":"…","config":"…","tree":"…","values":{"findings":12},"version":"0.1.0"}

Lines are sorted by commit: those of two branches then rarely stand at one place, where git would ask whom to
believe. A reader takes any order, takes a commit that stands twice once, and passes over what is no snapshot.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any, Final, NamedTuple

IDS: Final = ("commit", "tree", "at", "version", "config")
MARKS: Final = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")  # what a merge leaves between lines


class Snapshot(NamedTuple):
    """The numbers of one commit; one that could not be had is left out."""

    commit: str
    tree: str
    at: str  # when it was committed: ISO, UTC
    version: str  # of netra
    config: str  # fingerprint of the configuration
    values: Mapping[str, float]


class Read(NamedTuple):
    """What a file of snapshots holds."""

    snapshots: tuple[Snapshot, ...]
    strange: int  # lines that are none


def load(content: bytes) -> Read:
    """Read snapshots, the first of each commit."""
    read = [read_line(line) for line in lines_of(content)]
    found: dict[str, Snapshot] = {}
    for snapshot in filter(None, read):
        found.setdefault(snapshot.commit, snapshot)
    return Read(tuple(sorted(found.values(), key=lambda one: (one.at, one.commit))), read.count(None))


def lines_of(content: bytes) -> list[bytes]:
    """Give the lines that say something."""
    return [line for line in content.splitlines() if line.strip() and not line.startswith(MARKS)]


def add_line(content: bytes, snapshot: Snapshot) -> bytes | None:
    """Put a snapshot in its place; None when its commit has one. Other lines stay as they are."""
    known: dict[str, bytes] = {}
    strange = []
    for line in lines_of(content):
        found = read_line(line)
        if found is None:
            strange.append(line)
        else:
            known.setdefault(found.commit, line)
    if snapshot.commit in known:
        return None
    known[snapshot.commit] = dump([snapshot]).rstrip()
    return b"".join([line + b"\n" for line in (*strange, *(known[name] for name in sorted(known)))])


def read_line(line: bytes) -> Snapshot | None:
    """Read one snapshot; None when the line is none."""
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(plain, dict) or not isinstance(plain.get("values"), dict):
        return None
    ids = {name: plain.get(name, "") for name in IDS}
    if not are_ids(ids):
        return None
    values = {name: value for name, value in plain["values"].items() if is_number(value)}
    return Snapshot(**ids, values=values)


def are_ids(ids: Mapping[str, Any]) -> bool:
    """Say whether all are texts, and tell which commit it is and when it was."""
    return all(isinstance(one, str) for one in ids.values()) and bool(ids["commit"]) and is_time(ids["at"])


def is_number(value: Any) -> bool:
    """Say whether a value can be drawn and counted with."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def is_time(text: str) -> bool:
    """Say whether a text is a time as snapshots hold it."""
    from datetime import datetime

    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def dump(snapshots: Iterable[Snapshot]) -> bytes:
    """Write snapshots, one line each, sorted by commit."""
    lines = [
        json.dumps(record(one), sort_keys=True, separators=(",", ":"))
        for one in sorted(snapshots, key=lambda one: one.commit)
    ]
    return "".join([f"{line}\n" for line in lines]).encode()


def record(snapshot: Snapshot) -> dict[str, Any]:
    """Give a snapshot as it is written; numbers to a thousandth."""
    values = {name: round(value, 3) for name, value in snapshot.values.items()}
    return {**snapshot._asdict(), "values": values}
