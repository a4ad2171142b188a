"""Whole files that nobody needs though they are run or may be: copies, shims, tests of what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from netra_tools.facts.ties import VARIABLE
from netra_tools.model import IN_TRY_IMPORT, TYPE_CHECKING
from netra_tools.reach.find import Reached
from netra_tools.reach.model import HIGH, MEDIUM, Dead, Outside
from netra_tools.reach.table import Table

MOVED = (
    "_moved"  # what a shim of ours calls the module that it stands for, see `netra_tools.changes.moves.shims`
)


def find_files(reached: Reached, outside: Outside) -> Iterator[Dead]:
    """Yield copies, shims that nothing imports, tests of what is gone, and exports of what is not there."""
    for path, text in outside.dead_files:
        name = path.rpartition("/")[2]
        yield Dead(path, "file", name, 0, 0, 0, 0, text, MEDIUM, "its name ends as those of copies do")
    table = reached.table
    for number, source in enumerate(table.sources):
        if source.ties is None:
            continue
        yield from find_shim(reached, number)
        yield from find_orphan(table, number)
        yield from find_exports(table, number)
        yield from find_stale(table, number)


def find_shim(reached: Reached, number: int) -> Iterator[Dead]:
    """Yield a module that only stands for another one, when nothing here imports it."""
    table = reached.table
    first = table.first[number]
    names = table.names[number]
    if MOVED not in names or "__getattr__" not in names or first not in reached.walk.soft:
        return
    source = table.sources[number]
    new = table.imported[names[MOVED][0]].module if names[MOVED][0] in table.imported else ""
    text = f"it stands for `{new}` under an old name, and nothing here imports it"
    place = (1, 0, 1, table.tied[first].end_line)
    yield Dead(source.path, "shim", source.module, *place, text, MEDIUM, "others may still import it")


def find_orphan(table: Table, number: int) -> Iterator[Dead]:
    """Yield a test whose imports from the project all lead nowhere."""
    source = table.sources[number]
    if not source.is_test:
        return
    gone = missing_modules(table, number)
    if gone:
        place = (1, 0, 1, table.tied[table.first[number]].end_line)
        text = f"it tests `{gone[0]}`, which is not there any more"
        reason = "all that it imports of the project is gone"
        yield Dead(source.path, "test", source.module or source.path, *place, text, HIGH, reason)


def missing_modules(table: Table, number: int) -> list[str]:
    """List the modules of the project that a file imports, when none of them is there."""
    ties = table.sources[number].ties
    if ties is None:
        return []
    symbols = range(table.first_import[number], table.first_import[number] + len(ties.imports))
    modules = [table.imported[symbol].module for symbol in symbols]
    ours = [module for module in modules if module.partition(".")[0] in table.tops - {"tests", "test"}]
    there = [module for module in ours if module in table.modules or module in table.packages]
    return [] if there else ours


def find_exports(table: Table, number: int) -> Iterator[Dead]:
    """Yield the names of `__all__` that the module does not have."""
    names, source = table.names[number], table.sources[number]
    if table.stars[number] or "__getattr__" in names:
        return
    for symbol in names.get("__all__", ()):
        tied = table.tied[symbol]
        if tied.kind != VARIABLE or tied.references or tied.attributes:
            continue
        for name in [name for name in tied.words if is_missing(table, number, name)]:
            place = (tied.line, tied.column, tied.line, tied.line)
            text, reason = "`__all__` names it, and the module does not have it", "nothing binds the name"
            yield Dead(source.path, "export", name, *place, text, HIGH, reason)


def find_stale(table: Table, number: int) -> Iterator[Dead]:
    """Yield the names that a package imports from modules of ours that do not have them."""
    for symbol in filter(partial(is_stale, table), table.owned.get(table.first[number], ())):
        row = table.imported[symbol]
        place = (row.line, row.column, row.line, row.line)
        text, reason = f"it is imported from `{row.module}`, which does not have it", "nothing binds the name"
        yield Dead(table.sources[number].path, "export", row.local, *place, text, HIGH, reason)


def is_stale(table: Table, symbol: int) -> bool:
    """Say whether a package imports a name from a module of ours that does not have it."""
    row, source = table.imported[symbol], table.source(symbol)
    origin = table.modules.get(row.module, table.file[symbol])
    plain = source.is_package and not row.flags & (IN_TRY_IMPORT | TYPE_CHECKING)
    return plain and origin != table.file[symbol] and is_gone(table, origin, row.name)


def is_gone(table: Table, number: int, name: str) -> bool:
    """Say whether a module that can be read has no such name, and computes none."""
    computes = table.stars[number] or "__getattr__" in table.names[number] or number in table.dynamic
    is_read = table.sources[number].ties is not None
    return bool(name) and is_read and not computes and is_missing(table, number, name)


def is_missing(table: Table, number: int, name: str) -> bool:
    """Say whether a module has no such name, and no such module below it."""
    below = f"{table.sources[number].module}.{name}"
    bound = name in table.names[number] or name in table.tied[table.first[number]].bases
    return name.isidentifier() and not bound and below not in table.modules
