"""What one reading of a source gives, whichever reader did it. Its meaning is in docs/facts.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, overload

from netra_tools.model import Access, BareTest, Definition, Handler, Import, Literal, Problem


class Literals(Sequence[Literal]):
    """The literals of a file, as far as they are asked for.

    `prepare` is called once and gives what was kept of them; `make` turns that of one into its record.
    """

    def __init__(self, prepare: Callable[[], Sequence[Any]], make: Callable[[Any], Literal]) -> None:
        self.prepare: Callable[[], Sequence[Any]] | None = prepare
        self.make = make
        self.prepared: Sequence[Any] = ()

    @property
    def kept(self) -> Sequence[Any]:
        """Give what was kept; what it is prepared from is let go."""
        if self.prepare is not None:
            self.prepared = self.prepare()
            self.prepare = None
        return self.prepared

    def __len__(self) -> int:
        return len(self.kept)

    def __iter__(self) -> Iterator[Literal]:
        return map(self.make, self.kept)

    @overload
    def __getitem__(self, index: int) -> Literal: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Literal]: ...
    def __getitem__(self, index: int | slice) -> Literal | Sequence[Literal]:
        if isinstance(index, slice):
            return [self.make(kept) for kept in self.kept[index]]
        return self.make(self.kept[index])


class Scan(NamedTuple):
    """All that the syntax of one file says. Every tuple is in source order, `names` is sorted."""

    imports: tuple[Import, ...]
    definitions: tuple[Definition, ...]
    literals: Sequence[Literal]
    blocks: tuple[tuple[int, int], ...]  # the first and the last line of each literal of several lines
    accesses: tuple[Access, ...]
    handlers: tuple[Handler, ...]  # all that do nothing; the span is that of what they do
    bare_tests: tuple[BareTest, ...]
    names: tuple[str, ...]
    exports: tuple[str, ...] | None
    problems: tuple[Problem, ...]
