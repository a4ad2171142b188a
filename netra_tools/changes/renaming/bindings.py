"""What the imports of one file bind, under the old names of what is renamed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import Pair, is_below
from netra_tools.changes.renaming.scopes import ScopeNames
from netra_tools.changes.source import SourceText
from netra_tools.facts.uses import IMPORTED, Alias, ImportStatement, Uses

STAR = "*"
DECLARED = re.compile(rb"\b(?:global|nonlocal)\b[^#;:]*$")


class Importer(NamedTuple):
    """The file that imports: its path, its names before and after, what it uses."""

    path: str
    module: str
    package: bool
    new_module: str
    uses: Uses
    text: SourceText
    new_package: bool  # whether it is an `__init__` file afterwards


class Item(NamedTuple):
    """One name of an import statement. Names are absolute; those of what moves are the old ones."""

    statement: int
    place: int  # among the names of the statement
    local: str  # the name it binds
    base: str  # the module after `from`; "" of a plain import
    full: str  # what is imported
    new: str  # what that is called afterwards
    meaning: str  # the module that the bound name stands for; "" for anything else
    plain: bool = False  # `import a.b`, which binds `a`


class Group(NamedTuple):
    """All imports of one scope that bind the same name."""

    scope: int
    local: str
    items: tuple[Item, ...]
    pure: bool  # nothing but imports of this scope binds the name
    outer: tuple[int, ...] = ()  # scopes that import it here by `global` or `nonlocal`

    @property
    def meaning(self) -> str:
        """Give the module that the name stands for, whichever import ran; "" when that depends."""
        meanings = {item.meaning for item in self.items}
        return meanings.pop() if len(meanings) == 1 else ""


class Bindings:
    """The imports of a file, by statement and by what they bind."""

    def __init__(self, codebase: Codebase, importer: Importer) -> None:
        self.codebase = codebase
        self.importer = importer
        self.names = ScopeNames(importer.uses)
        self.given: dict[int, dict[str, str]] = {}  # by scope, names that modules have been given
        self.items = tuple(self._items())
        self.groups = {key: self._group(*key) for key in self._keys()}
        self.is_lazy = any(
            item.full == "__future__.annotations" for item in self.items
        )  # annotations are not evaluated
        for (scope, local), group in self.groups.items():
            if is_plain(group) and group.pure and codebase.renaming.module(local) is None:
                self.names.meanings[scope, local] = local

    def _items(self) -> Iterator[Item]:
        for number, statement in enumerate(self.importer.uses.imports):
            base = self.base_of(statement)
            if base is None:
                continue
            for index, alias in enumerate(statement.names):
                if alias.name != STAR:
                    place = (number, index)
                    yield self._from(place, base, alias) if statement.is_from else self._plain(place, alias)

    def _plain(self, place: tuple[int, int], alias: Alias) -> Item:
        """Read `import a.b` or `import a.b as c`."""
        new = self.codebase.renaming.module(alias.name) or alias.name
        local = alias.alias or alias.name.partition(".")[0]
        meaning = alias.name if alias.alias else local
        return Item(*place, local, "", alias.name, new, meaning, alias.alias is None)

    def _from(self, place: tuple[int, int], base: str, alias: Alias) -> Item:
        """Read `from a import b` or `from a import b as c`."""
        full = f"{base}.{alias.name}" if base else alias.name
        is_module = self.codebase.is_submodule(base, alias.name)
        found = self.codebase.renaming.of(full)
        new = found.name if found else full
        if found and found.pair.old == full and not found.pair.symbol and not is_module:
            new = f"{self.codebase.renaming.new_name(base)}.{alias.name}"  # the name is the package's own
        return Item(*place, alias.alias or alias.name, base, full, new, full if is_module else "")

    def base_of(self, statement: ImportStatement) -> str | None:
        """Give the module after `from`; "" of a plain import, None where the dots lead nowhere.

        In a file that was moved by hand the dots may still count from where it was.
        """
        if not statement.is_from:
            return ""
        codebase, importer = self.codebase, self.importer
        bases = [
            codebase.base(statement.module, statement.level, name, package=importer.package)
            for name in self.own_names(statement)
        ]
        fitting = (base for base in bases if base is not None and self.fits(base, statement))
        return next(fitting, bases[0])

    def own_names(self, statement: ImportStatement) -> list[str]:
        """Give the names of this file from which the dots of an import may count."""
        importer, renaming = self.importer, self.codebase.renaming
        old = renaming.old_module(importer.module) if statement.level and renaming.settled else None
        return [importer.module] if old is None else [importer.module, old]

    def fits(self, base: str, statement: ImportStatement) -> bool:
        """Say whether a module is one, and gives some name of a statement."""
        codebase = self.codebase
        return codebase.is_module(base) and (
            bool(statement.module)
            or any(
                codebase.is_module(f"{base}.{alias.name}") or codebase.binds(base, alias.name)
                for alias in statement.names
            )
        )

    def _keys(self) -> list[tuple[int, str]]:
        return list(dict.fromkeys((self.home(item), item.local) for item in self.items))

    def home(self, item: Item) -> int:
        """Give the scope to which the name belongs that an import binds."""
        return self.names.home(self.importer.uses.imports[item.statement].scope, item.local)

    def _group(self, scope: int, local: str) -> Group:
        uses = self.importer.uses
        items = tuple(item for item in self.items if item.local == local and self.home(item) == scope)
        scopes = {uses.imports[item.statement].scope for item in items}
        pure = uses.scopes[scope].bound.get(local) == IMPORTED and not self.names.is_declared(local)
        return Group(scope, local, items, pure, tuple(sorted(scopes - {scope})))

    def is_sure(self, number: int) -> bool:
        """Say whether an import runs whenever its scope does, so that what follows can rely on it."""
        return self.importer.text.is_outermost(self.importer.uses.imports[number].start)

    def here(self, name: str) -> str:
        """Give what a submodule of this package is called afterwards."""
        return f"{self.importer.new_module}.{name}"

    def own(self, name: str) -> str:
        """Give what a submodule of this package is called before."""
        return f"{self.importer.module}.{name}"

    def will_be_here(self, name: str) -> bool:
        """Say whether this package has a submodule of a name afterwards."""
        own, renaming = self.own(name), self.codebase.renaming
        if not self.importer.new_package:
            return False
        stays = self.codebase.is_module(own) and renaming.new_name(own) == self.here(name)
        return stays or any(is_below(pair.new, self.here(name)) for pair in renaming.pairs if not pair.symbol)

    def is_submodule_here(self, name: str) -> bool:
        """Say whether a name is that of a submodule of this package, before or afterwards."""
        if not self.importer.package:
            return False
        news = (pair.new for pair in self.codebase.renaming.pairs)
        return self.codebase.is_module(self.own(name)) or any(is_below(new, self.here(name)) for new in news)

    def declarations(self, group: Group) -> Iterator[int]:
        """Yield the places behind a name where `global` and `nonlocal` give it to a group's scope."""
        text = self.importer.text
        for bound in self.importer.uses.bound:
            start = text.offset(bound.start)
            line = text.data[text.line_start(start) : start]
            if bound.name == group.local and group.outer and DECLARED.search(line):
                yield start + len(bound.name.encode())

    def match(self, meaning: str, parts: Sequence[str]) -> Pair | None:
        """Find what is renamed in a module's name followed by attributes."""
        renaming = self.codebase.renaming
        for pair in renaming.matches(".".join((meaning, *parts))):
            if self._reaches(meaning, pair):
                return pair
        return None

    def _reaches(self, meaning: str, pair: Pair) -> bool:
        """Say whether every part of an old name beyond `meaning` is a module in the one before it."""
        rest = pair.old[len(meaning) + 1 :] if pair.old.startswith(f"{meaning}.") else ""
        name = meaning
        parts = rest.split(".") if rest else []
        for part in parts[: len(parts) - pair.symbol]:
            if not self.codebase.is_submodule(name, part):
                return False
            name += f".{part}"
        return True


def is_plain(group: Group) -> bool:
    """Say whether all imports of a group are like `import a.b`."""
    return all(item.plain for item in group.items)


def by_statement(items: Sequence[Item]) -> dict[int, list[Item]]:
    """Sort names by the statement that imports them."""
    found: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        found[item.statement].append(item)
    return dict(found)
