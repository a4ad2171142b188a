"""Where a number is heading: the slope that most pairs of points agree on, and how sure that is.

Source: P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", 1968, for the slope and
the ranks between which it lies; the variance allows for ties in both directions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import median
from typing import Final, NamedTuple

FEWEST: Final = 8  # points below which nothing is said
SURE: Final = 1.959963984540054  # of 95 in 100: the 0.975 quantile of the normal distribution
MOST: Final = 200  # points that count, the latest: pairs grow with the square
LESS, MORE = "less", "more"
IMPROVING, WORSENING, STEADY = "improving", "worsening", "steady"
UNKNOWN: Final = "too little data"
# The longest of these that the points span; a slope is told for it.
UNITS: Final = (("week", 604_800.0), ("day", 86_400.0), ("hour", 3_600.0))

Points = Sequence[tuple[float, float]]  # seconds and value


class Slope(NamedTuple):
    """The change for one unit of x, and the interval that holds it in 95 of 100 cases."""

    value: float
    low: float
    high: float


class Trend(NamedTuple):
    """What a series of numbers says about where it is heading."""

    verdict: str
    per: str  # the unit of time
    slope: Slope | None  # None where there is too little data


def judge(points: Points, better: str) -> Trend:
    """Say where a number is heading; `better` says whether less of it or more is wished for."""
    latest = sorted(points)[-MOST:]
    per, seconds = unit_of(latest)
    slope = theil_sen([(at / seconds, value) for at, value in latest]) if len(latest) >= FEWEST else None
    if slope is None:
        return Trend(UNKNOWN, UNITS[0][0], None)
    if slope.low <= 0 <= slope.high:
        return Trend(STEADY, per, slope)
    return Trend(IMPROVING if (slope.low > 0) == (better == MORE) else WORSENING, per, slope)


def unit_of(points: Points) -> tuple[str, float]:
    """Choose the unit of time: no slope is told for a longer time than was seen."""
    span = points[-1][0] - points[0][0] if points else 0.0
    return next((unit for unit in UNITS if span >= unit[1]), UNITS[-1])


def theil_sen(points: Points, sure: float = SURE) -> Slope | None:
    """Give the median of the slopes between all pairs of points; None when all have one x.

    The interval ends at the slopes whose ranks lie `sure` standard deviations of Kendall's statistic from
    the middle.
    """
    slopes = sorted(slopes_of(points))
    if not slopes:
        return None
    reach, count = sure * sqrt(variance(points)), len(slopes)
    high = min(round((count + reach) / 2), count - 1)
    low = max(round((count - reach) / 2) - 1, 0)
    return Slope(median(slopes), slopes[low], slopes[high])


def slopes_of(points: Points) -> Iterable[float]:
    """Give the slope between each two points that differ in x."""
    ordered = sorted(points)
    for number, (x, y) in enumerate(ordered):
        for later, value in ordered[number + 1 :]:
            if later > x:
                yield (value - y) / (later - x)


def variance(points: Points) -> float:
    """Give the variance of Kendall's statistic: n(n-1)(2n+5)/18, less the same for each group of ties."""
    ties = [*Counter(x for x, _ in points).values(), *Counter(y for _, y in points).values()]
    return max(0.0, (spread(len(points)) - sum(map(spread, ties))) / 18)


def spread(count: int) -> int:
    """Give what a group of this size adds to the variance, times 18."""
    return count * (count - 1) * (2 * count + 5)
