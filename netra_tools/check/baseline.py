"""Findings held against the baseline: which are new, which are known, and which entries are stale.

An entry is known by path, rule and subject, never by a line. A rule that counts has its number kept, too:
one that is higher is new. Only what was checked is judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from netra_tools.check.baseline_file import Baseline, Key, Values, base_of, descending
from netra_tools.model import Finding

DIGITS = 16  # of a content's digest that the baseline keeps
UNREADABLE = "0" * DIGITS  # what a file that could not be read is known by


class Reach(NamedTuple):
    """What a run has looked at: an entry of anything else is neither stale nor answered."""

    files: frozenset[str]  # of the project
    asked: Collection[str] | None  # the files that were asked for; None: all, and those that are gone
    silent: frozenset[str]  # rules that exist and did not run: slugs, and what begins those of other tools
    contents: Mapping[str, bytes]  # path -> digest of its content, and more


class Entry(NamedTuple):
    """One accepted finding of the baseline, and the number it has now, if that is lower."""

    key: Key
    value: int | None
    now: int | None = None


class Held(NamedTuple):
    """What came of holding findings against a baseline; all keys have the paths of today."""

    new: list[Finding]
    known: int
    stale: list[Entry]
    lowered: list[Entry]
    left: dict[Key, Values]  # what remains of the baseline: no more, and nowhere higher
    outgrown: dict[Key, Values]  # entries whose finding is higher now
    moved: dict[str, str]  # path now -> path in the baseline


def hold(findings: Iterable[Finding], baseline: Baseline, reach: Reach) -> Held:
    """Hold findings against a baseline."""
    moved = find_moved(baseline, reach)
    now = {old: new for new, old in moved.items()}
    found: dict[Key, list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.path, finding.slug, base_of(finding.subject)), []).append(finding)
    held = Held([], 0, [], [], {}, {}, moved)
    known = 0
    for key, values in baseline.groups.items():
        if now and key[0] in now:
            key = (now[key[0]], key[1], key[2])
        items = found.pop(key, None)
        if items is not None:
            known += match(key, values, items, held)
        elif is_judged(key, reach):
            held.stale.extend([Entry(key, value) for value in values])
        else:
            held.left[key] = values
    for items in found.values():
        held.new.extend(items)
    return held._replace(known=known)


def is_judged(key: Key, reach: Reach) -> bool:
    """Say whether the run would have found again what this entry stands for."""
    return key[1].partition(":")[0] not in reach.silent and (reach.asked is None or key[0] in reach.asked)


def match(key: Key, values: Values, items: list[Finding], held: Held) -> int:
    """Pair the findings of one key with its entries; give the number of pairs.

    The highest finding takes the lowest entry that covers it, so that no other pairing covers more.
    """
    free = sorted(values, key=descending, reverse=True)  # the lowest first, one without a number last
    left: Values = []
    unmatched = []
    for finding in sorted(items, key=lambda item: -1 if item.value is None else item.value, reverse=True):
        at = next((at for at, value in enumerate(free) if covers(value, finding.value)), None)
        if at is None:
            unmatched.append(finding)
            continue
        value = free.pop(at)
        left.append(finding.value)
        if value != finding.value:
            held.lowered.append(Entry(key, value, finding.value))
    # An entry that its finding has outgrown is not stale: it says what the limit was.
    outgrown, stale = free[::-1][: len(unmatched)], free[::-1][len(unmatched) :]
    held.left[key] = left
    held.outgrown[key] = outgrown
    held.stale.extend([Entry(key, value) for value in stale])
    held.new.extend(explain(unmatched, outgrown, len(items), len(values)))
    return len(left)


def covers(accepted: int | None, value: int | None) -> bool:
    """Say whether an entry accepts a finding with this number."""
    return accepted is None or value is None or value <= accepted


def explain(
    unmatched: Sequence[Finding], outgrown: Sequence[int | None], count: int, known: int
) -> Iterable[Finding]:
    """Say in the message of each finding what the baseline holds of it."""
    for at, finding in enumerate(unmatched):
        told = f"baseline {outgrown[at]}" if at < len(outgrown) else f"{count} of them, baseline {known}"
        yield finding._replace(message=f"{finding.message}, {told}")


def find_moved(baseline: Baseline, reach: Reach) -> dict[str, str]:
    """Find files that were renamed: a path that is gone, and a file without entries of the same content."""
    gone: dict[str, list[str]] = {}
    for path in sorted(baseline.contents.keys() - reach.files):
        gone.setdefault(baseline.contents[path], []).append(path)
    if not gone:
        return {}
    moved = {}
    for path in sorted(reach.files):
        if path not in baseline.contents and (same := gone.get(content_of(path, reach))):
            moved[path] = same.pop(0)
    return moved


def content_of(path: str, reach: Reach) -> str:
    """Give the digest of a file's content as the baseline writes it; "" for a file that cannot be read."""
    digest = reach.contents.get(path, b"")[: DIGITS // 2].hex()
    return "" if digest == UNREADABLE else digest


def shrink(baseline: Baseline, held: Held, reach: Reach, *, fresh: bool = False) -> Baseline:
    """Make the baseline without what is stale, its numbers no higher than what was found.

    `fresh` also brings the contents of all files up to date.
    """
    keys = dict.fromkeys((*held.left, *held.outgrown))
    groups = {key: held.left.get(key, []) + held.outgrown.get(key, []) for key in keys}
    return with_contents(baseline, groups, reach, fresh=fresh)


def grow(baseline: Baseline, held: Held, reach: Reach) -> Baseline:
    """Make the baseline that knows everything that was found."""
    groups = {key: list(values) for key, values in held.left.items()}
    for finding in held.new:
        groups.setdefault((finding.path, finding.slug, base_of(finding.subject)), []).append(finding.value)
    return with_contents(baseline, groups, reach, fresh=True)


def with_contents(baseline: Baseline, groups: Mapping[Key, Values], reach: Reach, *, fresh: bool) -> Baseline:
    """Add to entries what their files hold.

    Unless it is asked for, that is brought up to date only where a file's entries change: a file that
    is edited every day would otherwise be a conflict in every merge.
    """
    groups = {key: values for key, values in groups.items() if values}
    before, after = by_path(baseline.groups), by_path(groups)
    contents = {}
    for path, entries in after.items():
        old = baseline.contents.get(path, "")
        keep = not fresh and before.get(path) == entries
        contents[path] = (old if keep else content_of(path, reach)) or old
    return Baseline(groups, {path: digest for path, digest in contents.items() if digest})


def by_path(groups: Mapping[Key, Values]) -> dict[str, dict[Key, Values]]:
    """Put the entries of each file together, in one order."""
    found: dict[str, dict[Key, Values]] = {}
    for key, values in groups.items():
        found.setdefault(key[0], {})[key] = sorted(values, key=descending)
    return found
