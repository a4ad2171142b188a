"""Files that are both hard to understand and often changed: there a mistake is likely, and tidying pays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from netra_tools.status.churn import Churn
from netra_tools.status.owners import first_of, names_of

MOST: Final = 50  # that are told


class HotSpot(NamedTuple):
    """A file by its heat: changes times complexity, as a share of the hottest file's."""

    path: str
    changes: int  # commits
    complexity: int  # of its functions, added up
    heat: float
    owner: str  # who made the most of these commits


def hot_spots(churn: Churn, complexity: Mapping[str, int], most: int = MOST) -> list[HotSpot]:
    """Give the hottest of the files whose complexity is known, hottest first."""
    counts = Counter(path for one in churn.commits for path in one.files if complexity.get(path))
    products = {path: count * complexity[path] for path, count in counts.items()}
    top = max(products.values(), default=1)
    authors: dict[str, Counter[str]] = defaultdict(Counter)
    for one in churn.commits:
        for path in one.files:
            if path in counts:
                authors[path][one.address] += 1
    names = names_of(churn)
    found = [
        HotSpot(path, counts[path], complexity[path], round(product / top, 3), names[first_of(authors[path])])
        for path, product in products.items()
    ]
    return sorted(found, key=lambda spot: (-products[spot.path], spot.path))[:most]
