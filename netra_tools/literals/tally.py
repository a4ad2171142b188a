"""How many values and places of each category an index holds: counted once, then kept up with each change."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.postings import CATEGORY_MASK, IN_TEST, to_array
from netra_tools.literals.store import Store

META = "tally"
MARKS = CATEGORY_MASK | IN_TEST


class Tally:
    """Values by category, and places by category and whether they are in tests."""

    def __init__(self, values: list[int] | None = None, marks: list[int] | None = None) -> None:
        self.values = values or [0] * len(CATEGORIES)
        self.marks = marks or [0] * (MARKS + 1)

    def add(self, postings: Sequence[int], times: int = 1) -> None:
        """Count the places of a value; -1 times takes them back."""
        for posting in postings:
            self.marks[posting & MARKS] += times
        for category in {posting & CATEGORY_MASK for posting in postings}:
            self.values[category] += times

    def save(self, store: Store) -> None:
        """Keep the counts."""
        store.set_meta(META, (self.values, self.marks))


def load(store: Store) -> Tally | None:
    """Give the counts that are kept; None when nobody has counted yet."""
    kept = store.meta(META)
    return None if kept is None else Tally(*kept)


def tally(store: Store) -> Tally:
    """Give the counts, and keep them.

    Raises: sqlite3.DatabaseError when another process holds the index for long.
    """
    found = load(store)
    if found is None:
        store.ask("begin immediate")
        found = Tally()
        for (postings,) in store.ask("select postings from texts"):
            found.add(to_array(postings))
        found.save(store)
        store.commit()
    return found
