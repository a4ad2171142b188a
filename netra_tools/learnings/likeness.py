"""Whether something has been written down already, in other words or nearly the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from netra_tools.learnings.model import TEXTS, Learning
from netra_tools.learnings.search import Entry
from netra_tools.learnings.terms import terms_of

ALIKE: Final = 0.6  # of the terms that one of two texts holds, those that both hold
SAME_TITLE: Final = 0.8
FEW: Final = 4  # terms; with fewer a title says too little to be compared


class Near(NamedTuple):
    """A learning that says nearly the same."""

    learning: Learning
    likeness: float


def near(learning: Learning, entries: Sequence[Entry]) -> list[Near]:
    """Give the learnings that say nearly the same, the closest first."""
    text, title = frozenset(terms_of(text_of(learning))), frozenset(terms_of(learning.title))
    found = []
    for entry in entries:
        if shares(text, entry.terms):
            likeness = alike(text, frozenset(terms_of(text_of(entry.learning))))
            titles = alike(title, frozenset(terms_of(entry.learning.title))) if len(title) >= FEW else 0.0
            if likeness >= ALIKE or titles >= SAME_TITLE:
                found.append(Near(entry.learning, max(likeness, titles)))
    return sorted(found, key=lambda one: (-one.likeness, one.learning.id))


def shares(text: frozenset[str], terms: Iterable[str]) -> bool:
    """Say whether enough is shared to look closer."""
    held = text.intersection(terms)
    return 3 * len(held) >= len(text)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Say how much two sets have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def text_of(learning: Learning) -> str:
    """Give what a learning says in words."""
    return " ".join([learning.title, *[getattr(learning, name) for name in TEXTS]])
