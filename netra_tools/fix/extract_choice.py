"""Which ranges of a function to take, so that it comes within its limit at the least cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netra_tools.fix.extract_records import Candidate

MOST: Final = 60_000  # states: some tenths of a second
Chosen = tuple[Candidate, ...]


def choose(candidates: Sequence[Candidate], needed: int) -> Chosen | None:
    """Choose ranges that do not overlap and save enough lines, as cheaply as possible.

    For each range, in the order of their ends, the cheapest way is known to save any number of lines with
    what ends before it.
    """
    ordered = sorted(candidates, key=lambda one: (one.end, one.start, one.cost))
    ordered = thinned(ordered, max(MOST // (needed + 1), 1))
    ends: list[int] = []
    tables: list[dict[int, tuple[float, Chosen]]] = [{0: (0.0, ())}]
    for one in ordered:
        table = dict(tables[-1])
        base = tables[before(ends, one.start)]
        for saved, (cost, chosen) in base.items():
            reached = min(saved + one.saved, needed)
            offer = cost + one.cost
            if reached not in table or offer < table[reached][0]:
                table[reached] = (offer, (*chosen, one))
        ends.append(one.end)
        tables.append(table)
    found = tables[-1].get(needed)
    return found[1] if found else None


def before(ends: Sequence[int], start: int) -> int:
    """Count the ranges that end before a line."""
    count = len(ends)
    while count and ends[count - 1] >= start:
        count -= 1
    return count


def thinned(ordered: list[Candidate], most: int) -> list[Candidate]:
    """Keep so many, of which those that save a line most cheaply."""
    if len(ordered) <= most:
        return ordered
    kept = set(
        sorted(range(len(ordered)), key=lambda number: ordered[number].cost / ordered[number].saved)[:most]
    )
    return [one for number, one in enumerate(ordered) if number in kept]
