"""Parts in levels."""

from __future__ import annotations

import pytest

from netra_tools.adopt.order import find_order

CASES = {
    "a chain": ("a b c", {"ab": 3, "bc": 2, "ac": 1}, "a / b / c", (6, 0, 0)),
    "nobody imports the first, so it stands at the top": (
        "a b c d",
        {"ab": 1, "bc": 1, "dc": 1},
        "a d / b / c",
        (3, 0, 0),
    ),
    "alone": ("a b c", {"ab": 1}, "a / b c", (1, 0, 0)),
    "a few imports upwards": ("a b c", {"ab": 90, "bc": 90, "ca": 2}, "a / b / c", (180, 2, 0)),
    "many imports upwards, but far more downwards": ("a b", {"ab": 900, "ba": 30}, "a / b", (900, 30, 0)),
    "imports both ways": ("a b c", {"ab": 20, "ba": 15, "ac": 3, "bc": 4}, "a+b / c", (7, 0, 35)),
    "a ring": ("a b c", {"ab": 20, "bc": 20, "ca": 20}, "a+b+c", (0, 0, 60)),
    "nothing": ("a b", {}, "a b", (0, 0, 0)),
}


@pytest.mark.parametrize(("parts", "weights", "levels", "counts"), CASES.values(), ids=CASES.keys())
def test_levels(parts: str, weights: dict[str, int], levels: str, counts: tuple[int, int, int]) -> None:
    order = find_order(parts.split(), {(pair[0], pair[1]): count for pair, count in weights.items()})
    written = " / ".join(" ".join("+".join(group) for group in level) for level in order.levels)
    assert (written, order[1:]) == (levels, counts)
