"""The file of snapshots: which commit they would be of, adding one, and those that this branch has."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from netra_tools.changes.journal.lock import locked
from netra_tools.errors import NetraError
from netra_tools.project.git import NoGitError, run_git
from netra_tools.project.write import write_whole
from netra_tools.report.result import plural
from netra_tools.status.snapshots import Read, Snapshot, add_line, load

LOCKS: Final = ".netra/history"  # holds the lock, wherever the snapshots lie
PATIENCE: Final = 10.0  # seconds to wait for somebody else who records
FORM: Final = "%H%x09%T%x09%ct"


class Commit(NamedTuple):
    """A commit, and what of the working tree differs from it."""

    id: str
    tree: str
    seconds: int  # since 1970
    changed: tuple[str, ...]

    @property
    def at(self) -> str:
        """Give the time of the commit."""
        return iso(self.seconds)


def iso(seconds: int) -> str:
    """Write a time as snapshots hold it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def last_commit(root: str, besides: Collection[str] = ()) -> Commit | None:
    """Give the last commit of a repository; `besides` are files that may differ. None where there is none."""
    try:
        told = run_git(root, "log", "-1", "--no-show-signature", f"--format={FORM}", notes=set())
        status = run_git(
            root,
            "status",
            "--porcelain",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--",
            ".",
            notes=set(),
        )
        prefix = run_git(root, "rev-parse", "--show-prefix", notes=set()).rstrip("\n")
    except NoGitError:
        return None
    commit, tree, seconds = told.split()
    paths = [record[3:].removeprefix(prefix) for record in status.split("\0") if record]
    changed = [path for path in paths if path not in besides and not path.startswith(".netra/")]
    return Commit(commit, tree, int(seconds), tuple(changed))


def read(root: str, file: str) -> Read:
    """Read the snapshots of a repository.

    Raises: NetraError when there is something that cannot be read.
    """
    return load(content_of(root, file))


def content_of(root: str, file: str) -> bytes:
    """Give what the file of snapshots holds; nothing where there is none.

    Raises: NetraError.
    """
    try:
        with open(place_of(root, file), "rb") as stream:
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise trouble("read", file, error) from error


def add(root: str, file: str, snapshot: Snapshot) -> bool:
    """Add a snapshot, unless its commit has one; say whether it was added.

    Who writes at the same time waits: no snapshot gets lost. Raises: NetraError.
    """
    place = place_of(root, file)
    try:
        for folder in (os.path.dirname(place), f"{root}/{LOCKS}"):
            os.makedirs(folder, exist_ok=True)
        with locked(f"{root}/{LOCKS}", "recording the status", PATIENCE):
            content = add_line(content_of(root, file), snapshot)
            if content is not None:
                write_whole(place, content)
    except OSError as error:
        raise trouble("write", file, error) from error
    return content is not None


def place_of(root: str, file: str) -> str:
    """Give where the file lies.

    Raises: NetraError when a link leads out of the repository.
    """
    folder = os.path.realpath(os.path.dirname(f"{root}/{file}"))
    locks = os.path.realpath(f"{root}/{LOCKS}")
    top = os.path.realpath(root)
    if any(os.path.commonpath([top, one]) != top for one in (folder, locks)):
        raise NetraError(f"{file} lies behind a link that leaves the repository", "name another file")
    return f"{folder}/{os.path.basename(file)}"


def trouble(verb: str, file: str, error: OSError) -> NetraError:
    """Say why the file of snapshots cannot be used."""
    reason = (error.strerror or "unknown error").lower()
    return NetraError(f"cannot {verb} {file}: {reason}", "[tool.netra.history] file names it")


def of_this_branch(root: str, snapshots: Sequence[Snapshot]) -> tuple[list[Snapshot], list[str]]:
    """Keep the snapshots of commits that the last commit comes from, and say what was left out.

    One with the same tree as such a commit counts, too: it was amended, or taken over from a branch. Where
    git knows a part of the history only, all count.
    """
    if not snapshots:
        return [], []
    try:
        known = lineage(root, snapshots[0])
    except NoGitError:
        return list(snapshots), ["without git, snapshots of all branches count"]
    if not known:
        return list(snapshots), ["the clone is shallow, so snapshots of all branches count"]
    own = {one.tree for one in snapshots if one.commit in known}
    kept = [one for one in snapshots if one.commit in known or one.tree in known - own]
    left = len(snapshots) - len(kept)
    return kept, [f"{plural(left, 'snapshot')} of commits that this branch does not hold"] if left else []


def lineage(root: str, first: Snapshot) -> frozenset[str]:
    """Give the ids of the commits since the first snapshot, and of their trees; nothing in a shallow clone.

    Raises: NoGitError.
    """
    if run_git(root, "rev-parse", "--is-shallow-repository", notes=set()).strip() == "true":
        return frozenset()
    # A day more: clocks differ, and git stops at the first commit that is older.
    start = int(datetime.fromisoformat(first.at).timestamp()) - 86_400
    told = run_git(
        root, "log", "--no-show-signature", f"--max-age={start}", "--format=%H%x09%T", "HEAD", notes=set()
    )
    return frozenset(told.split())
