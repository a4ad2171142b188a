"""What an index holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.postings import HAS_PROBLEM, IN_TEST
from netra_tools.literals.store import Store
from netra_tools.literals.tally import tally

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
    values, marks = (found := tally(store)).values, found.marks
    counts = [
        Count(name, values[number], marks[number] + marks[number | IN_TEST], marks[number | IN_TEST])
        for number, name in enumerate(CATEGORIES)
    ]
    paths = store.paths()
    places = sum([count.places for count in counts])
    return Survey(len(paths), places, tuple(counts), roots_of(paths), tuple(store.paths(HAS_PROBLEM)))


def roots_of(paths: Iterable[str]) -> dict[str, int]:
    """Count the files below each directory of the root; those in the root itself are below "."."""
    return dict(sorted(Counter([path.partition("/")[0] if "/" in path else HERE for path in paths]).items()))
