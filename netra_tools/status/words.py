"""Numbers of a status in words, for the formats that people read."""

from __future__ import annotations

import math

from netra_tools.status.model import Data

UNKNOWN = "unknown"
NEARLY = 1e-6  # what a tenth may lack of itself in binary


def plain(found: Data) -> str:
    """Write a number without its unit; one that is not known is `unknown`, never 0."""
    value = found["value"]
    if value is None:
        return UNKNOWN
    if isinstance(value, float):
        return f"{math.floor(value * 10 + NEARLY) / 10:,.1f}"  # 99.97 is not 100.0
    return f"{value:,}"


def amount(found: Data) -> str:
    """Write a number with its unit, which is in the plural."""
    unit = found["unit"].removesuffix("s") if found["value"] == 1 else found["unit"]
    return f"{plain(found)} {unit}"
