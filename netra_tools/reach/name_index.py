"""Names that begin or end alike, found without looking at all of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from netra_tools.facts.ties import HOLE

LAST = "\U0010ffff"  # behind every letter


class NameIndex:
    """Names in order, forwards and backwards."""

    def __init__(self, names: Iterable[str]) -> None:
        self.forwards = sorted(names)
        self.backwards = sorted([name[::-1] for name in self.forwards])

    def fitting(self, pattern: re.Pattern[str], word: str) -> list[str]:
        """List the names that fit the pattern of a word with a hole, or of a beginning or an end."""
        if HOLE in word:
            start, end = word[: word.index(HOLE)], word[word.rindex(HOLE) + len(HOLE) :]
        else:
            start, end = (word, "") if word.endswith(("_", ".")) else ("", word)
        if len(start) >= len(end):
            likely = between(self.forwards, start)
        else:
            likely = [name[::-1] for name in between(self.backwards, end[::-1])]
        return [name for name in likely if pattern.match(name)]


def between(names: list[str], start: str) -> list[str]:
    """List the names that begin so."""
    return names[bisect_left(names, start) : bisect_left(names, start + LAST)]
