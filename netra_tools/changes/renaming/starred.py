"""Decides about names that `from a import *` brought and does not bring any more."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.bindings import STAR, Bindings, Group, Item
from netra_tools.changes.renaming.decisions import GroupRewriter
from netra_tools.changes.renaming.pairs import Renamed, split_last
from netra_tools.facts.uses import MODULE


def starred_group(bindings: Bindings, stars: Sequence[tuple[int, str]], name: str) -> Group | None:
    """Give what the last star import that brings a name would have to import; None when nothing changes."""
    for number, base in reversed(stars):
        full = f"{base}.{name}"
        found = bindings.codebase.renaming.of(full)
        if found is not None and is_lost(bindings.codebase, base, name, found):
            item = Item(number, 0, name, base, full, found.name, "")
            return Group(MODULE, name, (item,), pure=True)
        if exports(bindings.codebase, base, name):
            return None
    return None


def star_imports(bindings: Bindings) -> Iterator[tuple[int, str]]:
    """Yield the star imports of a file, and the old names of their modules."""
    for number, statement in enumerate(bindings.importer.uses.imports):
        if statement.is_from and statement.names[0].name == STAR and statement.scope == MODULE:
            base = bindings.base_of(statement)
            if base is not None:
                yield number, base


def is_lost(codebase: Codebase, base: str, name: str, found: Renamed) -> bool:
    """Say whether a module does not give a name any more: it lies elsewhere, or is called otherwise."""
    if found.name == f"{codebase.renaming.new_name(base)}.{name}":
        return False
    if found.pair.symbol:
        return exports(codebase, base, name) or not hasattr(builtins, name)
    return is_listed_module(codebase, base, name)


def exports(codebase: Codebase, base: str, name: str) -> bool:
    """Say whether a module is known to give a name to a star import."""
    path = codebase.path_of(base)
    if path is None:
        return False
    facts = codebase.facts(path)
    return name[0] != "_" and codebase.gives(base, name) if facts.exports is None else name in facts.exports


def is_listed_module(codebase: Codebase, package: str, name: str) -> bool:
    """Say whether nothing but `__all__` gives a package's submodule to a star import."""
    path = codebase.path_of(package)
    if path is None or not codebase.names[path].is_package:
        return False
    facts = codebase.facts(path)
    return (
        name in (facts.exports or ()) and name not in facts.names and codebase.is_module(f"{package}.{name}")
    )


class StarredGroup(GroupRewriter):
    """One name that a star import brought."""

    def decide(self) -> None:
        """Import it from where it is now, and let the name follow when nothing stands against it."""
        item = self.group.items[0]
        parent, leaf = split_last(item.new)
        name = self.group.local
        if leaf != name and not self.needed and self.may_take(leaf, item.new):
            name = leaf
            self.take(leaf, item.new)
            for chain in self.chains:
                self.replace(chain, 1, leaf)
        # Else the same star import brings the new name.
        if name != leaf or parent != self.bindings.codebase.renaming.new_name(item.base):
            start = f"from {parent} import {leaf}" if parent else f"import {leaf}"
            self.add(start if name == leaf else f"{start} as {name}")
