"""Findings that went and came back, by the history of the baseline and by what is found now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from netra_tools.check.baseline_file import CONTENT, Key, base_of, split
from netra_tools.check.check import run_check
from netra_tools.check.request import CheckRequest
from netra_tools.project.git import NoGitError, run_git

MOST_COMMITS: Final = "500"
COMMIT: Final = "\x01"
NOW: Final = "now"


class Comeback(NamedTuple):
    """A finding that was gone from one commit on, and is back."""

    key: Key
    left: str
    back: str


def returned(request: CheckRequest) -> list[Comeback]:
    """Give the findings of a repository that came back; without git, or a baseline in it, there are none."""
    try:
        log = log_of(request.config.root, request.config.baseline)
    except NoGitError:
        return []
    found, gone = history(log)
    return [*found, *now(request, gone)] if gone else found


def log_of(root: str, path: str) -> str:
    """Give what each commit did to a file, the oldest first.

    Raises: NoGitError.
    """
    form = ("--reverse", "-p", "--unified=0", "--no-renames", f"--format={COMMIT}%h")
    plain = ("--no-color", "--no-ext-diff", "--no-textconv")
    return run_git(root, "log", "-n", MOST_COMMITS, *form, *plain, "--", path, notes=set())


def history(log: str) -> tuple[list[Comeback], dict[Key, str]]:
    """Give what came back by a log of the baseline, and what is gone at its end, with the commit."""
    found, gone = [], dict[Key, str]()
    for part in log.split(COMMIT)[1:]:
        commit, _, diff = part.partition("\n")
        for key, more in sorted(difference(diff).items()):
            if more > 0 and key in gone:
                found.append(Comeback(key, gone.pop(key), commit))
            elif more < 0:
                gone[key] = commit
    return found, gone


def difference(diff: str) -> Counter[Key]:
    """Count by how many lines more or less a finding is accepted after a commit."""
    counts: Counter[Key] = Counter()
    for line in diff.splitlines():
        row = split(line[1:]) if line[:1] in ("+", "-") and line[:3] not in ("+++", "---") else None
        if row is not None and row[0][1] != CONTENT:
            (path, rule, subject), _ = row
            counts[path, rule, base_of(subject)] += 1 if line[0] == "+" else -1
    return Counter({key: count for key, count in counts.items() if count})


def now(request: CheckRequest, gone: dict[Key, str]) -> Iterator[Comeback]:
    """Give what is found now and had gone."""
    told = set()
    for finding in run_check(request).result.findings:
        key = (finding.path, finding.slug, base_of(finding.subject))
        if key in gone and key not in told:
            told.add(key)
            yield Comeback(key, gone[key], NOW)
