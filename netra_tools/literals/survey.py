"""What an index holds, counted."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.postings import CATEGORY_MASK, HAS_PROBLEM, IN_TEST, to_array
from netra_tools.literals.store import Store

HERE = "."
MARKS = CATEGORY_MASK | IN_TEST
ONE = array("I").itemsize


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
    values, marks = count(store)
    tested = {mark & CATEGORY_MASK: times for mark, times in marks.items() if mark & IN_TEST}
    places = {number: marks[number] + tested.get(number, 0) for number in range(len(CATEGORIES))}
    counts = [
        Count(name, values[number], places[number], tested.get(number, 0))
        for number, name in enumerate(CATEGORIES)
    ]
    files = store.files()
    return Survey(len(files), sum(places.values()), tuple(counts), roots_of(files), unparsed(store))


def unparsed(store: Store) -> tuple[str, ...]:
    """List the files that could not be parsed in full."""
    return tuple([path for path, row in store.files().items() if row.flags & HAS_PROBLEM])


def count(store: Store) -> tuple[Counter[int], Counter[int]]:
    """Count values by category, and places by category and whether they are in tests."""
    values: Counter[int] = Counter()
    kept = [row[0] for row in store.ask("select postings from texts")]
    marks = Counter([posting & MARKS for posting in to_array(b"".join(kept))])
    alone = b"".join([postings for postings in kept if len(postings) == ONE])  # as most are
    values.update([posting & CATEGORY_MASK for posting in to_array(alone)])
    for postings in kept:
        if len(postings) > ONE:
            for category in {posting & CATEGORY_MASK for posting in to_array(postings)}:
                values[category] += 1
    return values, marks


def roots_of(paths: Iterable[str]) -> dict[str, int]:
    """Count the files below each directory of the root; those in the root itself are below "."."""
    return dict(sorted(Counter([path.partition("/")[0] if "/" in path else HERE for path in paths]).items()))
