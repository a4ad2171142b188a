"""Which names the scopes of a file bind and read, with what has been decided so far."""

from __future__ import annotations

from collections.abc import Iterable

from netra_tools.facts.uses import CLASS, FUNCTION, GLOBAL, IMPORTED, MODULE, NONLOCAL, Uses


class ScopeNames:
    """Names by scope. What a rewritten import binds, and who reads it, is added by `take`."""

    def __init__(self, uses: Uses) -> None:
        self.scopes = uses.scopes
        self.bound = [dict(scope.bound) for scope in uses.scopes]
        self.meanings: dict[tuple[int, str], str] = {}
        self.readers: dict[str, set[tuple[int, int]]] = {}  # name -> scopes that read it, and whose name
        for chain in uses.chains:
            self.readers.setdefault(chain.parts[0], set()).add((chain.scope, chain.home))

    def home(self, scope: int, name: str) -> int:
        """Give the scope to which a name belongs that is bound in one, perhaps by `global` or `nonlocal`."""
        how = self.scopes[scope].bound.get(name, 0)
        if how & GLOBAL:
            return MODULE
        while how & NONLOCAL:
            scope = self.scopes[scope].parent
            inside = self.scopes[scope].kind == FUNCTION
            how = self.scopes[scope].bound.get(name, NONLOCAL) if inside else NONLOCAL
        return scope

    def is_declared(self, name: str) -> bool:
        """Say whether any scope declares a name global or nonlocal."""
        return any(scope.bound.get(name, 0) & (GLOBAL | NONLOCAL) for scope in self.scopes)

    def take(self, name: str, home: int, readers: Iterable[int], meaning: str) -> None:
        """Remember that a scope binds a name from now on, and who reads it."""
        self.bound[home].setdefault(name, IMPORTED)
        self.meanings[home, name] = meaning
        self.readers.setdefault(name, set()).update((scope, home) for scope in readers)

    def is_free(self, name: str, home: int, readers: Iterable[int], meaning: str = "") -> bool:
        """Say whether a scope can bind a name that is read in some scopes: nobody's meaning changes.

        It may bind it already, for the same `meaning`.
        """
        if any(self.captured(name, scope, home) for scope in readers):
            return False
        if name in self.bound[home]:
            return meaning != "" and self.meanings.get((home, name)) == meaning
        return not any(
            other != home and self.within(scope, home) and not self.within(other, home)
            for scope, other in self.readers.get(name, ())
        )

    def captured(self, name: str, scope: int, home: int) -> bool:
        """Say whether a scope below `home` has a name of its own, seen from `scope`."""
        at = scope
        while at not in (home, -1):
            if name in self.bound[at] and (at == scope or self.scopes[at].kind != CLASS):
                return True
            at = self.scopes[at].parent
        return False

    def within(self, scope: int, home: int) -> bool:
        """Say whether a scope is another or lies in it."""
        while scope not in (home, -1):
            scope = self.scopes[scope].parent
        return scope == home
