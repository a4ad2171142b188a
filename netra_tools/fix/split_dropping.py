"""Which imports the old module can do without, now that what used them has moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netra_tools.changes.codebase import Codebase
from netra_tools.facts.outermost import GUARDED, TYPING
from netra_tools.facts.uses import LOAD, UNBOUND, ImportStatement
from netra_tools.fix.split_imports import is_import, local_of, statements_of
from netra_tools.fix.split_outside import Surroundings
from netra_tools.fix.split_parts import Module
from netra_tools.fix.split_staying import Staying
from netra_tools.fix.split_writing import Writing

COMMENTED: Final = re.compile(rb"#")
REACHING: Final = frozenset(("eval", "exec", "globals", "vars", "locals"))


def dropped_imports(
    module: Module, staying: Staying, around: Surroundings, writing: Writing
) -> frozenset[str]:
    """Give the names that nothing reads from the old module; a package may offer all that it has.

    Modules of the repository stay imported where they were: the order in which they load may matter.
    """
    codebase = around.codebase
    if codebase.names[around.path].is_package or reaches_names(module):
        return frozenset()
    moved = set().union(*map(writing.reads, writing.targets))
    moved.update(*(module.reads[part.number] for part in module.parts if part.kind == TYPING))
    moved -= set(codebase.facts(around.path).exports or ())
    free = {name for name in candidates(module, staying, codebase) & moved if not around.is_used(name)}
    first = free - still_read(module, writing, frozenset())
    return frozenset(free - still_read(module, writing, frozenset(first)))


def still_read(module: Module, writing: Writing, dropped: frozenset[str]) -> set[str]:
    """Collect the names that what stays reads; a block for types of which nothing is left reads none."""
    found: set[str] = set()
    for part in module.parts:
        gone = part.kind == TYPING and all(
            local_of(one, alias) in dropped for one in statements_of(module, part) for alias in one.names
        )
        if part.number not in writing.home and not gone:
            found |= module.reads[part.number]
    return found


def reaches_names(module: Module) -> bool:
    """Say whether a module may reach its names by text."""
    return any(
        chain.home == UNBOUND and chain.action == LOAD and chain.parts[0] in REACHING
        for chain in module.uses.chains
    )


def candidates(module: Module, staying: Staying, codebase: Codebase) -> set[str]:
    """Collect the names of imports at the top that are plain: of other projects, without comment."""
    found: set[str] = set()
    for part in module.parts[: staying.head]:
        if is_import(part) and part.kind != GUARDED and not part.shares_line:
            commented = COMMENTED.search(module.source(part))
            for statement in () if commented else statements_of(module, part):
                found.update(foreign_names(statement, codebase))
    return found - staying.twice


def foreign_names(statement: ImportStatement, codebase: Codebase) -> Iterator[str]:
    """Yield the names that a statement binds to what is not of this repository, and does not pass on."""
    for alias in statement.names:
        top = (statement.module or alias.name).partition(".")[0]
        passed_on = alias.alias is not None and alias.alias == alias.name
        if not statement.level and top not in codebase.packages and not passed_on:
            yield local_of(statement, alias)
