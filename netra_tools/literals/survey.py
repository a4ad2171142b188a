"""What an index holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.postings import CATEGORY_MASK, HAS_PROBLEM, IN_TEST
from netra_tools.literals.store import Store

HERE = "."


class Count(NamedTuple):
    """How many values and how many places a category has; tests are counted apart."""

    category: str
    values: int
    places: int
    in_tests: int  # places in tests


class Survey(NamedTuple):
    """An index, counted."""

    files: int
    places: int
    categories: tuple[Count, ...]
    roots: dict[str, int]  # directory -> files below it that were read
    unparsed: tuple[str, ...]


def survey(store: Store) -> Survey:
    """Count what an index holds."""
    values: Counter[int] = Counter()
    places: Counter[int] = Counter()
    tested: Counter[int] = Counter()
    for text in store.texts():
        found = Counter([posting & (CATEGORY_MASK | IN_TEST) for posting in text.postings])
        for mark, times in found.items():
            category = mark & CATEGORY_MASK
            places[category] += times
            tested[category] += times if mark & IN_TEST else 0
        values.update({mark & CATEGORY_MASK for mark in found})
    counts = [
        Count(name, values[number], places[number], tested[number]) for number, name in enumerate(CATEGORIES)
    ]
    files = store.files()
    return Survey(len(files), sum(places.values()), tuple(counts), roots_of(files), unparsed(store))


def unparsed(store: Store) -> tuple[str, ...]:
    """List the files that could not be parsed in full."""
    return tuple([path for path, row in store.files().items() if row.flags & HAS_PROBLEM])


def roots_of(paths: Iterable[str]) -> dict[str, int]:
    """Count the files below each directory of the root; those in the root itself are below "."."""
    return dict(sorted(Counter([path.partition("/")[0] if "/" in path else HERE for path in paths]).items()))
