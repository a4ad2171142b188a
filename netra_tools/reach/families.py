"""Which classes belong together by inheritance, and what is known of their bases outside of the project."""

from __future__ import annotations

import builtins
from typing import NamedTuple

from netra_tools.facts.ties import CLASS, VARIABLE
from netra_tools.reach.framework_bases import known_bases
from netra_tools.reach.frameworks import COLLECTING
from netra_tools.reach.globbing import Matcher, compile_endings, compile_names
from netra_tools.reach.resolve import Resolver
from netra_tools.reach.table import Table


class Bases(NamedTuple):
    """What the bases of a class, and theirs, have outside of the project."""

    hooks: Matcher  # names that others call
    unknown: str  # a base of which nothing is known; "" when all are known
    collecting: bool  # subclasses are found by being there


class Families:
    """The classes of a project by inheritance."""

    def __init__(self, table: Table, resolver: Resolver, more: dict[str, tuple[str, ...]]) -> None:
        self.table = table
        self.resolver = resolver
        self.known_bases = {**known_bases(), **more}
        self.root: dict[int, int] = {}
        self.above: dict[int, list[int]] = {}
        self.below: dict[int, list[int]] = {}
        self.outer: dict[int, list[str]] = {}  # names of bases outside of the project
        self.found: dict[int, Bases] = {}
        for symbol in table.members:
            self.root[symbol] = symbol
        for symbol in table.members:
            self.join(symbol)
        self.is_collecting = compile_endings(COLLECTING)

    def join(self, symbol: int) -> None:
        """Join a class with those of its bases that are ours."""
        for base in self.table.tied[symbol].bases:
            meaning = self.resolver.resolve(self.table.file[symbol], base)
            ours = [end for end in meaning.end if self.table.kind[end] == CLASS and end != symbol]
            for end in ours:
                self.above.setdefault(symbol, []).append(end)
                self.below.setdefault(end, []).append(symbol)
                self.root[self.family(end)] = self.family(symbol)
            if not ours:
                self.outer.setdefault(symbol, []).append(self.outer_name(meaning.external, meaning.end, base))

    def outer_name(self, external: str, ends: list[int], base: str) -> str:
        """Give the name of a base that is no class of ours; a variable may hold one of a known kind."""
        for end in ends:
            if self.table.kind[end] == VARIABLE:
                for reference in self.table.tied[end].references:
                    meaning = self.resolver.resolve(self.table.file[end], reference)
                    external = external or meaning.external
        return external or base

    def family(self, symbol: int) -> int:
        """Give the class that stands for all that are related to a class."""
        root = self.root
        while root[symbol] != symbol:
            root[symbol] = root[root[symbol]]
            symbol = root[symbol]
        return symbol

    def of_family(self, family: int) -> list[int]:
        """List the classes that belong to a family."""
        return [symbol for symbol in self.root if self.family(symbol) == family]

    def ancestors(self, symbol: int) -> list[int]:
        """List a class and all above it that are ours."""
        found = [symbol]
        for one in found:
            found += [base for base in self.above.get(one, ()) if base not in found]
        return found

    def metaclasses(self, symbol: int) -> list[int]:
        """List the classes of ours above a class that derive from `type`."""
        return [
            one
            for one in self.ancestors(symbol)[1:]
            if any(name == "type" for name in self.outer.get(one, ()))
        ]

    def bases(self, symbol: int) -> Bases:
        """Say what is known of the bases of a class."""
        found = self.found.get(symbol)
        if found is None:
            names = [name for one in self.ancestors(symbol) for name in self.outer.get(one, ())]
            hooks: list[str] = []
            unknown = ""
            for name in names:
                known = self.hooks_of(name)
                if known is None:
                    unknown = unknown or name
                else:
                    hooks += known
            collecting = any(self.is_collecting(name) for name in names)
            found = self.found[symbol] = Bases(compile_names(sorted(set(hooks))), unknown, collecting)
        return found

    def hooks_of(self, name: str) -> tuple[str, ...] | None:
        """Give the names that are called in subclasses of a base; None when nothing is known of it."""
        last = name.rpartition(".")[2]
        plain = getattr(builtins, last, None)
        if isinstance(plain, type):
            return tuple(one for one in dir(plain) if not one.startswith("__"))
        if last.endswith(("Error", "Exception", "Warning")):
            return tuple(one for one in dir(Exception) if not one.startswith("__"))
        parts = name.split(".")
        for size in range(min(3, len(parts)), 0, -1):
            hooks = self.known_bases.get(".".join(parts[-size:]))
            if hooks is not None:
                return hooks
        return None
