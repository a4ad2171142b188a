"""How fresh the committed vocabulary of string literals is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from netra_tools.literals.scan import scan
from netra_tools.literals.survey import survey
from netra_tools.status.model import Data, Source, known

if TYPE_CHECKING:
    from netra_tools.config.model import Config
    from netra_tools.literals.store import Store

UNWRITTEN = "no vocabulary is committed: netra literals scan writes one"
UNINDEXED = "there is no index: netra literals stats makes one"


class LiteralCounts(NamedTuple):
    """What an index holds, and what its vocabulary lacks."""

    values: int
    places: int
    committed: int | None  # None without a committed vocabulary
    added: int | None  # values of the code that are not committed
    removed: int | None  # values that are committed and no longer in the code


def count(store: Store, config: Config) -> LiteralCounts:
    """Count what the index of a run holds."""
    counted = survey(store)
    values = sum([one.values for one in counted.categories])
    manifest = config.literals.vocabulary
    if not os.path.exists(f"{config.root}/{manifest}"):
        return LiteralCounts(values, counted.places, None, None, None)
    found = scan(store, config.root, manifest, None)
    committed = len(found.now.words) - len(found.added) + len(found.removed)
    return LiteralCounts(values, counted.places, committed, len(found.added), len(found.removed))


def literals_of(counts: LiteralCounts | None, manifest: str, at: str | None) -> Data:
    """Tell of the literals."""
    index = Source("netra literals", None, at)
    committed = Source("netra literals", manifest, at)
    given = counts or LiteralCounts(0, 0, None, None, None)
    values, places = (given.values, given.places) if counts else (None, None)
    return {
        "values": known(values, "values", index, UNINDEXED),
        "places": known(places, "places", index, UNINDEXED),
        "committed": known(given.committed, "values", committed, UNWRITTEN),
        "added": known(given.added, "values", committed, UNWRITTEN),
        "removed": known(given.removed, "values", committed, UNWRITTEN),
    }
