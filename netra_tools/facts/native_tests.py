"""Watching of tests while expressions are read: what they call, and what they replace by mocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_parts import PartReader
from netra_tools.facts.tags import MEMBER, NAME

if TYPE_CHECKING:
    from mypy_extensions import i64

# What a test has shown so far: we are in none, in one without an assertion, in one with an assertion.
NO_TEST: Final = 0
IN_TEST: Final = 1
ASSERTED: Final = 2


class ReaderOfTests(PartReader):
    """Remembers places of names, which are looked up when all is read."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.test_state: i64 = NO_TEST
        self.called: list[int] = []  # where the names are written that a test calls
        self.mockers: set[bytes] = set()  # names by which something is replaced
        self.mocks: list[tuple[int, int, int]] = []  # first place of a chain, place of its base, scope
        self.attribute_pos: i64 = 0  # where the attribute read last is written

    def call_in_test(self, callee: i64) -> None:
        """Remember the name of what a test calls."""
        if self.data[callee] == MEMBER:
            self.called.append(self.attribute_pos)
        elif self.data[callee] == NAME:
            self.called.append(callee + 1)

    def called_at(self, pos: i64) -> str:
        """Give the name that is written at `pos`."""
        saved = self.pos
        self.pos = pos
        name = self.string()
        self.pos = saved
        return name

    def refer_mock(self, first: i64, base: i64) -> None:
        """Remember a chain that begins with a name by which something is replaced."""
        if self.name_at(base) in self.mockers:
            self.mocks.append((first, base, self.scope))
