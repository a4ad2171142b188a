"""Which definitions are alike, from what the rules about duplicates found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from netra_tools.fix.twins.side import Spot
from netra_tools.model import Finding

NAMED = re.compile(r"`([^`]+)`")


def spot_of(finding: Finding) -> Spot:
    """Say which definition a finding is about; the second of a name in a file counts on with `#2`."""
    return Spot(finding.path, finding.subject.partition("#")[0])


def groups_of(findings: Iterable[Finding]) -> list[list[Spot]]:
    """Give the sets of definitions that are alike, each in the order of paths.

    Every finding names the first of those that are like it: what names the same one is one set.
    """
    home: dict[Spot, list[Spot]] = {}
    for finding in findings:
        members = [spot_of(finding), *first_like(finding)]
        joined = list(dict.fromkeys(one for member in members for one in home.get(member, [member])))
        home.update(dict.fromkeys(joined, joined))
    sets = {id(members): sorted(members) for members in home.values()}
    return sorted(sets.values())


def first_like(finding: Finding) -> Iterator[Spot]:
    """Yield the definition that a finding names first."""
    for note in finding.notes[:1]:
        found = NAMED.search(note.text)
        if found:
            yield Spot(note.path, found[1])
