"""What the imports of one file bind, under the old names of what is renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming import Pair
from netra_tools.changes.source import SourceText
from netra_tools.facts.uses import CLASS, GLOBAL, IMPORTED, NONLOCAL, Alias, ImportStatement, Uses

STAR = "*"


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
    pure: bool  # nothing but imports binds the name

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
        self.items = tuple(self._items())
        self.groups = {key: self._group(*key) for key in self._keys()}

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
        importer, codebase = self.importer, self.codebase
        module, level, package = statement.module, statement.level, importer.package
        base = codebase.base(module, level, importer.module, package=package)
        old = codebase.renaming.old_module(importer.module) if level and codebase.renaming.settled else None
        if old is None or (base is not None and codebase.is_module(base)):
            return base
        other = codebase.base(module, level, old, package=package)
        return other if other is not None and codebase.is_module(other) else base

    def _keys(self) -> list[tuple[int, str]]:
        imports = self.importer.uses.imports
        return list(dict.fromkeys((imports[item.statement].scope, item.local) for item in self.items))

    def _group(self, scope: int, local: str) -> Group:
        uses = self.importer.uses
        items = tuple(
            item for item in self.items if item.local == local and uses.imports[item.statement].scope == scope
        )
        declared = any(other.bound.get(local, 0) & (GLOBAL | NONLOCAL) for other in uses.scopes)
        return Group(scope, local, items, uses.scopes[scope].bound.get(local) == IMPORTED and not declared)

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

    def captured(self, name: str, scope: int, home: int) -> bool:
        """Say whether a scope below `home` has a name of its own, seen from `scope`."""
        scopes = self.importer.uses.scopes
        at = scope
        while at not in (home, -1):
            if name in scopes[at].bound and (at == scope or scopes[at].kind != CLASS):
                return True
            at = scopes[at].parent
        return False

    def is_free(self, name: str, home: int, readers: Sequence[int]) -> bool:
        """Say whether `home` can bind a name anew that is read in some scopes: nobody's meaning changes."""
        uses = self.importer.uses
        if name in uses.scopes[home].bound or any(self.captured(name, scope, home) for scope in readers):
            return False
        seen = [chain for chain in uses.chains if chain.parts[0] == name and chain.home < home]
        return not any(self.within(chain.scope, home) for chain in seen)

    def within(self, scope: int, home: int) -> bool:
        """Say whether a scope is another or lies in it."""
        while scope not in (home, -1):
            scope = self.importer.uses.scopes[scope].parent
        return scope == home


def by_statement(items: Sequence[Item]) -> dict[int, list[Item]]:
    """Sort names by the statement that imports them."""
    found: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        found[item.statement].append(item)
    return dict(found)
