"""The largest part of a removal that the gates let pass: first without who is blamed, then by halves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from netra_tools.fix.removal.records import LATER, Gone, Removal
from netra_tools.model import Note
from netra_tools.report.verdicts import Verdict, refused

MOST: Final = 40  # times the gates are asked
WORD: Final = re.compile(r"[A-Za-z_][\w.]*")
Replan = Callable[[Sequence[str]], Removal]
Judge = Callable[[Removal], Sequence[Verdict]]


class Safe(NamedTuple):
    """What passes, and without which groups."""

    removal: Removal
    without: tuple[str, ...]
    tried: int


class Safest:
    """Looks for what passes. `replan` plans a removal again without some groups."""

    def __init__(self, whole: Removal, replan: Replan, judge: Judge) -> None:
        self.whole = whole
        self.replan = replan
        self.judge = judge
        self.tried = 0

    def find(self, verdicts: Sequence[Verdict]) -> Safe | None:
        """Find the largest part that passes; `verdicts` are of the whole. None when nothing does."""
        found = self.without_blamed(verdicts)
        if found is not None:
            return found
        kept = self.halve(list(self.whole.groups))
        left = self.others(kept)
        return Safe(self.replan(left), left, self.tried) if kept else None

    def without_blamed(self, verdicts: Sequence[Verdict]) -> Safe | None:
        """Leave out who is blamed, until the rest passes; None when nobody is, or nothing is left."""
        without: list[str] = []
        current = self.whole
        while refused(verdicts):
            blamed = [one for one in blamed_by(current, verdicts) if one not in without]
            without += blamed
            current = self.replan(without)
            if not blamed or not current.plan.edits:
                return None
            verdicts = self.ask(current)
        return Safe(current, tuple(without), self.tried)

    def ask(self, removal: Removal) -> Sequence[Verdict]:
        """Ask the gates."""
        self.tried += 1
        return self.judge(removal)

    def others(self, groups: Sequence[str]) -> tuple[str, ...]:
        """Name all groups but some."""
        return tuple([one for one in self.whole.groups if one not in groups])

    def passes(self, groups: Sequence[str]) -> bool:
        """Say whether some groups pass together; nobody is asked more often than is bearable."""
        if not groups or self.tried >= MOST:
            return False
        removal = self.replan(self.others(groups))
        return bool(removal.plan.edits) and not refused(self.ask(removal))

    def halve(self, groups: list[str]) -> list[str]:
        """Give those of some groups that pass together."""
        if self.passes(groups):
            return groups
        if len(groups) <= 1:
            return []
        middle = len(groups) // 2
        first, second = self.halve(groups[:middle]), self.halve(groups[middle:])
        both = [*first, *second]
        if first and second and not self.passes(both):
            return max(first, second, key=len)
        return both


def blamed_by(removal: Removal, verdicts: Sequence[Verdict]) -> list[str]:
    """Name the groups that the problems speak of, or else those whose files they are in."""
    problems = [note for verdict in verdicts for note in verdict.problems]
    gone = [one for one in removal.gone if one.group != LATER]
    found = named_by(gone, problems) or in_files(gone, problems)
    return list(dict.fromkeys(one.group[2] for one in found))


def named_by(gone: Sequence[Gone], problems: Iterable[Note]) -> list[Gone]:
    """Give what goes and is named by problems, in full or by its last part."""
    words = {word for note in problems for word in WORD.findall(note.text)}
    lasts = {word.rpartition(".")[2] for word in words if "." in word}
    found = [one for one in gone if one.name in words]
    return found or [one for one in gone if one.name.rpartition(".")[2] in lasts]


def in_files(gone: Iterable[Gone], problems: Iterable[Note]) -> list[Gone]:
    """Give what goes from files that problems are in."""
    paths = {note.path for note in problems if note.path}
    return [one for one in gone if one.path in paths]
