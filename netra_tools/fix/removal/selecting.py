"""Which of the dead a command line means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from netra_tools.errors import NetraError, near_miss
from netra_tools.fix.choice import is_below
from netra_tools.fix.removal.records import Selection, Stay
from netra_tools.fix.removal.survey import WHOLE, Found, label_of
from netra_tools.reach.model import IMPORT, Dead
from netra_tools.reach.table import Table

LEFT_OUT = "it was left out"
UNSURE = "is not so sure as was asked for, or a comment or the configuration keeps it"


class Chosen(NamedTuple):
    """What is meant. Without `seeds` every symbol is."""

    seeds: frozenset[int] | None
    others: tuple[Dead, ...]
    barred: Mapping[int, str]  # symbols that are to stay
    stay: tuple[Stay, ...] = ()  # what was named and cannot go
    unknown: tuple[str, ...] = ()  # what was named and means nothing
    named: frozenset[int] = frozenset()  # symbols that were named one by one
    labels: frozenset[str] = frozenset()  # of what was named


def select(found: Found, selection: Selection) -> Chosen:
    """Find what is meant.

    Raises: NetraError for a name that means several things.
    """
    named = Named(found)
    barred = dict.fromkeys(named.all_symbols(selection.without), LEFT_OUT)
    spared = named.all_labels(selection.without)
    others = [one for one in found.others if label_of(one) not in spared]
    others = [one for one in others if is_below(one.path, selection.paths)]
    if selection.is_named:
        words = list(dict.fromkeys((*selection.names, *selection.groups)))
        return named.choose(words, others, selection.paths)._replace(barred=barred)
    seeds = named.inside(found.symbols, selection.paths) if selection.paths else None
    return Chosen(seeds, tuple(others), barred)


class Named:
    """Looks names up."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.table = found.table
        self.ways: dict[str, dict[int, set[int]]] = {}  # name -> how exact it is -> symbols
        for symbol, dead in found.symbols.items():
            for level, name in enumerate(ways(self.table, symbol, dead)):
                self.ways.setdefault(name, {}).setdefault(level, set()).add(symbol)

    def choose(self, words: Sequence[str], others: Sequence[Dead], paths: Sequence[str]) -> Chosen:
        """Choose what some words mean.

        Raises: NetraError for a name that means several things.
        """
        seeds, labels = self.inside(self.all_symbols(words), paths), self.all_labels(words)
        stay = {word: tuple(self.explained(word)) for word in words if self.means_nothing(word)}
        told = tuple([one for found in stay.values() for one in found])
        unknown = tuple([self.guess(word) for word, found in stay.items() if not found])
        meant = tuple([one for one in others if label_of(one) in labels])
        return Chosen(seeds, meant, {}, told, unknown, seeds, frozenset(labels))

    def means_nothing(self, word: str) -> bool:
        """Say whether nothing that may go has a name."""
        return not self.symbols(word) and not self.others(word)

    def symbols(self, word: str) -> set[int]:
        """Give the dead symbols that a word means: all of one name in one place.

        Raises: NetraError when it means several.
        """
        levels = self.ways.get(word, {})
        best = levels[min(levels)] if levels else set()
        labels = {label_of(self.found.symbols[one]) for one in best}
        if len(labels) > 1:
            raise NetraError(
                f"`{word}` means several things: {', '.join(sorted(labels))}", "name one of them"
            )
        return best

    def all_symbols(self, words: Iterable[str]) -> set[int]:
        """Give the dead symbols that some words mean.

        Raises: NetraError when one means several.
        """
        return {one for word in words for one in self.symbols(word)}

    def all_labels(self, words: Iterable[str]) -> set[str]:
        """Give the labels among words of what is dead and no symbol."""
        return {label_of(one) for word in words for one in self.others(word)}

    def refuse_unknown(self, words: Iterable[str]) -> None:
        """See that what is to stay is something.

        Raises: NetraError for a word that means nothing, so that what was meant would go.
        """
        for word in words:
            if self.means_nothing(word) and not any(self.explained(word)):
                raise NetraError(f"--without: {self.guess(word)}", "give the heading of a group, or a thing")

    def inside(self, symbols: Iterable[int], paths: Sequence[str]) -> frozenset[int]:
        """Keep the symbols below some paths."""
        return frozenset([one for one in symbols if is_below(self.found.symbols[one].path, paths)])

    def others(self, word: str) -> list[Dead]:
        """Give what is dead and no symbol, by its label."""
        return [one for one in self.found.others if label_of(one) == word]

    def explained(self, word: str) -> Iterator[Stay]:
        """Say of things with a name that is not among the dead why they stay."""
        table = self.table
        for symbol in range(len(table.kind)):
            if table.kind[symbol] == IMPORT or word not in plain_ways(table, symbol):
                continue
            dead = symbol in self.found.groups.dead
            reason = UNSURE if dead else "is in use"
            users = () if dead else sorted(self.users(symbol))
            text = f"{reason}: {users[0]}" if users else reason
            line = max(table.tied[symbol].line, 1)
            yield Stay(table.source(symbol).path, line, "", table.qualified(symbol), f"it {text}", True)

    def users(self, symbol: int) -> Iterator[str]:
        """Yield places that speak of a symbol."""
        table, resolver = self.table, self.found.walk.resolver
        for user in range(len(table.kind)):
            meanings = [resolver.resolve(table.file[user], one) for one in table.tied[user].references]
            if user != symbol and any(symbol in meaning.end for meaning in meanings):
                yield f"{table.source(user).path}:{max(table.tied[user].line, 1)} uses it"

    def guess(self, word: str) -> str:
        """Say that a word means nothing, with what may have been meant."""
        last = word.replace(":", ".").rpartition(".")[2]
        close = near_miss(last, {dead.name for dead in self.found.symbols.values()})
        hint = f"; {close}" if close.startswith("did you mean") else ""
        return f"nothing is called `{word}`, or it is gone already{hint}"


def ways(table: Table, symbol: int, dead: Dead) -> list[str]:
    """Give the ways to name something dead, the most exact first."""
    label = label_of(dead)
    if dead.kind in WHOLE:
        return [label, dead.name, dead.name, dead.name]
    return [label, *plain_ways(table, symbol)]


def plain_ways(table: Table, symbol: int) -> Iterable[str]:
    """Give the ways to name a symbol."""
    name, source = table.qualified(symbol), table.source(symbol)
    if table.parent[symbol] < 0:
        return [source.module, source.path]
    return [
        f"{source.path}:{name}",
        f"{source.module}.{name}",
        f"{source.module}:{name}",
        name,
        table.name[symbol],
    ]
