"""The numbers whose course is followed: what a status says of them now, and their trend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from netra_tools.status.snapshots import Snapshot, is_number
from netra_tools.status.trend import LESS, MORE, judge

DIMENSION: Final = "score."  # before the name of a dimension


class Series(NamedTuple):
    """A number that is followed from commit to commit."""

    name: str
    title: str
    unit: str
    better: str


FINDINGS = Series("findings", "Findings", "findings", LESS)
NEW = Series("new", "Findings outside of the baseline", "findings", LESS)
DENSITY = Series("density", "Findings per 1,000 lines", "findings", LESS)
FAILURES = Series("failures", "Files that cannot be read", "files", LESS)
# Where in the document a number stands that is taken as it is.
PLAIN: Final = (
    (Series("score", "System score", "of 100", MORE), ("scores", "system")),
    (Series("mean", "Mean of the dimensions", "of 100", MORE), ("scores", "mean")),
    (Series("coverage", "Line coverage", "%", MORE), ("coverage", "lines")),
    (Series("dead_code", "Lines that nothing needs", "lines", LESS), ("dead_code", "lines")),
    (Series("complexity", "Mean complexity of functions", "complexity", LESS), ("complexity", "mean")),
    (
        Series("maintainability", "Mean maintainability", "of 100", MORE),
        ("complexity", "maintainability", "mean"),
    ),
)


def values_of(document: Mapping[str, Any]) -> dict[str, float]:
    """Give the numbers of a status that are followed; those that are missing are left out."""
    found: dict[str, Any] = {one.name: number_at(document, *path) for one, path in PLAIN}
    found.update(counts_of(document))
    for dimension in dimensions_of(document):
        found[DIMENSION + dimension["name"]] = number_at(dimension, "score")
    return {name: value for name, value in found.items() if value is not None}


def number_at(place: Any, *path: str) -> float | None:
    """Give the number at a place of the document; None where it is missing."""
    for name in (*path, "value"):
        place = place.get(name) if isinstance(place, Mapping) else None
    return place if is_number(place) else None


def counts_of(document: Mapping[str, Any]) -> Iterator[tuple[str, float | None]]:
    """Count findings: all, those that no baseline knows, and those per 1,000 lines."""
    rules, areas = document.get("rules"), document.get("areas")
    new = total(rules, "new")
    every = None if new is None else new + (total(rules, "known") or 0)  # without a baseline none is known
    lines = total(areas, "lines")
    yield FINDINGS.name, every
    yield NEW.name, new
    yield DENSITY.name, every * 1000 / lines if every is not None and lines else None
    failures = document.get("failures")
    yield FAILURES.name, len(failures) if isinstance(failures, Sequence) else None


def total(rows: Any, name: str) -> float | None:
    """Add a number of each row up; None where one is missing, since a part is no sum."""
    if not isinstance(rows, Sequence):
        return None
    numbers = [number_at(row, name) for row in rows]
    known = [one for one in numbers if one is not None]
    return sum(known) if len(known) == len(numbers) else None


def dimensions_of(document: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Give the dimensions of the scores."""
    scores = document.get("scores")
    found = scores.get("dimensions") if isinstance(scores, Mapping) else None
    return found if isinstance(found, Sequence) else ()


def trends(document: Mapping[str, Any], snapshots: Sequence[Snapshot]) -> list[dict[str, Any]]:
    """Give the trend of each number that some snapshot holds."""
    of_dimensions = [
        Series(DIMENSION + one["name"], f"{one['title']} score", "of 100", MORE)
        for one in dimensions_of(document)
    ]
    known = [one for one, _ in PLAIN[:2]] + of_dimensions
    known += [FINDINGS, NEW, DENSITY, FAILURES, *[one for one, _ in PLAIN[2:]]]
    return [record for one in known if (record := trend_of(one, snapshots))["points"]]


def trend_of(series: Series, snapshots: Sequence[Snapshot]) -> dict[str, Any]:
    """Give the trend of one number, as the document holds it."""
    held = [one for one in snapshots if series.name in one.values]
    points = [(datetime.fromisoformat(one.at).timestamp(), one.values[series.name]) for one in held]
    trend = judge(points, series.better)
    value, low, high = (short(one) for one in trend.slope) if trend.slope else (None, None, None)
    drawn = [{"commit": one.commit, "at": one.at, "value": one.values[series.name]} for one in held]
    interval = {"slope": value, "low": low, "high": high}
    return {**series._asdict(), "points": drawn, **interval, "per": trend.per, "verdict": trend.verdict}


def short(number: float) -> float:
    """Write a number to six digits: the rest is noise."""
    return float(f"{number:.6g}")
