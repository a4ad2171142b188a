"""Names that begin or end alike, found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from netra_tools.reach.forms import Form

LAST = "\U0010ffff"  # behind every letter


class NameIndex:
    """Names in order, forwards and backwards."""

    def __init__(self, names: Iterable[str]) -> None:
        self.forwards = sorted(names)
        self.backwards = sorted([name[::-1] for name in self.forwards])

    def fitting(self, form: Form) -> list[str]:
        """List the names that fit."""
        if len(form.start) >= len(form.end):
            likely = between(self.forwards, form.start)
        else:
            likely = [name[::-1] for name in between(self.backwards, form.end[::-1])]
        return [name for name in likely if form.pattern.match(name)]


def between(names: list[str], start: str) -> list[str]:
    """List the names that begin so."""
    return names[bisect_left(names, start) : bisect_left(names, start + LAST)]
