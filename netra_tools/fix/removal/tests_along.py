"""The tests of what goes: those that test nothing else go with it, and one that does holds it back.

What a test reaches is what it names itself, what its fixtures and the set-up of its class name, and what
nobody can see: a fixture of a plug-in, an attribute of a base class that is not here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from netra_tools.facts.ties import CALL, CLASS, FUNCTION, MODULE, VARIABLE
from netra_tools.fix.removal.fixtures import Fixtures
from netra_tools.fix.removal.pointers import Pointers
from netra_tools.reach.roots import IS_TEST_CLASS

TEST: Final = "test"
ASSERTING: Final = ("assert", "fail", "subTest", "skipTest", "addCleanup", "id", "maxDiff", "enterContext")
SETTING_UP: Final = ("setUp", "asyncSetUp", "setup", "setup_method", "setup_class")


class Along:
    """Decides about the tests of what goes."""

    def __init__(self, pointers: Pointers, fixtures: Fixtures) -> None:
        self.pointers = pointers
        self.table = pointers.table
        self.fixtures = fixtures

    def extend(self, going: set[int]) -> tuple[dict[int, int], dict[int, str]]:
        """Say which tests go, each with what it tests, and what must stay for a test that does."""
        causes: dict[int, int] = {}
        held: dict[int, str] = {}
        queue = list(going)
        whole = set(going)
        for target in queue:
            for user in self.pointers.users.get(target, ()):
                unit = self.unit_of(user)
                if not self.table.source(user).is_test or self.pointers.is_within(unit, whole):
                    continue
                cause = causes.get(target, target)
                reason = self.reason(unit, whole, cause)
                if reason:
                    held[cause] = reason
                elif not self.is_asked_by_name(user):
                    causes[unit] = cause
                    whole.add(unit)
                    queue.append(unit)
        if not held:
            self.take_classes(causes, whole)
            self.take_fixtures(causes, whole)
            self.take_files(causes, whole)
        return causes, held

    def unit_of(self, symbol: int) -> int:
        """Give the definition of a test file that stays or goes as one: a function, a method, a variable."""
        parents, kinds = self.table.parent, self.table.kind
        while parents[symbol] >= 0:
            around = parents[symbol]
            if kinds[around] == MODULE:
                return symbol
            if kinds[around] == CLASS and kinds[parents[around]] == MODULE:
                return symbol
            symbol = around
        return symbol

    def is_asked_by_name(self, user: int) -> bool:
        """Say whether a symbol is an import of which whoever uses its name is asked."""
        outermost = self.table.kind[self.table.parent[user]] == MODULE
        return self.pointers.is_import(user) and outermost

    def reason(self, unit: int, whole: Collection[int], cause: int) -> str:
        """Say why a part of a test stays, or ""."""
        where = self.pointers.place(unit)
        if self.is_asked_by_name(unit):
            return f"{where} may bring fixtures" if self.brings_fixtures(unit) else ""
        if self.table.kind[unit] == MODULE:
            return f"{where} uses it outside of all tests"
        if self.table.kind[unit] == CLASS:
            return f"{where} uses it for all its tests"
        other = self.living(unit, whole, cause)
        return f"{where} uses it, and {other}" if other else ""

    def brings_fixtures(self, user: int) -> bool:
        """Say whether tests may use what an import brings without naming it."""
        end = self.pointers.resolver.resolve_import(user).end
        return self.table.name[user] == "*" or any(map(self.fixtures.is_fixture, end))

    def living(self, unit: int, whole: Collection[int], cause: int) -> str:
        """Name something that stays and that a part of a test reaches, or ""."""
        own = self.classes_tested(unit, whole, cause)
        for symbol in (*self.pointers.inside(unit), *self.set_up(unit)):
            for one in self.fixtures.all_of(symbol):
                found = self.named(one, whole, own) or self.member(one, whole, own)
                if found:
                    return found
        unseen = self.fixtures.unknown(unit) or self.unknown_member(unit)
        return f"may test more by `{unseen}`" if unseen else ""

    def classes_tested(self, unit: int, whole: Collection[int], cause: int) -> set[int]:
        """Give the classes that stay of which a test tests a method that goes."""
        targets = {target for one in self.pointers.inside(unit) for target in self.pointers.targets(one)}
        gone = [one for one in (cause, *targets) if one in whole and self.pointers.is_member(one)]
        return {self.table.parent[one] for one in gone}

    def named(self, symbol: int, whole: Collection[int], own: Collection[int]) -> str:
        """Name something that stays and that a symbol speaks of itself, or ""."""
        table = self.table
        for target in self.pointers.targets(symbol):
            if table.source(target).is_test or target in own or self.pointers.is_within(target, whole):
                continue
            kind, name = table.kind[target], table.name[target]
            if kind in (FUNCTION, CLASS) or (kind == VARIABLE and not name.isupper()):
                return f"tests `{table.full_name(target)}`, too"
        return ""

    def member(self, symbol: int, whole: Collection[int], own: Collection[int]) -> str:
        """Name a method that stays, of a class whose method goes, that a symbol may call."""
        used = self.pointers.attributes(symbol)
        for around in sorted(own):
            for name in sorted(used & self.table.members[around].keys()):
                if any(one not in whole for one in self.table.members[around][name]):
                    return f"tests `{self.table.full_name(around)}.{name}`, too"
        return ""

    def set_up(self, unit: int) -> Iterator[int]:
        """Yield what prepares the tests of the class of a test."""
        members = self.table.members.get(self.table.parent[unit], {})
        for name, symbols in members.items():
            if name.startswith(SETTING_UP):
                yield from symbols

    def unknown_member(self, unit: int) -> str:
        """Name an attribute of `self` that nobody here gives to the class of a test, or ""."""
        table, parent = self.table, self.table.parent[unit]
        if table.kind[parent] != CLASS:
            return ""
        known = set(table.members[parent])
        for symbols in table.members[parent].values():
            known.update(name for symbol in symbols for name in table.tied[symbol].stored)
        for name in table.tied[unit].own:
            plain = name.removesuffix(CALL)
            if plain not in known and not plain.startswith(ASSERTING):
                return f"self.{plain}"
        return ""

    def take_classes(self, causes: dict[int, int], whole: set[int]) -> None:
        """Take the classes of which all tests go."""
        classes = {self.table.parent[unit] for unit in causes if self.pointers.is_member(unit)}
        for around in sorted(classes):
            tests = self.tests_of(around)
            if tests and whole.issuperset(tests) and self.is_unused(around, whole):
                causes[around] = causes.get(tests[0], next(iter(causes.values())))
                whole.add(around)

    def tests_of(self, around: int) -> list[int]:
        """List the tests of a class."""
        members = self.table.members[around].items()
        return [symbol for name, symbols in members if name.startswith(TEST) for symbol in symbols]

    def is_unused(self, symbol: int, whole: Collection[int]) -> bool:
        """Say whether nothing that stays speaks of a symbol or of what stands in it."""
        return all(
            self.pointers.is_within(user, (*whole, symbol))
            for inner in self.pointers.inside(symbol)
            for user in self.pointers.users.get(inner, ())
            if not self.pointers.is_import(user)
        )

    def take_fixtures(self, causes: dict[int, int], whole: set[int]) -> None:
        """Take the fixtures that only tests use which go."""
        queue = list(causes)
        for unit in queue:
            for fixture in self.fixtures.asked_by(unit):
                if fixture not in whole and not self.fixtures.is_asked(fixture, whole):
                    causes[fixture] = causes[unit]
                    whole.add(fixture)
                    queue.append(fixture)

    def take_files(self, causes: dict[int, int], whole: set[int]) -> None:
        """Take the files of tests of which no test is left, and nothing that others use."""
        for number in sorted({self.table.file[unit] for unit in causes}):
            first = self.table.first[number]
            cause = next(causes[unit] for unit in causes if self.table.file[unit] == number)
            if self.has_no_test(number, whole) and self.is_left_alone(number, whole):
                causes[first] = cause
                whole.add(first)

    def has_no_test(self, number: int, whole: Collection[int]) -> bool:
        """Say whether all tests of a file go."""
        if self.table.sources[number].path.endswith(("conftest.py", "__init__.py")):
            return False
        names = self.table.names[number]
        tests = [one for name, symbols in names.items() for one in symbols if self.is_test(one, name)]
        return bool(tests) and all(symbol in whole for symbol in tests)

    def is_test(self, symbol: int, name: str) -> bool:
        """Say whether a test runner looks for an outermost name of a file of tests."""
        if self.table.kind[symbol] == CLASS:
            return IS_TEST_CLASS(name) and any(one.startswith(TEST) for one in self.table.members[symbol])
        return self.table.kind[symbol] == FUNCTION and name.startswith(TEST)

    def is_left_alone(self, number: int, whole: Collection[int]) -> bool:
        """Say whether no other file speaks of what a file holds."""
        table = self.table
        end = table.first[number + 1] if number + 1 < len(table.first) else len(table.kind)
        return all(
            table.file[user] == number or self.pointers.is_within(user, whole)
            for symbol in range(table.first[number], end)
            for user in self.pointers.users.get(symbol, ())
        )
