"""What a status is made of: numbers that say where they come from, or how to get them.

A document is plain data, as docs/status.md describes it. Nothing in it is a default: what could not be
measured has the value None and says what would provide it.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypeAlias

SCHEMA_VERSION: Final = 1
DIGITS: Final = 2  # behind the point; more would tell runs apart that measured the same
WHOLE: Final = 100
NEARLY_WHOLE: Final = 99.99  # what lacks something of all is not rounded to all
Data: TypeAlias = dict[str, Any]  # an object of the document


class Source(NamedTuple):
    """Where a number comes from: what said it, in which file, when, and why it may be out of date."""

    what: str
    path: str | None = None
    at: str | None = None  # ISO 8601, UTC
    stale: str | None = None


def number(value: float, unit: str, source: Source) -> Data:
    """Make a number that is known."""
    rounded = round(value, DIGITS) if isinstance(value, float) else value
    if rounded == WHOLE and value < WHOLE:
        rounded = NEARLY_WHOLE
    return {"value": rounded, "unit": unit, "source": source._asdict(), "missing": None}


def unknown(unit: str, how: str) -> Data:
    """Make a number that nobody has provided; `how` says what would."""
    return {"value": None, "unit": unit, "source": None, "missing": how}


def known(value: float | None, unit: str, source: Source, how: str) -> Data:
    """Make a number of what may be None."""
    return unknown(unit, how) if value is None else number(value, unit, source)
