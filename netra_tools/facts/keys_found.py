"""The keys that were found in one text, with their lines and columns, in the order in which they stand."""

from __future__ import annotations

import re
from typing import Final

from netra_tools.model import INTERPOLATED, KEY, TEXT, Literal, Problem

# What nobody writes by hand is data, not vocabulary; and a hostile file must not fill the memory.
MOST_KEYS: Final = 50_000
MOST_DEPTH: Final = 200
LONGEST_OWNER: Final = 300
INTERPOLATION: Final = "${}"  # owner of a variable that is used, not defined
# `${NAME}` and `${NAME:-default}`; `$${NAME}` is no use, `${{ }}` and `${A::B}` belong to other languages.
VARIABLE = re.compile(r"(?<!\$)(?:\$\$)*+\$\{([A-Za-z_][A-Za-z0-9_]*+)(?=:?[-?+]|\})")


class LimitError(Exception):
    """There is more in a file than is indexed of one."""


class Keys:
    """Notes keys and uses of variables by their offsets in a text, which must not go back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.literals: list[Literal] = []
        self.problems: list[Problem] = []
        self.end = 0  # of what was noted last
        self._ascii = text.isascii()
        self._offset, self._line, self._column = 0, 1, 0

    def add(self, owner: str, key: str, start: int, end: int) -> None:
        """Note that a key is defined."""
        self._note(key, KEY, owner, (start, end))

    def add_uses(self, start: int, end: int) -> None:
        """Note each variable that a part of the text interpolates."""
        if self.text.find("${", start, end) >= 0:
            for match in VARIABLE.finditer(self.text, start, end):
                self._note(match[1], INTERPOLATED, INTERPOLATION, match.span(1))

    def fail(self, kind: str, message: str, offset: int) -> None:
        """Note what is wrong; only the first mistake counts, since others may follow from it."""
        if not any(problem.kind == kind for problem in self.problems):
            self.problems.append(Problem(kind, message, *self._place(offset)))

    def drop_behind(self, offset: int) -> None:
        """Forget what stands behind a place: nobody knows what it is."""
        place = self._place(offset)
        self.literals = [literal for literal in self.literals if (literal.line, literal.column) < place]

    def _note(self, value: str, role: int, owner: str, span: tuple[int, int]) -> None:
        if len(self.literals) >= MOST_KEYS:
            raise LimitError(f"more than {MOST_KEYS} keys: the others are not indexed")
        line, column = self._place(span[0])
        end_line, end_column = self._place(span[1])
        self.end = span[1]
        self.literals.append(Literal(value, TEXT, role, 0, owner, "", -1, line, column, end_line, end_column))

    def _place(self, offset: int) -> tuple[int, int]:
        """Turn an offset into a line and a column of UTF-8, going on from the last one."""
        if offset < self._offset:
            self._offset, self._line, self._column = 0, 1, 0
        lines = self.text.count("\n", self._offset, offset)
        if lines:
            self._line += lines
            self._offset, self._column = self.text.rindex("\n", self._offset, offset) + 1, 0
        if self._ascii:
            self._column += offset - self._offset
        else:
            self._column += len(self.text[self._offset : offset].encode("utf-8", "surrogatepass"))
        self._offset = offset
        return self._line, self._column


def below(owner: str, key: str | None) -> str:
    """Give the path of what stands under a key; one that is longer than any name stays as it is."""
    if key is None or len(owner) + len(key) >= LONGEST_OWNER:
        return owner
    return f"{owner}.{key}" if owner else key


def check_depth(depth: int) -> None:
    """Refuse what is nested deeper than anybody writes."""
    if depth > MOST_DEPTH:
        raise LimitError(f"nested more than {MOST_DEPTH} deep: the rest is not indexed")
