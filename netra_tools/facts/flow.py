"""What a function does with its local names, step by step: the records.

Asked of the few functions that a change takes apart. Names are numbered, and a set of them is an integer
with a bit for each. A step is what happens between two places where control may part; an exception may
leave a step anywhere in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

LEAVES: Final = -1  # the target of an exception that no handler of the function can see


class Step:
    """What is read before it is written, surely written, perhaps written and unbound, and what follows."""

    __slots__ = ("after", "deletes", "maybe", "raises", "reads", "writes")

    def __init__(self, raises: int) -> None:
        self.reads = 0
        self.writes = 0
        self.maybe = 0  # holds `writes`
        self.deletes = 0
        self.raises = raises  # the step that sees an exception of this one
        self.after: list[int] = []

    def read(self, bit: int) -> None:
        """Note that a name is read."""
        self.reads |= bit & ~self.writes

    def write(self, bit: int, certain: bool = True) -> None:
        """Note that a name is written."""
        self.maybe |= bit
        if certain:
            self.writes |= bit
            self.deletes &= ~bit

    def delete(self, bit: int) -> None:
        """Note that a name is unbound."""
        self.deletes |= bit
        self.writes &= ~bit
        self.maybe |= bit


class Traits(NamedTuple):
    """What a statement has in it, blocks included."""

    bars: tuple[tuple[int, str], ...] = ()  # line, and what of it can stand in no other function
    calls: frozenset[str] = frozenset()  # the last names of what is called
    holders: frozenset[tuple[str, str]] = frozenset()  # a name that is bound to what a call gives, the call
    lazy: int = 0  # names that a generator reads later
    tests: int = 0  # names whose type or value conditions look at
    mangled: bool = False  # a name begins with two underscores

    def joined(self, other: Traits) -> Traits:
        """Give the traits of two statements."""
        return Traits(
            self.bars + other.bars,
            self.calls | other.calls,
            self.holders | other.holders,
            self.lazy | other.lazy,
            self.tests | other.tests,
            self.mangled or other.mangled,
        )


class Statement(NamedTuple):
    """One statement of a function. Lines count from 1, columns in UTF-8 bytes from 0."""

    kind: str  # the class of its node in `ast`
    line: int
    column: int
    end_line: int
    end_column: int
    blocks: tuple[tuple[Statement, ...], ...]
    copies: tuple[tuple[int, int], ...]  # its steps, from and up to; what stands in `finally` has two
    traits: Traits
    called: str  # the dotted name that a statement calls which is nothing but a call
    targets: tuple[str, ...]  # dotted names that an assignment binds, `a[]` for an item
    complexity: int  # what it adds to that of a function
    nesting: int


class Argument(NamedTuple):
    """A parameter, and its annotation as written."""

    name: str
    annotation: str


class Owner(NamedTuple):
    """The class of a method."""

    name: str  # qualified
    line: int  # of the outermost class, or of its first decorator
    doubt: str  # why it should get no more methods, or ""


class Flow(NamedTuple):
    """One function that a change may take apart."""

    name: str
    first_line: int  # of the first of its overloads, or its own
    line: int
    end_line: int
    owner: Owner | None
    obstacle: tuple[str, str] | None  # why nothing of it can move: the kind, and the text
    annotated: bool
    arguments: tuple[Argument, ...]
    locals: tuple[str, ...]  # by bit
    parameters: int
    captured: int  # by a function, lambda or class inside
    steps: tuple[Step, ...]
    body: tuple[Statement, ...]  # without the docstring
    typed: tuple[tuple[str, str], ...]  # local names with the annotation that is written where they are bound
    returns: str  # the annotation of what is returned, as written; "" for none, and for a generator
    gives: bool  # it is a generator

    def names(self, bits: int) -> tuple[str, ...]:
        """Name a set, parameters first, the rest in the order of their first mention."""
        return tuple([name for number, name in enumerate(self.locals) if bits >> number & 1])

    def bits(self, *names: str) -> int:
        """Give the set of some names; what is no local name is left out."""
        return sum(1 << number for number, name in enumerate(self.locals) if name in names)


class SourceFlow(NamedTuple):
    """The functions of a file, and what of it bears on all of them."""

    functions: tuple[Flow, ...]
    looks_at_frames: frozenset[str]  # functions that look at their callers, and all that call them
    recursive: frozenset[int]  # lines of functions that come to call themselves
    borrowed: frozenset[str]  # methods that are taken out of their class
    doubt: str  # why the module should get no more names, or ""


def statements(block: tuple[Statement, ...]) -> Iterator[Statement]:
    """Yield the statements of a block and of all blocks inside."""
    for one in block:
        yield one
        for inner in one.blocks:
            yield from statements(inner)
