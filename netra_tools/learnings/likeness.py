"""Whether something has been written down already, in other words or nearly the same ones.

Two learnings are much alike when most terms of their texts are the same, or nearly all of their titles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.learnings.model import TEXTS, Learning
from netra_tools.learnings.search import Entry
from netra_tools.learnings.terms import terms_of

ALIKE: Final = 0.6  # of the terms that one of two texts holds, those that both hold
SAME_TITLE: Final = 0.8
FEW: Final = 4  # terms; with fewer a title says too little to be compared
Terms = frozenset[str]


class Near(NamedTuple):
    """A learning that says nearly the same."""

    learning: Learning
    likeness: float


class Twins(NamedTuple):
    """Two learnings that say nearly the same."""

    one: Learning
    other: Learning
    likeness: float


def near(learning: Learning, entries: Sequence[Entry]) -> list[Near]:
    """Give the learnings that say nearly the same, the closest first."""
    text, title = text_terms(learning), title_terms(learning)
    found = []
    for entry in entries:
        # An entry holds all of its terms: where too few of ours are among them, nothing is compared.
        close = len(text.intersection(entry.terms)) >= ALIKE * len(text)
        likeness = alike(text, text_terms(entry.learning), ALIKE) if close else 0.0
        if title and len(title.intersection(entry.terms)) >= SAME_TITLE * len(title):
            likeness = max(likeness, alike(title, title_terms(entry.learning), SAME_TITLE))
        if likeness:
            found.append(Near(entry.learning, likeness))
    return sorted(found, key=lambda one: (-one.likeness, one.learning.id))


def twins(learnings: Sequence[Learning]) -> list[Twins]:
    """Give all pairs that say nearly the same, in the order of the second."""
    found: dict[tuple[int, int], float] = {}
    for terms, least in ((text_terms, ALIKE), (title_terms, SAME_TITLE)):
        for pair, likeness in joined([terms(one) for one in learnings], least):
            found[pair] = max(likeness, found.get(pair, 0.0))
    order = sorted(found, key=lambda pair: (pair[1], pair[0]))
    return [Twins(learnings[one], learnings[other], found[one, other]) for one, other in order]


def joined(every: Sequence[Terms], least: float) -> Iterator[tuple[tuple[int, int], float]]:
    """Give the pairs of sets that are alike.

    Such a pair shares one of the rarest terms of each set: only sets that share one of these are compared.
    """
    counts = Counter(term for terms in every for term in terms)
    holding: dict[str, list[int]] = {}
    for number, terms in enumerate(every):
        rarest = sorted(terms, key=lambda term: (counts[term], term))
        known = rarest[: len(terms) - math.ceil(least * len(terms)) + 1] if terms else []
        for other in sorted({other for term in known for other in holding.get(term, ())}):
            likeness = alike(terms, every[other], least)
            if likeness:
                yield (other, number), likeness
        for term in known:
            holding.setdefault(term, []).append(number)


def alike(one: Terms, other: Terms, least: float) -> float:
    """Say how much two sets have in common, up to 1; 0 when that is less than is asked."""
    if not one or not other or min(len(one), len(other)) < least * max(len(one), len(other)):
        return 0.0
    shared = len(one & other)
    likeness = shared / (len(one) + len(other) - shared)
    return likeness if likeness >= least else 0.0


def text_terms(learning: Learning) -> Terms:
    """Give the terms of what a learning says in words."""
    return frozenset(terms_of(" ".join([learning.title, *[getattr(learning, name) for name in TEXTS]])))


def title_terms(learning: Learning) -> Terms:
    """Give the terms of a title; none of one that says too little."""
    terms = frozenset(terms_of(learning.title))
    return terms if len(terms) >= FEW else frozenset()
