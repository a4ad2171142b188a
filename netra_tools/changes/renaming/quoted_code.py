"""Code in strings that imports what is renamed, as `exec` takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import Pair, Renaming, split_last
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import ImportStatement
from netra_tools.model import Problem

IMPORT: Final = re.compile(r"(?:^|[;\n])[ \t]*(?:from|import)[ \t]+[A-Za-z_]")
NAME: Final = re.compile(r"(?<![\w.])((?:from|import)[ \t]+)?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)")


class Spot(NamedTuple):
    """Where an old name stands in a string, and which."""

    start: int
    end: int
    pair: Pair


class Code(NamedTuple):
    """What code in a string means of what is renamed: where it is named in full, and what it has in parts."""

    spots: tuple[Spot, ...]
    left: tuple[str, ...]


def read_code(codebase: Codebase, value: str) -> Code:
    """Look for what is renamed in a string; nothing when it is no Python as a whole."""
    meant = [names for names in names_in(codebase.renaming, value) if leads(codebase, names[1])]
    if not meant:
        return Code((), ())
    left = tuple(full for base, full in meant if codebase.renaming.of(base) is None)
    return Code(tuple(spots_of(codebase.renaming, value)), left)


def names_in(renaming: Renaming, value: str) -> Iterator[tuple[str, str]]:
    """Yield what code in a string imports, if it may be of interest: modules, and the full names of all."""
    leaves = (split_last(pair.old)[1] for pair in renaming.pairs)
    if IMPORT.search(value) is None or not any(leaf in value for leaf in leaves):
        return
    uses = read_uses(value.encode("utf-8", "surrogatepass"))
    if not isinstance(uses, Problem):
        for statement in uses.imports:
            yield from imported(statement)


def imported(statement: ImportStatement) -> Iterator[tuple[str, str]]:
    """Yield the modules that a statement names, and with each the full name of what it takes."""
    for alias in statement.names:
        if not statement.is_from:
            yield alias.name, alias.name
        elif not statement.level:
            base = statement.module
            yield base, base if alias.name == "*" else f"{base}.{alias.name}"


def leads(codebase: Codebase, full: str) -> bool:
    """Say whether a renamed name is that of a module, or of something that is known to be in one."""
    if codebase.renaming.of(full) is None:
        return False
    module = codebase.module_part(full)
    name = full[len(module) + 1 :].partition(".")[0]
    return not name or codebase.gives(module, name)


def spots_of(renaming: Renaming, value: str) -> Iterator[Spot]:
    """Yield where old names stand in code: behind `import` and `from`, and before a dot."""
    for found in NAME.finditer(value):
        pair = next(renaming.matches(found[2]), None)
        # A word alone is a module only where it is imported.
        if pair is not None and not pair.symbol and ("." in found[2] or found[1]):
            yield Spot(found.start(2), found.start(2) + len(pair.old), pair)
