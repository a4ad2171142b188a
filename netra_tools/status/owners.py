"""Who knows an area: the share of its commits that its most frequent author made.

Commits are counted, not lines: a file that was laid out anew is one change, however long it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from netra_tools.status.churn import Churn


class Ownership(NamedTuple):
    """The author of most commits that touch an area."""

    area: str
    author: str
    share: float  # of the commits that touch it
    authors: int  # all that touched it


def owners(churn: Churn, areas: Mapping[str, str]) -> list[Ownership]:
    """Say of each area (name -> path) who owns it; one that nobody touched is left out.

    A file belongs to the deepest area that holds it.
    """
    names = names_of(churn)
    counts: dict[str, Counter[str]] = {name: Counter() for name in sorted(areas)}
    by_path = {path: name for name, path in areas.items()}
    for one in churn.commits:
        for name in {area_of(path, by_path) for path in one.files} & counts.keys():
            counts[name][one.address] += 1
    return [
        Ownership(name, names[first], round(count[first] / count.total(), 3), len(count))
        for name, count in counts.items()
        if (first := first_of(count))
    ]


def area_of(path: str, by_path: Mapping[str, str]) -> str:
    """Find the deepest area that holds a file; "" where none does."""
    place = path
    while place:
        if place in by_path:
            return by_path[place]
        place = place.rpartition("/")[0]
    return by_path.get(".", by_path.get("", ""))


def first_of(counts: Counter[str]) -> str:
    """Give who stands first; of those with one count the first by name, so that it is always the same."""
    return min(counts, key=lambda name: (-counts[name], name), default="")


def names_of(churn: Churn) -> dict[str, str]:
    """Give the name that goes with each address: that of its latest commit."""
    found: dict[str, str] = {}
    for one in churn.commits:  # the latest first
        found.setdefault(one.address, one.author)
    return found
