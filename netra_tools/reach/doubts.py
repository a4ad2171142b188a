"""How sure it is that something dead is dead, and why not more."""

from __future__ import annotations

from netra_tools.facts.ties import CLASS, COMPUTED, MODULE, VARIABLE
from netra_tools.reach.find import Reached
from netra_tools.reach.model import HIGH, IMPORT, LOW, MEDIUM

Told = tuple[str, str]  # level and reason


class Doubts:
    """Weighs what speaks for something being used all the same."""

    def __init__(self, reached: Reached) -> None:
        self.table = reached.table
        self.walk = reached.walk
        self.words: frozenset[str] | None = None

    def said(self) -> frozenset[str]:
        """Give all strings that may be names, but for those in what is dead."""
        if self.words is None:
            alive = self.walk.alive
            tied = [one for symbol, one in enumerate(self.table.tied) if alive[symbol] and one.words]
            self.words = frozenset([word for one in tied for word in one.words])
        return self.words

    def is_said(self, name: str) -> bool:
        """Say whether a string somewhere is a name."""
        return name in self.said()

    def confidence(self, symbol: int) -> Told:
        """Say how sure it is that a symbol is dead."""
        kind = self.table.kind[symbol]
        soft = self.walk.soft.get(symbol)
        if soft is not None:
            return LOW, soft
        if kind == MODULE:
            return self.of_module(symbol)
        if self.is_data(symbol):
            return LOW, "it stands in a file that no import can name, and which may be data"
        if kind == IMPORT:
            return self.of_import(symbol)
        doubt = self.of_member(symbol) or (self.of_class(symbol) if kind == CLASS else "")
        return (LOW, doubt) if doubt else self.by_name(symbol)

    def of_member(self, symbol: int) -> str:
        """Say what may use a member of a class that nothing names."""
        around = self.table.parent[symbol]
        if self.table.kind[around] != CLASS:
            return ""
        unknown = self.walk.families.bases(around).unknown
        if unknown:
            return f"its class has the base {unknown}, which may use it"
        return "a string somewhere is its name" if self.is_said(self.table.name[symbol]) else ""

    def is_data(self, symbol: int) -> bool:
        """Say whether nobody can import the file of a symbol, and nothing says that it is run."""
        source = self.table.source(symbol)
        return not source.module and self.table.module_of(symbol) in self.walk.soft

    def by_name(self, symbol: int) -> Told:
        """Look at where else the name is used."""
        name = self.table.name[symbol]
        if name in self.walk.used:
            return MEDIUM, "its name is used of things that are not known, which it is not among"
        if self.is_said(name):
            return MEDIUM, "a string somewhere is its name"
        if self.table.kind[symbol] == VARIABLE and self.table.tied[symbol].flags & COMPUTED:
            return MEDIUM, "its value is computed by a call, which may do something"
        return HIGH, "its name is used nowhere"

    def of_class(self, symbol: int) -> str:
        """Say what may use a class that nothing names."""
        unknown = self.walk.families.bases(symbol).unknown
        if unknown and not self.table.name[symbol].startswith("_"):
            return f"its base {unknown} may register it"
        return ""

    def of_import(self, symbol: int) -> Told:
        """Judge an unused import."""
        source = self.table.source(symbol)
        row = self.table.imported[symbol]
        if source.is_package and self.table.kind[self.table.parent[symbol]] == MODULE:
            return MEDIUM, "a package may import it for others; nothing here takes it from there"
        module = self.table.modules.get(row.module)
        if module is not None and self.walk.loading.acts(module):
            return MEDIUM, "its module does something when it is imported"
        return HIGH, "the name is used nowhere in the file, and nobody imports it from there"

    def of_module(self, symbol: int) -> Told:
        """Judge a file that nothing imports."""
        source = self.table.source(symbol)
        if source.is_test:
            return LOW, "a file beside tests may be their data"
        if not source.module:
            return LOW, "a file that no import can name may be run"
        if self.walk.loading.acts(self.table.file[symbol]):
            return MEDIUM, "it does something when it is run, though nothing says that it is"
        return HIGH, "it only defines things, and nothing imports it"
