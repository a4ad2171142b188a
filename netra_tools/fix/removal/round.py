"""One round of a removal: all that can go at once, and what still holds the rest back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from netra_tools.changes.tree import Tree
from netra_tools.facts.ties import CLASS, FUNCTION, MODULE, VARIABLE
from netra_tools.fix.removal.choice import choose, imports_along
from netra_tools.fix.removal.emptied import find_emptied
from netra_tools.fix.removal.fixtures import Fixtures
from netra_tools.fix.removal.leftover_imports import find_leftovers
from netra_tools.fix.removal.pointers import Pointers
from netra_tools.fix.removal.records import LATER, TEST_FILE, Gone, Stay
from netra_tools.fix.removal.selecting import LEFT_OUT, Chosen
from netra_tools.fix.removal.shears import INSIDE, OTHER, Going, Shears
from netra_tools.fix.removal.survey import WHOLE, Found, label_of
from netra_tools.fix.removal.tests_along import Along
from netra_tools.plan import Edit
from netra_tools.reach.model import Dead

BY_HAND: Final = {
    "parameter": "all who call the function would have to change: it takes a person",
    "dependency": "what it is for may not be an import: it takes a person",
    "undeclared dependency": "it is to be declared, not removed",
}
KINDS: Final = {MODULE: TEST_FILE, CLASS: "test class", FUNCTION: "test", VARIABLE: "variable"}


class Made(NamedTuple):
    """What one round does."""

    edits: tuple[Edit, ...]
    gone: tuple[Gone, ...]
    stay: tuple[Stay, ...]


class Remains(NamedTuple):
    """What the rounds before may have left: files without content, and imports without a use."""

    emptied: Mapping[str, int] = MappingProxyType({})
    leftovers: tuple[int, ...] = ()


def remains_of(tree: Tree, found: Found, edits: Collection[Edit]) -> Remains:
    """Look at what edits have left."""
    emptied = find_emptied(tree, found, {edit.path for edit in edits})
    return Remains(emptied, tuple(find_leftovers(found, edits)))


class Round:
    """Everything is found dead in `tree`."""

    def __init__(self, tree: Tree, found: Found, chosen: Chosen, remains: Remains) -> None:
        self.found = found
        self.chosen = chosen
        self.table = found.table
        self.emptied = remains.emptied
        modules = [found.table.first[number] for number in self.emptied.values()]
        self.pointers = Pointers(found, (*modules, *remains.leftovers))
        self.leftovers = {symbol for symbol in remains.leftovers if not self.pointers.users.get(symbol)}
        self.along = Along(self.pointers, Fixtures(found, tree.read))
        self.shears = Shears(tree, self.pointers)
        self.barred: dict[int, str] = dict(chosen.barred)
        self.staying: dict[Dead, str] = {}  # what is no symbol

    def go(self) -> Made:
        """Find what can go, until nothing holds anything of it back."""
        while True:
            choice = choose(self.pointers, self.chosen.seeds, self.barred)
            causes, held = self.along.extend(choice.going)
            if held:
                self.barred |= held
                continue
            symbols = {*choice.going, *causes, *self.leftovers}
            symbols |= imports_along(self.pointers, symbols) | self.test_imports(symbols)
            going = Going(symbols, self.others(), self.left_empty(symbols))
            edits = self.shears.cut(going)
            if not self.shears.kept:
                gone = [*self.tell(choice.going), *self.tell_tests(causes), *self.tell_others(going)]
                gone += self.tell_leftovers()
                return Made(edits, tuple(sorted(gone)), tuple(self.explain(choice.stay)))
            self.keep(going)

    def others(self) -> list[Dead]:
        """List what goes and is no symbol."""
        kinds = (*INSIDE, *WHOLE)
        return [dead for dead in self.chosen.others if dead.kind in kinds and dead not in self.staying]

    def test_imports(self, symbols: Collection[int]) -> set[int]:
        """Give the imports of tests that bring what goes."""
        users = {user for symbol in symbols for user in self.pointers.users.get(symbol, ())}
        return {user for user in users if self.is_test_import(user) and self.brings(user, symbols)}

    def is_test_import(self, user: int) -> bool:
        """Say whether a symbol is an import of a test."""
        return self.pointers.is_import(user) and self.table.source(user).is_test

    def brings(self, user: int, symbols: Collection[int]) -> bool:
        """Say whether what an import binds goes, and not only something on the way."""
        end = self.found.walk.resolver.resolve_import(user).end
        return bool(end) and all(self.pointers.is_within(one, symbols) for one in end)

    def left_empty(self, symbols: Collection[int]) -> list[str]:
        """List the files that hold nothing any more and that nothing which stays imports."""
        return [
            path
            for path, number in self.emptied.items()
            if not any(
                not self.pointers.is_within(user, symbols) and self.table.file[user] != number
                for user in self.pointers.users.get(self.table.first[number], ())
            )
        ]

    def keep(self, going: Going) -> None:
        """Note what could not be cut out."""
        for key, reason in self.shears.kept.items():
            if key.startswith(OTHER):
                self.staying[going.others[int(key[1:])]] = reason
            else:
                self.bar(int(key), reason)

    def bar(self, symbol: int, reason: str) -> None:
        """Let a symbol stay; one that goes with others lets these stay."""
        if symbol in self.found.symbols:
            self.barred[symbol] = reason
            return
        self.leftovers.discard(symbol)
        where = self.pointers.place(symbol)
        for target in self.found.symbols:
            users = self.pointers.users.get(target, ())
            if any(self.pointers.is_within(user, (symbol,)) for user in users):
                self.barred[target] = f"{where} uses it, and cannot go: {reason}"

    def group_of(self, symbol: int) -> tuple[str, int, str]:
        """Give the place of the group of something dead, and its name."""
        leader = self.found.groups.leader.get(symbol, symbol)
        dead = self.found.symbols.get(leader) or self.found.symbols[symbol]
        return dead.path, dead.line, label_of(dead)

    def tell(self, going: Collection[int]) -> Iterator[Gone]:
        """Yield what goes because it is dead."""
        for symbol in going:
            leads = symbol not in self.found.groups.leader
            yield told(self.group_of(symbol), not leads, self.found.symbols[symbol])

    def tell_tests(self, causes: dict[int, int]) -> Iterator[Gone]:
        """Yield the tests that go."""
        for unit, cause in causes.items():
            tied = self.table.tied[unit]
            kind = "fixture" if self.along.fixtures.is_fixture(unit) else KINDS[self.table.kind[unit]]
            text = f"it tests only what goes: `{self.table.qualified(cause)}`"
            where = self.table.source(unit).path, self.pointers.line(unit)
            size = tied.end_line - max(tied.first_line, 1) + 1
            yield Gone(self.group_of(cause), 2, *where, kind, self.table.qualified(unit), size, text)

    def tell_others(self, going: Going) -> Iterator[Gone]:
        """Yield what goes and is no symbol."""
        for dead in going.others:
            yield told((dead.path, dead.line, label_of(dead)), 0, dead)
        for path in going.emptied:
            module = self.table.sources[self.emptied[path]].module
            yield Gone((path, 1, path), 0, path, 1, "file", module, 1, "nothing is left in it")

    def tell_leftovers(self) -> Iterator[Gone]:
        """Yield the imports whose last use went in a round before."""
        for symbol in self.leftovers:
            where = self.table.source(symbol).path, self.pointers.line(symbol)
            yield Gone(LATER, 0, *where, "import", self.table.name[symbol], 1, "its last use is gone")

    def explain(self, stay: dict[int, str]) -> Iterator[Stay]:
        """Yield what stays, with the reason."""
        yield from self.chosen.stay
        for symbol, reason in stay.items():
            follows = self.found.groups.leader.get(symbol) in stay and symbol not in self.chosen.named
            if symbol in self.found.symbols and reason != LEFT_OUT and not follows:
                yield staying(self.found.symbols[symbol], reason, symbol in self.chosen.named)
        for dead in self.chosen.others:
            reason = self.staying.get(dead) or BY_HAND.get(dead.kind, "")
            if reason:
                yield staying(dead, reason, label_of(dead) in self.chosen.labels)


def told(group: tuple[str, int, str], rank: int, dead: Dead) -> Gone:
    """Say of something dead why it goes."""
    text = f"{dead.evidence} [{dead.confidence}: {dead.reason}]"
    kind = TEST_FILE if dead.kind == "test" else dead.kind
    return Gone(group, rank, dead.path, dead.line, kind, dead.name, dead.size, text)


def staying(dead: Dead, reason: str, named: bool) -> Stay:
    """Say of something dead why it stays."""
    return Stay(dead.path, dead.line, dead.kind, dead.name, reason, named)
