"""Limits near what there is."""

from __future__ import annotations

import pytest

from netra_tools.adopt.limits import fitting

CASES = {
    "nothing measured": ([], 25, 25),
    "all keep the default": ([3, 20], 25, 25),
    "95 of 100 keep the default": ([1] * 95 + [500] * 5, 25, 50),
    "96 of 100 keep the default": ([1] * 96 + [500] * 4, 25, 25),
    "a round number above": ([31] * 100, 25, 35),
    "a round number already": ([30] * 100, 25, 30),
    "small numbers are not rounded": ([7] * 100, 5, 7),
    "no more than twice the default": ([3000] * 100, 450, 900),
}


@pytest.mark.parametrize(("values", "default", "limit"), CASES.values(), ids=CASES.keys())
def test_limits(values: list[int], default: int, limit: int) -> None:
    assert fitting(values, default) == limit
