"""The statements of a file as its lines show them: which stands in which block, in any version of Python.

A statement is a logical line with all lines that are deeper. `else`, `except` and `case` are statements of
their own here, behind the one they belong to, and so are decorators.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import Final

from netra_tools.changes.gates.statements import TRIVIA, Line, read_lines
from netra_tools.changes.gates.tokens import COMMENT, SPACE, STRING, Token
from netra_tools.changes.source import SourceText

TAB: Final = 8
BLANK: Final = 0
REMARK: Final = 1  # a comment alone
CODE: Final = 2
MODULE: Final = -1


class Statement:
    """One statement, by the numbers of its logical lines."""

    __slots__ = ("children", "code", "depth", "first", "last", "number", "parent")

    def __init__(self, number: int, first: int, depth: int, parent: Statement | None) -> None:
        self.number = number
        self.first = first
        self.last = first  # of the last statement within it
        self.depth = depth  # columns in front of it
        self.parent = parent
        self.children: list[Statement] = []
        self.code: tuple[Token, ...] = ()

    @property
    def word(self) -> bytes:
        """Give its first word."""
        word = self.code[0].text
        if word == b"async" and len(self.code) > 1:
            return self.code[1].text
        return word

    @property
    def opens(self) -> bool:
        """Say whether a block of lines follows."""
        return bool(self.children)

    @property
    def is_decorator(self) -> bool:
        """Say whether it decorates what comes next."""
        return self.code[0].text[:1] == b"@"

    @property
    def is_text(self) -> bool:
        """Say whether it is nothing but a string."""
        return all(token.kind == STRING for token in self.code)


class Layout:
    """All logical lines of a file, and the statements that they make."""

    def __init__(self, text: SourceText) -> None:
        self.text = text
        self.lines: list[Line] = list(read_lines(text.data, text.starts[0]))
        self.starts = [line.start for line in self.lines]
        self.kinds = [kind_of(line) for line in self.lines]
        self.top: list[Statement] = []
        self.statements: list[Statement] = []
        self.by_line: dict[int, Statement] = {}  # by its first logical line
        self.build()

    def build(self) -> None:
        """Find the statements."""
        around: list[Statement] = []
        for number, line in enumerate(self.lines):
            if self.kinds[number] != CODE:
                continue
            depth = self.depth(number)
            while around and around[-1].depth >= depth:
                around.pop()
            parent = around[-1] if around else None
            one = Statement(len(self.statements), number, depth, parent)
            one.code = tuple([token for token in line.tokens if token.kind not in TRIVIA])
            (parent.children if parent else self.top).append(one)
            for outer in around:
                outer.last = number
            self.statements.append(one)
            self.by_line[number] = one
            around.append(one)

    def depth(self, number: int) -> int:
        """Count the columns in front of what a logical line says."""
        first = self.lines[number].tokens[0]
        return len(first.text.expandtabs(TAB)) if first.kind == SPACE else 0

    def siblings(self, one: Statement) -> list[Statement]:
        """Give the statements of its block."""
        return one.parent.children if one.parent else self.top

    def beside(self, one: Statement, step: int) -> Statement | None:
        """Give the next statement of its block, or the one before."""
        among = self.siblings(one)
        at = among.index(one) + step
        return among[at] if 0 <= at < len(among) else None

    def until(self, first: Statement, row: int) -> Iterator[Statement]:
        """Yield a statement and those behind it in its block that begin before or in a line of the file."""
        for one in self.siblings(first):
            if one.first >= first.first and self.row(one.first) <= row:
                yield one

    def says(self, one: Statement, words: Collection[bytes]) -> bool:
        """Say whether a statement, or one within it, holds one of some words."""
        lines = self.lines[one.first : one.last + 1]
        return any(token.text in words for line in lines for token in line.tokens)

    def line_at(self, row: int) -> int:
        """Give the logical line that a line of the file belongs to."""
        return bisect_right(self.starts, self.text.starts[row - 1]) - 1

    def at(self, row: int) -> Statement | None:
        """Give the statement whose logical line holds a line of the file."""
        if not 0 < row <= len(self.text.starts):
            return None
        return self.by_line.get(self.line_at(row))

    def end(self, number: int) -> int:
        """Give where a logical line ends, behind its newline."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text.data)

    def row(self, number: int) -> int:
        """Give the line of the file in which a logical line begins."""
        return bisect_right(self.text.starts, self.starts[number])

    def remark(self, number: int) -> bytes:
        """Give the comment of a line that holds nothing else."""
        return next((token.text for token in self.lines[number].tokens if token.kind == COMMENT), b"")


def kind_of(line: Line) -> int:
    """Say what a logical line is."""
    if not line.is_empty():
        return CODE
    return REMARK if any(token.kind == COMMENT for token in line.tokens) else BLANK
