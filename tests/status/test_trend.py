"""Slopes against published and computed values, and what follows from them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.status.trend import (
    FEWEST,
    IMPROVING,
    LESS,
    MORE,
    MOST,
    STEADY,
    UNKNOWN,
    WORSENING,
    judge,
    theil_sen,
)

HOUR, DAY, WEEK = 3_600, 86_400, 604_800

# scipy 1.17.1: theilslopes(y, x, 0.95); 3,000 random series with ties gave the same to the last bit.
COMPUTED = {
    "falling": (range(8), [90, 88, 89, 85, 84, 84, 80, 79], (-1.5857142857142859, -2.0, -1.0)),
    "ties in both": (
        [0, 0, 1, 1, 2, 3, 5, 5, 8],
        [4, 4, 3, 5, 4, 4, 2, 2, 2],
        (-0.3333333333333333, -0.6666666666666666, 0.0),
    ),
    "flat": (range(8), [3] * 8, (0.0, 0.0, 0.0)),
    "noise": (range(10), [5, 1, 4, 8, 2, 6, 3, 7, 5, 4], (0.2, -0.6, 0.6666666666666666)),
    "irregular": (
        [0, 0.5, 0.6, 4, 9, 9.5, 20, 21, 21.2, 30],
        [100, 99, 99, 97, 90, 92, 70, 71, 66, 51],
        (-1.5942028985507246, -1.8181818181818181, -1.0714285714285714),
    ),
}


@pytest.mark.parametrize("name", COMPUTED)
def test_slope_and_interval_are_those_of_scipy(name: str) -> None:
    xs, ys, expected = COMPUTED[name]
    assert theil_sen(list(zip(xs, ys, strict=True))) == pytest.approx(expected)


def test_the_example_of_sen() -> None:
    points = list(zip([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78], strict=True))
    found = theil_sen(points, sure=1.8119106729525973)  # of 93 in 100, as in his paper
    assert found is not None
    assert found == pytest.approx((4.0, 26 / 7, 35 / 8))


def weekly(*values: float) -> list[tuple[float, float]]:
    """Give a value for each week."""
    return [(number * WEEK, value) for number, value in enumerate(values)]


FALLING = weekly(90, 88, 89, 85, 84, 84, 80, 79)
VERDICTS = {
    "fewer findings": (FALLING, LESS, IMPROVING),
    "lower scores": (FALLING, MORE, WORSENING),
    "an interval around zero": (weekly(5, 1, 4, 8, 2, 6, 3, 7, 5, 4), LESS, STEADY),
    "an interval that ends at zero": (weekly(4, 4, 4, 4, 4, 4, 4, 4, 3, 3), LESS, STEADY),
    "no change": (weekly(*[3.0] * 8), MORE, STEADY),
    "seven points": (FALLING[:7], LESS, UNKNOWN),
    "nothing": ([], LESS, UNKNOWN),
    "one moment": ([(5.0, float(value)) for value in range(9)], MORE, UNKNOWN),
    "one outlier": (weekly(10, 11, 12, 13, 900, 15, 16, 17, 18, 19), MORE, IMPROVING),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_verdict(name: str) -> None:
    points, better, expected = VERDICTS[name]
    assert judge(points, better).verdict == expected


@pytest.mark.parametrize(
    ("step", "per", "slope"), [(WEEK, "week", -1), (DAY, "week", -7), (DAY / 2, "day", -2), (60, "hour", -60)]
)
def test_a_slope_is_told_for_no_longer_than_was_seen(step: float, per: str, slope: float) -> None:
    trend = judge([(number * step, 20.0 - number) for number in range(9)], LESS)
    assert trend.slope is not None
    assert trend.per == per
    assert trend.slope.value == pytest.approx(slope)


def test_only_the_latest_points_count() -> None:
    points = weekly(*[-float(value) for value in range(MOST)], *[float(value) for value in range(MOST)])
    assert judge(points, MORE).slope == judge(points[MOST:], MORE).slope


values = st.floats(-1e6, 1e6, allow_nan=False)
series = st.lists(st.tuples(st.integers(0, 10**6), values), min_size=FEWEST, max_size=20)


@given(series)
@settings(max_examples=100, deadline=None)
def test_the_slope_lies_in_its_interval_and_turns_with_the_values(points: list[tuple[int, float]]) -> None:
    found = theil_sen(points)
    mirrored = theil_sen([(x, -y) for x, y in points])
    assert (found is None) == (len({x for x, _ in points}) == 1)
    if found is None or mirrored is None:
        return
    assert found.low <= found.value <= found.high
    assert mirrored.value == pytest.approx(-found.value)


@given(series, st.integers(1, 1000), st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_a_line_has_its_own_slope_wherever_it_lies(
    points: list[tuple[int, float]], slope: int, start: int
) -> None:
    line = [(x, start + slope * x) for x, _ in points]
    found = theil_sen(line)
    assert found is None or found == pytest.approx((slope, slope, slope))


@given(series)
@settings(max_examples=50, deadline=None)
def test_the_order_of_points_says_nothing(points: list[tuple[int, float]]) -> None:
    assert theil_sen(points) == theil_sen(points[::-1])
