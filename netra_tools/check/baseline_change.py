"""Writing the baseline: accepting what was found, and taking out what is mended."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.check.accepted import Accepted
from netra_tools.check.baseline import Held, grow, hold, shrink
from netra_tools.check.baseline_file import Baseline, load, save
from netra_tools.config.model import Config
from netra_tools.errors import NetraError

NOTHING = Baseline({}, {})


class Change(NamedTuple):
    """A baseline before and after, and what it was held against."""

    before: Baseline | None
    after: Baseline
    held: Held


def record(config: Config, found: Accepted, *, growing: bool) -> Change:
    """Write a first baseline of what was found, or shrink the one that exists; `growing` adds what is new."""
    before = load(place_of(config), config.baseline)
    held = hold(found.found, before or NOTHING, found.reach)
    if before is None or growing:
        after = grow(before or NOTHING, held, found.reach)
    else:
        after = shrink(before, held, found.reach, fresh=True)
    save(place_of(config), after, config.baseline)
    return Change(before, after, held)


def prune(config: Config, found: Accepted) -> Change:
    """Take stale entries out of the baseline and lower its numbers.

    Raises: NetraError when there is no baseline.
    """
    change = compare(config, found)
    save(place_of(config), change.after, config.baseline)
    return change


def compare(config: Config, found: Accepted) -> Change:
    """Hold what was found against the baseline, and say what pruning would make of it.

    Raises: NetraError when there is no baseline.
    """
    before = load_existing(config)
    held = hold(found.found, before, found.reach)
    return Change(before, shrink(before, held, found.reach), held)


def load_existing(config: Config) -> Baseline:
    """Read the baseline.

    Raises: NetraError when there is none.
    """
    found = load(place_of(config), config.baseline)
    if found is None:
        raise NetraError(f"there is no baseline {config.baseline}", "write one: netra baseline record")
    return found


def place_of(config: Config) -> str:
    """Give the file of the baseline."""
    return f"{config.root}/{config.baseline}"
