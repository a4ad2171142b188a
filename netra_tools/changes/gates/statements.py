"""Logical lines from tokens, and of two versions of a file only those from the first to the last that differ.

A lexer that begins at a logical line finds the same tokens wherever that line stands, so what two versions
have in common at their beginning and their end need not be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from netra_tools.changes.gates.tokens import (
    BRACKETS,
    COMMENT,
    JOINT,
    KEYWORD,
    NEWLINE,
    SPACE,
    Token,
    read_tokens,
)

TRIVIA: Final = frozenset((SPACE, COMMENT, NEWLINE, JOINT))


class Line(NamedTuple):
    """A logical line with its newline; a blank one and one with a comment alone are lines, too."""

    start: int
    tokens: tuple[Token, ...]

    def text(self) -> bytes:
        """Give all of the line."""
        return b"".join([token.text for token in self.tokens])

    def is_empty(self) -> bool:
        """Say whether there is no code on it."""
        return all(token.kind in TRIVIA for token in self.tokens)

    def imports(self) -> bool:
        """Say whether it is one import statement and nothing else."""
        code = [token for token in self.tokens if token.kind not in TRIVIA]
        return bool(code) and code[0].kind == KEYWORD and all(token.text != b";" for token in code)


class Both(NamedTuple):
    """The lines of two versions between what they have in common."""

    before: list[Line]
    after: list[Line]


def read_lines(data: bytes, start: int) -> Iterator[Line]:
    """Give the logical lines from a place at which one begins."""
    tokens: list[Token] = []
    depth = 0
    for kind, text, place in read_tokens(data[start:] if start else data):
        tokens.append(Token(kind, text, place + start))
        depth = max(depth + BRACKETS.get(text, 0), 0)
        if kind == NEWLINE and not depth:
            yield Line(tokens[0].start, tuple(tokens))
            tokens = []
    if tokens:
        yield Line(tokens[0].start, tuple(tokens))


def differing_lines(before: bytes, after: bytes) -> Both:
    """Give the lines from the first that differs to the last, and all imports beside them."""
    start = first_line(before, common_start(before, after))
    ends = common_end(before, after, start)
    old, new = Reach(before, start, ends), Reach(after, start, ends)
    while old.left != new.left or not old.at_code():
        if old.left >= new.left:
            old.advance()
        else:
            new.advance()
    return Both(old.lines, new.lines)


def first_line(data: bytes, same: int) -> int:
    """Give the line that holds the end of what is common, or the first of the imports before it."""
    start, among = 0, False
    for line in read_lines(data, 0):
        if line.start > same:
            break
        if not among:
            start = line.start
        among = line.imports() or line.is_empty()
    return start


class Reach:
    """The lines of one version, read up to a place behind which all is common."""

    def __init__(self, data: bytes, start: int, ends: int) -> None:
        self.size = len(data)
        self.source = read_lines(data, start)
        self.lines: list[Line] = []
        self.left = self.size - start  # bytes that have not been read
        while self.left > ends:
            self.advance()

    def at_code(self) -> bool:
        """Say whether no import that has been read goes on behind this place."""
        last = self.lines[-1] if self.lines and self.left else None
        return last is None or not (last.imports() or last.is_empty())

    def advance(self) -> None:
        """Read a line."""
        line = next(self.source, None)
        if line is None:
            self.left = 0
            return
        self.lines.append(line)
        last = line.tokens[-1]
        self.left = self.size - last.start - len(last.text)


def common_start(one: bytes, other: bytes) -> int:
    """Count the bytes that two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_end(one: bytes, other: bytes, start: int) -> int:
    """Count the bytes that two texts have in common at their end, behind `start`."""
    low, high = 0, min(len(one), len(other)) - start
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle :] == other[len(other) - middle :]:
            low = middle
        else:
            high = middle - 1
    return low
