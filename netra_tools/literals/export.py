"""Chooses what of the vocabulary goes out of the repository: all of it, or what fits a prompt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.literals.categories import CATEGORIES, VOCABULARY
from netra_tools.literals.listing import Filter, Listed, Located, Selection
from netra_tools.literals.postings import CATEGORY_MASK, DEFINED, IN_TEST
from netra_tools.literals.store import Store, Text

OF_FILE: Final = ~(DEFINED | IN_TEST)
LONGEST: Final = 100  # characters of a value that is worth its place in a prompt


class Counted(NamedTuple):
    """A value in one category."""

    value: str
    category: str
    places: int
    files: int
    number: int


def words_of(store: Store, categories: Sequence[str], *, tests: bool) -> list[Counted]:
    """List the words of some categories, all of the vocabulary when none is named; the most useful first."""
    wanted = [CATEGORIES.index(name) for name in categories] or range(VOCABULARY)
    words = [word for text in store.texts() for word in words_in(text, tests=tests)]
    return sorted([word for word in words if CATEGORIES.index(word.category) in wanted], key=usefulness)


def words_in(text: Text, *, tests: bool) -> Iterator[Counted]:
    """Give a value once for each category that it has."""
    kept = [item for item in text.postings if tests or not item & IN_TEST]
    files = Counter([mark & CATEGORY_MASK for mark in {item & OF_FILE for item in kept}])
    for number, places in Counter([item & CATEGORY_MASK for item in kept]).items():
        yield Counted(text.value, CATEGORIES[number], places, files[number], text.number)


def usefulness(word: Counted) -> tuple[int, int, int, int, str]:
    """Give what words are sorted by: what many files say matters more than what one says often."""
    return CATEGORIES.index(word.category), -word.files, -word.places, len(word.value), word.value


def fit(words: Sequence[Counted], most: int, cost: Callable[[Counted], int], head: int) -> list[Counted]:
    """Keep what costs at most `most`, where each category costs `head` before its first word.

    The category that has cost the least is served next, so that none crowds out the others.
    """
    waiting: dict[str, list[Counted]] = {}
    for word in words:
        if len(word.value) <= LONGEST:
            waiting.setdefault(word.category, []).append(word)
    spent = dict.fromkeys(waiting, 0)
    kept: list[Counted] = []
    left = most
    for queue in waiting.values():
        queue.reverse()
    while waiting:
        category = min(waiting, key=lambda name: (spent[name], CATEGORIES.index(name)))
        word = waiting[category].pop()
        price = cost(word) + (0 if spent[category] else head)
        if price <= left:
            kept.append(word)
            left -= price
            spent[category] += price
        if not waiting[category]:
            del waiting[category]
    return sorted(kept, key=usefulness)


def places_of(store: Store, words: Sequence[Counted], *, tests: bool) -> dict[int, list[Located]]:
    """Give the places of words by the numbers of their values, in all categories."""
    selection = Selection(store, Filter(tests=tests))
    return selection.places([Listed(word.number, word.value, {}, 0, 0, 0, 0) for word in words])
