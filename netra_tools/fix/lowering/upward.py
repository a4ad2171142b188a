"""Imports up the layers: what a finding is about, and which names are imported there."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.facts.uses import ImportStatement, Uses
from netra_tools.fix.split_readings import Readings
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.model import Finding

BY_WAY = " -> "


class Upward(NamedTuple):
    """An import of names from a module that lies higher."""

    importer: str  # path
    home: str  # path of the module that is imported
    names: frozenset[str]


def upward_of(finding: Finding, codebase: Codebase, readings: Readings) -> Upward:
    """Say which names a finding is about.

    Raises: CannotSplitError when it is about no names.
    """
    _, _, target = finding.subject.partition("#")[0].partition(": ")
    if BY_WAY in target:
        raise CannotSplitError(f"`{target.partition(BY_WAY)[0]}`, which is in no layer, leads there")
    home = codebase.modules.get(target)
    uses = readings.of(codebase.tree.read(finding.path)).uses
    if home is None or not isinstance(uses, Uses):
        raise CannotSplitError(f"`{target}` is no module of the repository")
    names: set[str] = set()
    for statement in uses.imports:
        if statement.start[0] <= finding.line <= statement.end[0]:
            names |= imported_names(statement, target, finding.path, codebase)
    if not names:
        raise CannotSplitError(f"`{target}` itself is imported, and not what is in it")
    return Upward(finding.path, home, frozenset(names))


def imported_names(statement: ImportStatement, target: str, path: str, codebase: Codebase) -> set[str]:
    """Give the names that a statement takes from a module."""
    own = codebase.names[path]
    base = codebase.base(statement.module, statement.level, own.module, package=own.is_package)
    if not statement.is_from or base != target:
        return set()
    names = {alias.name for alias in statement.names}
    if "*" in names:
        raise CannotSplitError("a star import brings all of it")
    return {name for name in names if not codebase.is_submodule(target, name)}
