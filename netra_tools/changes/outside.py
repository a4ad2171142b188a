"""What other files know of a module's names: a name that they use cannot be given up by an import."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netra_tools.changes.codebase import Codebase
from netra_tools.facts.kept import kept_source, kept_uses
from netra_tools.facts.uses import ImportStatement, Uses
from netra_tools.model import Problem

DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")


class Outside:
    """Collects dotted names as they are spoken of in the files that it looks at."""

    def __init__(self, codebase: Codebase) -> None:
        self.codebase = codebase
        self.names: set[str] = set()  # of modules and what is in them, joined by dots
        self.starred: set[str] = set()  # modules of which everything is imported

    def look(self, path: str) -> None:
        """Read what a file speaks of."""
        uses = kept_uses(self.codebase.content(path))
        if not isinstance(uses, Problem):
            self.look_at(path, uses)

    def look_at(self, path: str, uses: Uses) -> None:
        """Read what one file speaks of: names it imports, names behind modules, names in strings."""
        meanings: dict[tuple[int, str], set[str]] = {}
        for statement in uses.imports:
            for local, meaning in self.imported(path, statement):
                meanings.setdefault((statement.scope, local), set()).add(meaning)
        for chain in uses.chains:
            for meaning in meanings.get((chain.home, chain.parts[0]), ()):
                self.note(".".join((meaning, *chain.parts[1:])))
        for literal in kept_source(self.codebase.content(path)).literals:
            for match in DOTTED.findall(literal.value):
                self.note(match)

    def imported(self, path: str, statement: ImportStatement) -> Iterator[tuple[str, str]]:
        """Remember what a statement imports, and yield each name that it binds with what that means."""
        name = self.codebase.names[path]
        base = self.codebase.base(statement.module, statement.level, name.module, package=name.is_package)
        for alias in statement.names:
            if alias.name == "*":
                self.starred.add(base or "")
                continue
            full = f"{base}.{alias.name}" if statement.is_from else alias.name
            self.note(full)
            top = alias.name.partition(".")[0]
            yield (alias.alias, full) if alias.alias else (top, full if statement.is_from else top)

    def note(self, name: str) -> None:
        """Remember a dotted name and all that it begins with."""
        while "." in name:
            self.names.add(name)
            name = name.rpartition(".")[0]

    def knows(self, module: str, name: str) -> bool:
        """Say whether anybody uses a name of a module. Where a submodule moves, its users change, too."""
        if module in self.starred and self.exports(module, name):
            return True
        full = f"{module}.{name}"
        moves = self.codebase.renaming.module(full) is not None and self.codebase.is_submodule(module, name)
        return full in self.names and not moves

    def exports(self, module: str, name: str) -> bool:
        """Say whether a star import may bring a name of a module."""
        path = self.codebase.path_of(module)
        exports = self.codebase.facts(path).exports if path else None
        return exports is None or name in exports
