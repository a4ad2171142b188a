"""What taking a function apart speaks of: its limits, the ranges that can move, and what bars others."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.facts.flow import Statement, Traits


class Limits(NamedTuple):
    """What a repository asks of files and functions."""

    body: int = 25
    parameters: int = 5
    outputs: int = 3
    complexity: int = 10
    nesting: int = 4
    file: int = 450
    class_: int = 300
    width: int = 88


class Bar(NamedTuple):
    """Why a range cannot move."""

    reason: str  # the kind, the same for all that are alike
    text: str


class Candidate(NamedTuple):
    """A range of statements."""

    block: tuple[Statement, ...]
    first: int  # index into the block
    last: int
    start: int  # first line, comments above included
    end: int
    spans: tuple[tuple[int, int], ...]  # its steps; what stands in `finally` has them twice
    traits: Traits
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    uses_self: bool = False
    is_tail: bool = False  # it ends the function, and returns for it
    saved: int = 0  # lines that the function loses when the call is one line
    cost: float = 0

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Give the statements."""
        return self.block[self.first : self.last + 1]

    @property
    def line(self) -> int:
        """Give the line of the first statement."""
        return self.block[self.first].line


class Block(NamedTuple):
    """A block of statements, and where it stands."""

    body: tuple[Statement, ...]
    header: int  # the line before it
    in_loop: bool
    depth: int
