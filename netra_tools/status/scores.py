"""The scores of a status: pure formulas, as docs/scores.md gives them; all lie between 0 and 100.

Nothing here is measured and nothing has a default: what is not known is None and stays out of a mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

WHOLE: Final = 100.0
WARNING_WEIGHT: Final = 0.25  # of an error
GRADES: Final = ((90.0, "good"), (75.0, "fair"), (60.0, "poor"), (0.0, "failing"))
PYRAMID: Final = {"unit": 0.20, "integration": 0.60, "e2e": 0.15, "production": 0.05}
LEAST_PLACED: Final = 0.5  # of all tests must have a level before their shares are judged


class Dimension(NamedTuple):
    """One side of a repository, and how much it counts."""

    name: str
    title: str
    critical: bool
    weight: int
    score: float | None
    why: str  # the formula with its numbers, or what is missing


class System(NamedTuple):
    """The score of a whole repository and the two that it is the lesser of."""

    score: float | None
    minimum: float | None  # of the critical dimensions
    mean: float | None  # weighted, of all dimensions


def bounded(value: float) -> float:
    """Keep a score within its bounds, whatever rounding has made of it."""
    return min(max(value, 0.0), WHOLE)


def grade(score: float | None) -> str:
    """Name a score by the thresholds 90, 75 and 60."""
    if score is None:
        return "unknown"
    return next(name for least, name in GRADES if score >= least)


def burden(errors: int, warnings: int) -> float:
    """Weigh what is wrong with one file, each rule counted once: no file is worse than wholly wrong."""
    return min(errors + WARNING_WEIGHT * warnings, 1.0)


def compliance(burdens: Iterable[float], files: int) -> float | None:
    """Score the share of files that is clean; None without files."""
    if files <= 0:
        return None
    return bounded(WHOLE * (1.0 - sum(min(max(one, 0.0), 1.0) for one in burdens) / files))


def share(part: float, whole: float) -> float | None:
    """Score a part of a whole; None where there is no whole."""
    return bounded(WHOLE * part / whole) if whole > 0 else None


def graded_share(best: int, middle: int, total: int) -> float | None:
    """Score how many of some things are of the best kind; one of the middle kind counts half."""
    return share(best + middle / 2, total)


def pyramid(counts: Mapping[str, int], unplaced: int) -> float | None:
    """Score the levels of tests against 20/60/15 + 5; None where too few have a level to say.

    It is what the shares have in common with those aimed at.
    """
    placed = sum(max(counts.get(level, 0), 0) for level in PYRAMID)
    if placed <= 0 or placed < LEAST_PLACED * (placed + unplaced):
        return None
    common = [min(max(counts.get(level, 0), 0) / placed, target) for level, target in PYRAMID.items()]
    return bounded(WHOLE * sum(common))


def system(dimensions: Sequence[Dimension]) -> System:
    """Give the lesser of the lowest critical dimension and the weighted mean of all that are known."""
    minimum = least([one.score for one in dimensions if one.critical])
    mean = weighted_mean(dimensions)
    return System(least([minimum, mean]), minimum, mean)


def least(scores: Iterable[float | None]) -> float | None:
    """Give the least of the scores that are known."""
    known = [bounded(score) for score in scores if score is not None]
    return min(known, default=None)


def weighted_mean(dimensions: Sequence[Dimension]) -> float | None:
    """Give the mean of the dimensions that are known, each as often as it weighs."""
    pairs = [(max(one.weight, 0), bounded(one.score)) for one in dimensions if one.score is not None]
    weight = sum(weight for weight, _ in pairs)
    return bounded(sum(weight * score for weight, score in pairs) / weight) if weight else None
