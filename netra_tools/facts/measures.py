"""The measures of a file, which a status is told by: lines, complexity, tests, maintainability."""

from __future__ import annotations

import marshal
import sys
from typing import Any, Final, NamedTuple

from netra_tools.facts.read import READER_VERSION
from netra_tools.model import LineCounts

MEASURES_VERSION: Final = 1  # goes up when anything is measured in another way
# The grammar that the index of maintainability is measured by is that of the running Python.
MEASURES_KEY: Final = f"measures {MEASURES_VERSION} {READER_VERSION} {sys.version_info[:2]}"
RANK_ENDS: Final = (5, 10, 20, 30, 40)  # radon's A to E end with these; what is above is F
WORST: Final = 11  # functions from this complexity on are kept by name


class Function(NamedTuple):
    """A function that is told by name."""

    name: str
    line: int
    complexity: int


class Measures(NamedTuple):
    """What one file measures."""

    lines: LineCounts
    ranks: tuple[int, ...]  # how many functions have radon's rank A, B, C, D, E and F
    complexity: int  # the sum over its functions
    worst: tuple[Function, ...]
    tests: tuple[tuple[tuple[str, ...], int], ...]  # pytest markers, and how many test functions have them
    maintainability: float | None  # radon's index; None where the running Python cannot parse the file
    has_problems: bool


def pack(measures: Measures) -> bytes:
    """Turn measures into bytes that can be kept."""
    plain: Any = (tuple(measures.lines), *measures[1:3], tuple(map(tuple, measures.worst)), *measures[4:])
    return marshal.dumps(plain)


def unpack(data: bytes) -> Measures:
    """Turn these bytes back into measures."""
    lines, ranks, total, worst, *rest = marshal.loads(data)
    row: Any = (LineCounts(*lines), ranks, total, tuple([Function(*one) for one in worst]), *rest)
    return Measures(*row)
