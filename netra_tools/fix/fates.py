"""What becomes of each finding: mended, or left, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from netra_tools.fix.repairs import Repair
from netra_tools.fix.task import Key, key_of
from netra_tools.model import Finding

NUMBER = re.compile(r"#\d+$")  # what tells findings of one subject apart
NO_REPAIR = "no repair"
GONE = "gone with what was repaired"
UNEXPLAINED = "it is found again afterwards"


class Fate(NamedTuple):
    """One finding."""

    finding: Finding
    repair: str  # "" when no repair speaks of it
    mended: bool
    text: str  # what was done, or why it stays


By = Mapping[str, Sequence[Finding]]  # source -> findings


class States(NamedTuple):
    """The findings before and after all repairs, and where each file was that has moved."""

    first: By
    last: By
    homes: Mapping[str, str]

    def groups(self, source: str) -> tuple[Mapping[Key, list[Finding]], Mapping[Key, list[Finding]]]:
        """Sort the findings of a source by what they are about, under the paths of before."""
        before: defaultdict[Key, list[Finding]] = defaultdict(list)
        after: defaultdict[Key, list[Finding]] = defaultdict(list)
        for finding in self.first[source]:
            before[group_of(finding, finding.path)].append(finding)
        for finding in self.last[source]:
            group = group_of(finding, self.homes.get(finding.path, finding.path))
            after[group if group in before else spelled_before(group, before)].append(finding)
        return before, after


def tell_fates(states: States, left: Mapping[Key, str], repairs: Sequence[Repair]) -> tuple[Fate, ...]:
    """Say what becomes of the findings of before."""
    fates: list[Fate] = []
    for source in states.first:
        before, after = states.groups(source)
        of_source = [repair for repair in repairs if repair.source == source]
        for group, members in before.items():
            fates += told(members, len(after.get(group, ())), left, of_source)
    return tuple(sorted(fates, key=place_of))


def find_new(states: States, left: Mapping[Key, str]) -> tuple[Fate, ...]:
    """Give the findings that were not there before, and why they stay; a gate holds that none is an error."""
    found: list[Fate] = []
    for source in states.first:
        before, after = states.groups(source)
        for group, members in after.items():
            for finding in members[len(before.get(group, ())) :]:
                home = states.homes.get(finding.path, finding.path)
                found.append(
                    Fate(finding, "", mended=False, text=left.get((finding.slug, home, finding.subject), ""))
                )
    return tuple(sorted(found, key=place_of))


def place_of(fate: Fate) -> tuple[str, int, int]:
    """Order findings by where they are."""
    return fate.finding.path, fate.finding.line, fate.finding.column


def group_of(finding: Finding, path: str) -> Key:
    """Give what findings have in common that a number tells apart: when one goes, the next has it."""
    return finding.slug, path, NUMBER.sub("", finding.subject)


def spelled_before(group: Key, before: Collection[Key]) -> Key:
    """Give the group under the relative name that an import had, if it had one: `.b` for `a.b`."""
    slug, path, subject = group
    relative = (one for one in before if one[:2] == (slug, path) and one[2].startswith("."))
    return next((one for one in relative if subject.endswith(one[2].lstrip("."))), group)


def told(
    members: Sequence[Finding], remaining: int, left: Mapping[Key, str], repairs: Sequence[Repair]
) -> Iterator[Fate]:
    """Tell of findings that are alike, of which as many as `remaining` are found again."""
    explained_last = sorted(members, key=lambda one: key_of(one) in left)
    staying = frozenset(explained_last[max(len(members) - remaining, 0) :])
    for finding in members:
        repair = next((one for one in repairs if one.speaks_of(finding)), None)
        name = "" if repair is None else repair.name
        if finding in staying:
            reason = left.get(key_of(finding)) or (UNEXPLAINED if name else NO_REPAIR)
            yield Fate(finding, name, mended=False, text=reason)
        else:
            yield Fate(finding, name, mended=True, text=GONE if repair is None else repair.what)
