"""Which files do something when they are loaded, besides defining things."""

from __future__ import annotations

from collections.abc import Iterable

from netra_tools.facts.ties import ACTS, CLASS
from netra_tools.model import TYPE_CHECKING
from netra_tools.reach.families import Families
from netra_tools.reach.knowledge import Knowledge
from netra_tools.reach.model import IMPORT
from netra_tools.reach.table import Table


class Loading:
    """Answers what loading a file does."""

    def __init__(self, table: Table, families: Families, knowledge: Knowledge) -> None:
        self.table = table
        self.families = families
        self.knowledge = knowledge
        self.acting: dict[int, bool] = {}

    def acts(self, file: int) -> bool:
        """Say whether loading a file does more than define things."""
        known = self.acting.get(file)
        if known is None:
            self.acting[file] = False  # for cycles
            known = self.acting[file] = self.acts_itself(file) or any(
                self.acts(other) for other in self.loaded_by(file) if other != file
            )
        return known

    def acts_itself(self, file: int) -> bool:
        """Say whether a file calls or registers something."""
        table = self.table
        first = table.first[file]
        if table.tied[first].flags & ACTS:
            return True
        return any(self.registers(symbol) for symbols in table.names[file].values() for symbol in symbols)

    def registers(self, symbol: int) -> bool:
        """Say whether defining something hands it to somebody, or calls something."""
        table = self.table
        if table.kind[symbol] == IMPORT:
            return False
        tied = table.tied[symbol]
        if tied.decorators and self.knowledge.keeps(symbol):
            return True
        return tied.kind == CLASS and bool(tied.flags & ACTS or self.families.bases(symbol).collecting)

    def loaded_by(self, file: int) -> Iterable[int]:
        """List the files that a file imports when it is loaded."""
        table = self.table
        for symbol in table.owned.get(table.first[file], ()):
            row = table.imported[symbol]
            if row.flags & TYPE_CHECKING:
                continue
            for module in (row.module, f"{row.module}.{row.name}"):
                other = table.modules.get(module)
                if other is not None:
                    yield other
