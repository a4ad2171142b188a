"""What one reading of a source gives, whichever reader did it. Its meaning is in docs/facts.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final, NamedTuple, overload

from netra_tools.model import Access, BareTest, Definition, Handler, Import, Literal, Problem

Row = tuple[str, int, int, int, str, str, int, int, int, int, int]  # the fields of a `Literal`
make_literal: Final[Callable[[Row], Literal]] = partial(tuple.__new__, Literal)


class Literals(Sequence[Literal]):
    """The literals of a file, as far as they are asked for.

    `prepare` is called once and gives what was kept of them; `rows` gives the fields of their records.
    """

    def __init__(
        self, prepare: Callable[[], Sequence[Any]], rows: Callable[[Sequence[Any]], list[Row]]
    ) -> None:
        self.prepare: Callable[[], Sequence[Any]] | None = prepare
        self.make_rows = rows
        self.prepared: Sequence[Any] = ()

    @property
    def kept(self) -> Sequence[Any]:
        """Give what was kept; what it is prepared from is let go."""
        if self.prepare is not None:
            self.prepared = self.prepare()
            self.prepare = None
        return self.prepared

    def rows(self) -> list[Row]:
        """Give the fields of all literals: a third of what their records cost."""
        return self.make_rows(self.kept)

    def __len__(self) -> int:
        return len(self.kept)

    def __iter__(self) -> Iterator[Literal]:
        return map(make_literal, self.rows())

    @overload
    def __getitem__(self, index: int) -> Literal: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Literal]: ...
    def __getitem__(self, index: int | slice) -> Literal | Sequence[Literal]:
        if isinstance(index, slice):
            return list(map(make_literal, self.make_rows(self.kept[index])))
        return make_literal(self.make_rows([self.kept[index]])[0])


def rows_of(literals: Sequence[Literal]) -> Sequence[Row]:
    """Give the fields of literals, whichever reader gave them."""
    return literals.rows() if isinstance(literals, Literals) else literals


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
