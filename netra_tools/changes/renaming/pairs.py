"""What is called differently afterwards: pairs of dotted names, each a module or something in one.

A name changes once, by the longest old name that it begins with, and only by whole parts: `app` is no part of
`application`, and of two pairs `a` -> `b` and `b` -> `c` a name below `a` ends below `b`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from keyword import iskeyword
from typing import NamedTuple

from netra_tools.errors import MistakesError

SYMBOL = ":"


class Pair(NamedTuple):
    """One old name and its new one; `symbol` is how many parts at the end of `old` are no module: 0 or 1."""

    old: str
    new: str
    symbol: int = 0

    @property
    def size(self) -> int:
        """Count the parts of the old name."""
        return self.old.count(".") + 1

    def written(self) -> tuple[str, str]:
        """Give both names as users write them."""
        if not self.symbol:
            return self.old, self.new
        return SYMBOL.join(split_last(self.old)), SYMBOL.join(split_last(self.new))


class Renamed(NamedTuple):
    """A new name, and the pair that says so."""

    name: str
    pair: Pair


class Renaming:
    """Pairs, asked by name."""

    def __init__(self, pairs: Iterable[Pair], *, settled: bool = False) -> None:
        self.pairs = tuple(pairs)
        self.settled = settled  # the files lie where their new names say
        self.by_old = {pair.old: pair for pair in self.pairs}
        self.back = {pair.new: pair for pair in self.pairs if not pair.symbol}

    def of(self, name: str) -> Renamed | None:
        """Give what a dotted name becomes, or None when it stays."""
        for pair in self.matches(name):
            return Renamed(pair.new + name[len(pair.old) :], pair)
        return None

    def matches(self, name: str) -> Iterator[Pair]:
        """Yield the pairs that speak of a dotted name, the longest first."""
        head = name
        while head:
            pair = self.by_old.get(head)
            if pair is not None and not self.is_done(name, pair):
                yield pair
            head = head.rpartition(".")[0]

    def is_done(self, name: str, pair: Pair) -> bool:
        """Say whether a name is a new one already, though it begins with an old one: `a` becomes `a.b`."""
        return self.settled and is_below(pair.new, pair.old) and is_below(name, pair.new)

    def new_name(self, name: str) -> str:
        """Give what a dotted name is called afterwards."""
        found = self.of(name)
        return found.name if found else name

    def module(self, name: str) -> str | None:
        """Give what a module is called afterwards, or None when it stays: symbols do not count."""
        found = self.of(name)
        return found.name if found and not found.pair.symbol else None

    def old_module(self, name: str) -> str | None:
        """Say what a module was called that has its new name already."""
        head = name
        while head:
            pair = self.back.get(head)
            if pair is not None:
                return pair.old + name[len(head) :]
            head = head.rpartition(".")[0]
        return None


def is_below(name: str, module: str) -> bool:
    """Say whether a dotted name is that of a module or of something in it."""
    return name == module or name.startswith(f"{module}.")


def split_last(name: str) -> tuple[str, str]:
    """Part a dotted name before its last part."""
    head, _, last = name.rpartition(".")
    return head, last


def parse_pairs(words: Sequence[tuple[str, str]]) -> tuple[Pair, ...]:
    """Make pairs of what users write, `a.b` or `a.b:Name`.

    Raises: MistakesError with all that is wrong with them.
    """
    pairs, problems = [], []
    for old, new in words:
        problem = complaint(old, new)
        if problem:
            problems.append(problem)
        else:
            symbol = int(SYMBOL in old)
            pairs.append(Pair(old.replace(SYMBOL, "."), new.replace(SYMBOL, "."), symbol))
    problems += conflicts(pairs)
    if problems:
        raise MistakesError(problems)
    return tuple(dict.fromkeys(pairs))


def complaint(old: str, new: str) -> tuple[str, str] | None:
    """Say what is wrong with a pair."""
    for name in (old, new):
        if not is_name(name):
            return (
                f"'{name}' is no name of a module",
                "write modules as in an import, pkg.mod, and what is in one as pkg.mod:Name",
            )
    if (SYMBOL in old) != (SYMBOL in new):
        return f"{old} and {new} are of different kinds", "give two modules, or two of the form pkg.mod:Name"
    return None


def is_name(text: str) -> bool:
    """Say whether a text is `a.b` or `a.b:Name`."""
    module, colon, name = text.partition(SYMBOL)
    if colon and not name.isidentifier():
        return False
    return all(part.isidentifier() and not iskeyword(part) for part in module.split("."))


def conflicts(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """Say which pairs contradict one another."""
    found: dict[str, str] = {}
    problems = []
    for pair in pairs:
        known = found.setdefault(pair.old, pair.new)
        if known != pair.new:
            problems.append(
                (f"{pair.old} cannot become both {known} and {pair.new}", "give one of the pairs")
            )
    return problems
