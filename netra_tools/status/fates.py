"""What became of findings between two states: new, fixed, with a higher number, or a lower one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from netra_tools.model import Finding
from netra_tools.status.findings import identity

Identity = tuple[str, str, str]


class Fates(NamedTuple):
    """What became of findings: identities of before are those of today's paths."""

    new: tuple[Finding, ...]
    worse: tuple[Finding, ...]  # with a higher number than before
    better: tuple[Finding, ...]  # with a lower one
    fixed: tuple[Finding, ...]  # as they were before


def compare(was: Sequence[Finding], is_now: Sequence[Finding], renamed: Mapping[str, str]) -> Fates:
    """Sort findings by what became of them."""
    before = {identity(moved(one, renamed)): one for one in was}
    after = {identity(one): one for one in is_now}
    kept = [(one, after[key]) for key, one in before.items() if key in after]
    worse = tuple([now for then, now in kept if is_more(now, then)])
    better = tuple([now for then, now in kept if is_more(then, now)])
    return Fates(without(after, before), worse, better, without(before, after))


def without(found: Mapping[Identity, Finding], others: Mapping[Identity, Finding]) -> tuple[Finding, ...]:
    """Give the findings that are not among others."""
    return tuple([one for key, one in found.items() if key not in others])


def moved(finding: Finding, renamed: Mapping[str, str]) -> Finding:
    """Give a finding by the path that its file has now."""
    return finding._replace(path=renamed.get(finding.path, finding.path))


def is_more(one: Finding, other: Finding) -> bool:
    """Say whether a finding has a higher number than another."""
    return one.value is not None and other.value is not None and one.value > other.value


def tallies(
    was: Sequence[Finding], is_now: Sequence[Finding], fates: Fates, key: Callable[[Finding], str]
) -> dict[str, dict[str, int]]:
    """Count findings before and after, and what became of them, by a key; none without change."""
    columns = {"before": was, "after": is_now, **fates._asdict()}
    counts = {name: Counter(map(key, found)) for name, found in columns.items()}
    changed = {name for column in Fates._fields for name in counts[column]}
    return {name: {column: counts[column][name] for column in columns} for name in changed}
