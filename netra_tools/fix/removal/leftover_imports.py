"""Imports whose last use in a file has gone, and that others might take from there.

Who only used something of another package does not offer it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.ties import SILENCED
from netra_tools.facts.uses import Uses
from netra_tools.fix.removal.survey import Found
from netra_tools.model import IN_TRY_IMPORT
from netra_tools.plan import Edit


def find_leftovers(found: Found, edits: Iterable[Edit]) -> Iterator[int]:
    """Yield the imports that edits left without a use, of what is not in their package."""
    numbers = {source.path: number for number, source in enumerate(found.table.sources)}
    for edit in edits:
        number = numbers.get(edit.path, -1)
        if number >= 0 and edit.before and edit.after:
            names = names_in(edit.before.content) - names_in(edit.after.content)
            yield from (symbol for symbol in imports_of(found, number) if found.table.name[symbol] in names)


def names_in(data: bytes) -> set[str]:
    """Collect the names that a file uses."""
    uses = read_uses(data)
    return {chain.parts[0] for chain in uses.chains} if isinstance(uses, Uses) else set()


def imports_of(found: Found, number: int) -> Iterator[int]:
    """Yield the outermost imports of a file that lead out of its package, and that nothing there exports."""
    table = found.table
    exports = table.names[number].get("__all__", ())
    exported = {word for one in exports for word in table.tied[one].words}
    for symbol in table.owned.get(table.first[number], ()):
        kept = table.imported[symbol].flags & (IN_TRY_IMPORT | SILENCED) or symbol in found.symbols
        if not kept and table.name[symbol] not in exported and is_outside(found, symbol):
            yield symbol


def is_outside(found: Found, symbol: int) -> bool:
    """Say whether an import brings something that its own package does not offer by it."""
    row, table = found.table.imported[symbol], found.table
    ours = table.modules.get(row.module)
    acts = ours is not None and found.walk.loading.acts(ours)
    package = table.source(symbol).module
    inside = row.module == package or row.module.startswith(f"{package}.")
    return row.name != "*" and not acts and not inside
