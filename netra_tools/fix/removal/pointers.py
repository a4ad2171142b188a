"""Who points at what: of things that may go, all that still speaks of them, alive or dead."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from netra_tools.facts.ties import CALL, CLASS, MODULE
from netra_tools.fix.removal.survey import Found
from netra_tools.reach.model import IMPORT


class Pointers:
    """The users of each thing that may go, and of each definition of a test."""

    def __init__(self, found: Found, besides: Collection[int] = ()) -> None:
        """Look for the users of all that may go, and of some modules besides."""
        self.found = found
        self.besides = frozenset(besides)
        self.table = found.table
        self.resolver = found.walk.resolver
        self.named: dict[str, list[int]] = {}  # members of classes that only tests use
        self.users: dict[int, list[int]] = {}
        for symbol, dead in found.symbols.items():
            parent = self.table.parent[symbol]
            if dead.tests_only and parent >= 0 and self.table.kind[parent] == CLASS:
                self.named.setdefault(self.table.name[symbol], []).append(symbol)
        self.look()

    def look(self) -> None:
        """Find all users."""
        table, owner = self.table, self.found.groups.owner
        tested = [source.is_test for source in table.sources]
        for symbol in range(len(table.kind)):
            for target in set(self.targets(symbol)):
                around = owner(target)
                if around >= 0 and not self.is_within(symbol, (around,)):
                    self.users.setdefault(around, []).append(symbol)
                elif (
                    around < 0 and target != symbol and (tested[table.file[target]] or target in self.besides)
                ):
                    self.users.setdefault(target, []).append(symbol)

    def targets(self, symbol: int) -> Iterator[int]:
        """Yield what a symbol itself speaks of."""
        table, tied = self.table, self.table.tied[symbol]
        file = table.file[symbol]
        for reference in tied.references:
            yield from self.resolver.resolve(file, reference).symbols
        if symbol in table.imported:
            yield from self.resolver.resolve_import(symbol).symbols
            return
        yield from self.own(symbol)
        if table.sources[file].is_test:
            yield from self.loosely(symbol)

    def own(self, symbol: int) -> Iterator[int]:
        """Yield the members of its own class that a method speaks of."""
        table = self.table
        around = table.class_around(symbol) if table.tied[symbol].own else -1
        members = table.members.get(around, {})
        for name in table.tied[symbol].own:
            yield from members.get(name.removesuffix(CALL), ())

    def loosely(self, symbol: int) -> Iterator[int]:
        """Yield what a test may mean by attributes and by strings."""
        for name in self.attributes(symbol):
            yield from self.named.get(name, ())
        for word in self.table.tied[symbol].words:
            found = self.resolver.dotted(word) if "." in word else None
            if found is not None:
                yield from found.symbols

    def attributes(self, symbol: int) -> set[str]:
        """Give the attributes that a symbol asks of what is not known, or of classes."""
        table, tied = self.table, self.table.tied[symbol]
        found = {name.removesuffix(CALL) for name in (*tied.attributes, *tied.own)}
        for reference in tied.references:
            meaning = self.resolver.resolve(table.file[symbol], reference)
            found.update(meaning.loose)
            found.update(name for _, name in meaning.own)
        return found

    def is_within(self, symbol: int, among: Collection[int]) -> bool:
        """Say whether a symbol is one of some, or stands in one."""
        while symbol >= 0:
            if symbol in among:
                return True
            symbol = self.table.parent[symbol]
        return False

    def inside(self, symbol: int) -> Iterator[int]:
        """Yield a symbol and all that stands in it."""
        table = self.table
        file = table.file[symbol]
        end = table.first[file + 1] if file + 1 < len(table.first) else len(table.kind)
        for other in range(table.first[file], end):
            if self.is_within(other, (symbol,)):
                yield other

    def is_member(self, symbol: int) -> bool:
        """Say whether a symbol stands in a class."""
        parent = self.table.parent[symbol]
        return parent >= 0 and self.table.kind[parent] == CLASS

    def line(self, symbol: int) -> int:
        """Give the line of a symbol."""
        row = self.table.imported.get(symbol)
        return row.line if row is not None else max(self.table.tied[symbol].line, 1)

    def place(self, symbol: int) -> str:
        """Say where a symbol is and what it is called."""
        path = self.table.source(symbol).path
        if self.table.kind[symbol] == MODULE:
            return path
        return f"{path}:{self.line(symbol)} `{self.table.qualified(symbol)}`"

    def is_import(self, symbol: int) -> bool:
        """Say whether a symbol is a name that an import binds."""
        return self.table.kind[symbol] == IMPORT
