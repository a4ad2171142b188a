"""Compare the scopes that names belong to with what Python's own `symtable` says of them.

Usage: python benchmarks/oracle_uses.py FOLDER [every nth file]
"""

from __future__ import annotations

import symtable
import sys
import warnings
from collections import Counter, defaultdict
from pathlib import Path

from netra_tools.facts.read import to_utf8
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import (
    CLASS,
    FUNCTION,
    IN_ANNOTATION,
    QUOTED,
    TYPE_PARAMETERS,
    UNBOUND,
    Chain,
    Uses,
)

# Annotations that are never evaluated have tables of their own, as of a later version all have.
ANNOTATIONS = ("_annotation", "__annotate__")
NOWHERE = -9


class Tables:
    """The tables of one file, each under the number of our scope."""

    def __init__(self, uses: Uses, root: symtable.SymbolTable) -> None:
        self.uses = uses
        self.tables = {0: root}
        self.missing: list[int] = []
        children: dict[int, list[int]] = defaultdict(list)
        for index, scope in enumerate(uses.scopes):
            children[scope.parent].append(index)
        for index in range(len(uses.scopes)):
            if index in self.tables:
                self.pair(children[index], self.tables[index])

    def pair(self, scopes: list[int], table: symtable.SymbolTable) -> None:
        """Pair scopes with the tables inside one: those of one name line by line."""
        known: dict[str, list[symtable.SymbolTable]] = defaultdict(list)
        for child in sorted(table.get_children(), key=symtable.SymbolTable.get_lineno):
            if child.get_name() not in ANNOTATIONS or child.get_type() == "function":
                known[plain(child.get_name())].append(child)
        for index in scopes:
            scope = self.uses.scopes[index]
            same = known["lambda" if scope.kind == FUNCTION and not scope.name else scope.name]
            if same:
                self.tables[index] = same.pop(self.likely(index, same))
            else:
                self.missing.append(index)
        if str(table.get_type()) in ("function", "class", "module"):  # bounds of type parameters have tables
            self.missing += [-1 for same in known.values() for _ in same]

    def likely(self, scope: int, tables: list[symtable.SymbolTable]) -> int:
        """Tell which of the tables that remain is a scope's: on one line they are in no useful order."""
        bound = self.uses.scopes[scope].bound.keys()
        line = tables[0].get_lineno()
        for index, table in enumerate(tables):
            if table.get_lineno() == line and bound <= set(table.get_identifiers()):
                return index
        return 0

    def home(self, name: str, scope: int) -> int | None:
        """Say what scope a name belongs to, or None when the tables do not know it."""
        name = self.mangled(name, scope)
        try:
            symbol = self.tables[scope].lookup(name)
        except KeyError:
            return None
        if symbol.is_free():
            parent = self.uses.scopes[scope].parent
            while not (self.uses.scopes[parent].kind != CLASS and self.is_local(name, parent)):
                parent = self.uses.scopes[parent].parent
            return parent
        if symbol.is_local():
            return scope
        return 0 if name in self.uses.scopes[0].bound else UNBOUND

    def is_local(self, name: str, scope: int) -> bool:
        """Say whether a name is bound in a scope."""
        table = self.tables[scope]
        return name in table.get_identifiers() and table.lookup(name).is_local()

    def mangled(self, name: str, scope: int) -> str:
        """Give a private name as it is in a class."""
        while name.startswith("__") and not name.endswith("__") and scope >= 0:
            if self.uses.scopes[scope].kind == CLASS:
                return "_" + self.uses.scopes[scope].name.lstrip("_") + name
            scope = self.uses.scopes[scope].parent
        return name


def plain(name: str) -> str:
    """Give the name of a table as we call its scope: a comprehension has none."""
    return "" if name in ("listcomp", "setcomp", "dictcomp", "genexpr") else name


def compare(source: bytes) -> tuple[int, list[str]]:
    """Give how many names were compared in a source with plain newlines, and those that differ."""
    uses = read_uses(source)
    if not isinstance(uses, Uses):
        return 0, [f"problem: {uses.message}"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tables = Tables(uses, symtable.symtable(source.decode(), "<source>", "exec"))
    wrong = [f"no table for scope {index}" for index in tables.missing]
    compared = 0
    for chain in uses.chains:
        expected = expected_home(chain, tables)
        compared += expected is not None
        if expected is not None and expected != chain.home:
            wrong.append(f"{chain.starts[0]} {chain.parts[0]}: {chain.home}, not {expected}")
    return compared, wrong


def expected_home(chain: Chain, tables: Tables) -> int | None:
    """Give the home of a chain, None where `symtable` cannot tell."""
    name = chain.parts[0]
    if chain.flags & QUOTED or chain.scope not in tables.tables or name == "__class__":
        return None
    if tables.uses.scopes[chain.scope].kind == TYPE_PARAMETERS:
        return None  # `symtable` leaves the names of the class around to run time
    found = tables.home(name, chain.scope)
    # The names in annotations that are not evaluated are in no table; metadata in them are no annotations.
    unevaluated = chain.flags & IN_ANNOTATION or "annotations" in tables.uses.scopes[0].bound
    return NOWHERE if found is None and not unevaluated else found


def main(folder: str, step: str = "1") -> int:
    """Print what differs, and return in how many names."""
    counts: Counter[str] = Counter()
    for path in sorted(Path(folder).rglob("*.py"))[:: int(step)]:
        source, problems = to_utf8(path.read_bytes())
        try:
            compared, wrong = (0, []) if problems else compare(source)
        except (SyntaxError, ValueError, RecursionError):
            counts["files that Python refuses"] += 1
            continue
        counts["files"] += 1
        counts["names"] += compared
        counts["different"] += len(wrong)
        for line in wrong[:3]:
            print(path, line)
    print(dict(counts))
    return counts["different"]


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
