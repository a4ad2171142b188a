"""What the past says: the trend of the numbers, the hot spots, and who owns what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from netra_tools.config.model import HistorySettings
from netra_tools.errors import NetraError
from netra_tools.report.escape import encodable
from netra_tools.report.result import plural
from netra_tools.status.churn import Churn, read_churn
from netra_tools.status.history import Commit, add, iso, last_commit, of_this_branch, read
from netra_tools.status.hot_spots import hot_spots
from netra_tools.status.model import Data, Source, number, unknown
from netra_tools.status.owners import owners
from netra_tools.status.series import trends, values_of
from netra_tools.status.snapshots import Snapshot
from netra_tools.status.trend import MOST

NO_GIT: Final = "git knows no commit here; commit, and run netra status again"


class Past(NamedTuple):
    """Where the past is read, and how."""

    root: str
    settings: HistorySettings
    version: str  # of netra
    fingerprint: str  # of the configuration
    complexity: Mapping[str, int]  # of the functions of each file that may be a hot spot, added up
    record: bool = True  # add a snapshot of the last commit
    outputs: tuple[str, ...] = ()  # files that the status itself writes


def add_past(document: Data, past: Past) -> Data:
    """Give a status with what the past says; its numbers are recorded when the tree is that of a commit."""
    churn = read_churn(past.root, past.settings)
    areas = {one["name"]: one["path"] for one in document.get("areas", ())}
    spots = hot_spots(churn, past.complexity) if churn else []
    owned = owners(churn, areas) if churn else []
    return {
        **document,
        "trend": trend_record(document, past),
        "churn": churn_record(churn),
        "hot_spots": list(map(written, spots)),
        "owners": list(map(written, owned)),
    }


def churn_record(churn: Churn | None) -> Data:
    """Say on what hot spots and owners were counted."""
    if churn is None:
        return {unit: unknown(unit, NO_GIT) for unit in ("commits", "days")}
    source = Source("git log", None, iso(churn.at))
    counts = {"commits": len(churn.commits), "days": churn.days}
    return {unit: number(count, unit, source) for unit, count in counts.items()}


def written(found: NamedTuple) -> Data:
    """Write a record as the document holds it."""
    return {
        name: encodable(value) if isinstance(value, str) else value for name, value in found._asdict().items()
    }


def trend_record(document: Data, past: Past) -> Data:
    """Record a snapshot where that can be, and give the trend of each number."""
    file = past.settings.file
    notes: list[str] = []
    commit = last_commit(past.root, (file, *past.outputs))
    if commit is not None and past.record:
        notes += record_snapshot(document, past, commit)
    known = read(past.root, file)
    if known.strange:
        are = "is no snapshot" if known.strange == 1 else "are no snapshots"
        notes.append(f"{plural(known.strange, 'line')} of {file} {are}")
    snapshots, said = of_this_branch(past.root, known.snapshots)
    notes += [*said, *differences(snapshots, past)]
    missing = None if snapshots else missing_record(commit, file)
    return {"series": trends(document, snapshots[-MOST:]), "missing": missing, "notes": notes}


def record_snapshot(document: Data, past: Past, commit: Commit) -> list[str]:
    """Record the numbers of a commit, or say why not; another status must not fail of it."""
    if commit.changed:
        more = f" and {len(commit.changed) - 1:,} more" if len(commit.changed) > 1 else ""
        name = encodable(commit.changed[0])
        return [f"not recorded: {name}{more} differs from the last commit"]
    snapshot = Snapshot(
        commit.id, commit.tree, commit.at, past.version, past.fingerprint[:16], values_of(document)
    )
    try:
        add(past.root, past.settings.file, snapshot)
    except NetraError as error:
        return [f"not recorded: {error.message}"]
    return []


def missing_record(commit: Commit | None, file: str) -> str:
    """Say how to get a trend where there is none."""
    return NO_GIT if commit is None else f"run netra status on commits; each adds its numbers to {file}"


def differences(snapshots: list[Snapshot], past: Past) -> list[str]:
    """Say how many snapshots were made by other rules: their numbers may differ for that alone."""
    mine = (past.version, past.fingerprint[:16])
    others = sum((one.version, one.config) != mine for one in snapshots)
    return [f"{plural(others, 'snapshot')} of another version or configuration of netra"] if others else []
