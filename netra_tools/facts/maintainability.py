"""The index of maintainability of a file, as radon defines it (`radon mi`, strings of several lines counted).

    100/171 (171 - 5.2 ln V - 0.23 C - 16.2 ln L + 50 sin sqrt(2.46 radians(P))), between 0 and 100

V is Halstead's volume, C the complexity of the module, L the logical lines and P the percentage of lines of
comment: see `halstead` and `logical_lines` for what exactly they count.

Source: https://radon.readthedocs.io/en/latest/intro.html#maintainability-index
"""

from __future__ import annotations

import math
from typing import Final

from netra_tools.facts.halstead import weigh
from netra_tools.facts.logical_lines import RawLines, count_lines
from netra_tools.facts.read import to_utf8
from netra_tools.facts.stdlib_parse import parse

FULL: Final = 171.0


def maintainability(data: bytes) -> float | None:
    """Give the index of a file; None when the running Python cannot parse it."""
    source, problems = to_utf8(data)
    if problems:
        return None
    tree, problems = parse(source)
    lines = None if problems else count_lines(source.decode("utf-8", "replace"))
    if lines is None:
        return None
    weight = weigh(tree)
    return index(weight.volume, weight.complexity, lines)


def index(volume: float, complexity: int, lines: RawLines) -> float:
    """Compute the index; what holds no operator or no logical line is as good as can be."""
    if volume <= 0 or lines.logical <= 0:
        return 100.0
    comments = 100.0 * (lines.comments + lines.multi) / lines.source if lines.source else 0.0
    found = (
        FULL
        - 5.2 * math.log(volume)
        - 0.23 * complexity
        - 16.2 * math.log(lines.logical)
        + 50 * math.sin(math.sqrt(2.46 * math.radians(comments)))
    )
    return min(max(0.0, 100 * found / FULL), 100.0)


def rank(value: float) -> str:
    """Give radon's letter for an index: A above 19, B above 9, else C."""
    return "A" if value > 19 else "B" if value > 9 else "C"
