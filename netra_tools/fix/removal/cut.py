"""Takes statements out of a file as a person would: with their comments, and without holes.

Nothing else changes: what stays keeps its bytes, but for a `pass` where a block would be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netra_tools.changes.source import Splice
from netra_tools.fix.removal.inert import is_inert
from netra_tools.fix.removal.layout import BLANK, CODE, REMARK, Layout, Statement

# Comments that speak of more than what follows, or to tools.
APART: Final = re.compile(
    rb"#\s*(?:[-=#*~_+]{3}|(?:fmt|yapf|isort|ruff|flake8|pylint|mypy|pyright|type|region|endregion)\b\s*:?"
    rb"|netra:\s*ignore-file|-\*-|!|%%)"
)
DEFINING: Final = (b"def", b"class")
BEHIND: Final = (b"else", b"elif", b"except", b"finally", b"case")
WORDS: Final = re.compile(rb"\w+")


class Cut:
    """What is to go from one file."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.gone: set[int] = set()  # logical lines
        self.left: set[int] = set()  # statements that go, by number

    def take(self, one: Statement) -> None:
        """Take a statement out, with decorators, comments and what is written about it behind it."""
        layout = self.layout
        first = one
        before = layout.beside(first, -1)
        while before is not None and before.is_decorator:
            first = before
            self.drop(first)
            before = layout.beside(first, -1)
        self.drop(one)
        behind = layout.beside(one, 1)
        if (
            one.word not in DEFINING
            and not one.opens
            and behind is not None
            and is_about(one, behind, layout)
        ):
            self.drop(behind)
        self.gone.update(range(first.first, one.last + 1))
        self.gone.update(self.trailing(one))

    def drop(self, one: Statement) -> None:
        """Take the lines of a statement, and all within it."""
        self.gone.update(range(one.first, one.last + 1))
        self.left.add(one.number)

    def trailing(self, one: Statement) -> Iterator[int]:
        """Yield the comments behind the last statement of a block that are as deep as the block."""
        kinds, number = self.layout.kinds, one.last + 1
        found: list[int] = []
        while one.opens and number < len(kinds) and kinds[number] != CODE:
            if kinds[number] == REMARK:
                if self.layout.depth(number) <= one.depth:
                    break
                found = list(range(one.last + 1, number + 1))
            number += 1
        yield from found

    def finish(self) -> list[Splice]:
        """Give what to splice, once all that goes is named."""
        self.take_remarks()
        self.take_empty()
        passes = list(self.passes())
        return [*passes, *self.holes()]

    def take_remarks(self) -> None:
        """Take the comments right above what goes."""
        for one in self.layout.statements:
            if one.number in self.left and not self.is_within(one):
                self.gone.update(self.remarks_above(one))

    def is_within(self, one: Statement) -> bool:
        """Say whether a statement stands in one that goes."""
        return one.parent is not None and (one.parent.number in self.left or self.is_within(one.parent))

    def remarks_above(self, one: Statement) -> list[int]:
        """List the comments that belong to a statement.

        One above several statements without a blank line between them speaks of all of these, unless it
        names the one that goes. One at the very beginning of a file speaks of the file.
        """
        layout, number = self.layout, one.first - 1
        found: list[int] = []
        while number >= 0 and layout.kinds[number] == REMARK and layout.depth(number) == one.depth:
            if APART.match(layout.remark(number)):
                break
            found.append(number)
            number -= 1
        if not found or number < 0:
            return []
        return found if self.is_own(one, found) else []

    def is_own(self, one: Statement, remarks: list[int]) -> bool:
        """Say whether comments speak of a statement alone."""
        if one.word in DEFINING or one.is_decorator:
            return True
        behind = one.last + 1
        kinds = self.layout.kinds
        alone = behind >= len(kinds) or kinds[behind] != CODE or behind in self.gone
        alone = alone or self.layout.depth(behind) != one.depth
        words = {word for number in remarks for word in WORDS.findall(self.layout.remark(number))}
        return alone or not words.isdisjoint(WORDS.findall(one.code[0].text))

    def take_empty(self) -> None:
        """Take blocks of which nothing is left and whose condition does nothing."""
        changed = True
        while changed:
            changed = False
            for one in self.emptied():
                if self.can_go(one):
                    self.drop(one)
                    self.gone.update(self.remarks_above(one))
                    changed = True

    def emptied(self) -> list[Statement]:
        """List the statements that stay and whose blocks have lost all they held."""
        return [
            one
            for one in self.layout.statements
            if one.opens
            and one.number not in self.left
            and not self.is_within(one)
            and all(below.number in self.left for below in one.children)
        ]

    def can_go(self, one: Statement) -> bool:
        """Say whether a statement without its block does nothing."""
        behind = self.layout.beside(one, 1)
        while behind is not None and behind.number in self.left:
            behind = self.layout.beside(behind, 1)
        if one.word == b"else":
            return True
        last = behind is None or behind.word not in BEHIND
        return one.word in (b"if", b"elif") and last and is_inert(one.code[1:], dotted=True)

    def passes(self) -> Iterator[Splice]:
        """Yield a `pass` in the place of the first statement of each block that would be empty."""
        layout = self.layout
        for one in self.emptied():
            first = one.children[0]
            line = layout.lines[first.first]
            indent = line.tokens[0].text if line.start != first.code[0].start else b""
            self.gone.difference_update(range(first.first, first.last + 1))
            yield Splice(line.start, layout.end(first.last), indent + b"pass" + layout.text.newline)

    def holes(self) -> Iterator[Splice]:
        """Yield a splice for each hole: from the last line that stays before it to the first behind it."""
        layout, count, number = self.layout, len(self.layout.lines), 0
        while number < count:
            if number not in self.gone:
                number += 1
                continue
            start, end = number, number
            while start and layout.kinds[start - 1] == BLANK:
                start -= 1
            while end < count and (end in self.gone or layout.kinds[end] == BLANK):
                end += 1
            yield self.hole(start, end)
            number = end

    def hole(self, start: int, end: int) -> Splice:
        """Close the hole between two lines that stay: definitions keep the largest distance."""
        layout = self.layout
        if start == 0 or end == len(layout.lines):
            text = b""
        elif self.begins_block(start, end):
            text = self.distances(start, end)[0]
        else:
            wanted = min if self.is_plain(start, end) else max
            text = wanted(filter(None, self.distances(start, end)), key=len, default=b"")
        return Splice(layout.starts[start], layout.end(end - 1), text)

    def distances(self, start: int, end: int) -> list[bytes]:
        """Give the blank lines before, between and behind what goes from a hole."""
        found = [b""]
        for number in range(start, end):
            if number in self.gone:
                found.append(b"")
            else:
                found[-1] += self.written(number, number + 1)
        return found

    def is_plain(self, start: int, end: int) -> bool:
        """Say whether simple statements of one block stand on both sides of a hole."""
        layout = self.layout
        above, below = layout.by_line.get(start - 1), layout.by_line.get(end)
        if above is None or below is None or above.depth != below.depth or above.opens or below.opens:
            return False
        return not below.is_decorator and below.word not in DEFINING

    def begins_block(self, start: int, end: int) -> bool:
        """Say whether the line behind a hole is now the first of a block."""
        layout = self.layout
        if layout.kinds[start - 1] != CODE:
            return False
        return layout.kinds[end] == CODE and layout.depth(end) > layout.depth(start - 1)

    def written(self, first: int, last: int) -> bytes:
        """Give the bytes of some logical lines."""
        layout = self.layout
        return layout.text.data[layout.starts[first] : layout.end(last - 1)] if first < last else b""


def is_about(one: Statement, behind: Statement, layout: Layout) -> bool:
    """Say whether a statement is a string that describes the one before it."""
    return behind.is_text and layout.row(behind.first) == layout.row(one.last) + rows_of(one, layout)


def rows_of(one: Statement, layout: Layout) -> int:
    """Count the lines of a statement without a block."""
    return max(layout.lines[one.first].text().count(b"\n"), 1)
