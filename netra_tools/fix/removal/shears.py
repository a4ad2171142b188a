"""Takes what goes out of the files: some whole, of others their parts."""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.tree import Tree
from netra_tools.facts.ties import CLASS, FUNCTION, MODULE
from netra_tools.fix.removal.file_cut import Cutting, cut_file
from netra_tools.fix.removal.items import (
    DEFINITION,
    EXPORT,
    IMPORT,
    UNREACHABLE,
    UNREAD,
    VARIABLE,
    Item,
)
from netra_tools.fix.removal.pointers import Pointers
from netra_tools.fix.removal.stubs import stub_edits
from netra_tools.fix.removal.survey import WHOLE
from netra_tools.plan import Edit, State
from netra_tools.reach.model import Dead

INSIDE: Final = {"variable": UNREAD, "unreachable code": UNREACHABLE, "export": EXPORT}
OTHER: Final = "+"  # begins the keys of what is no symbol


class Going(NamedTuple):
    """What goes: symbols, what is no symbol, and files that hold nothing any more."""

    symbols: Collection[int]
    others: Sequence[Dead]
    emptied: Sequence[str]


class Shears:
    """Takes things out of the files of a tree."""

    def __init__(self, tree: Tree, pointers: Pointers) -> None:
        self.tree = tree
        self.pointers = pointers
        self.table = pointers.table
        self.kept: dict[str, str] = {}  # what could not be cut out, by the key of its item

    def cut(self, going: Going) -> tuple[Edit, ...]:
        """Give the files without what goes; what must stay is noted."""
        deleted = {*self.deleted(going)}
        parts = self.parts(going, deleted)
        self.kept = {}
        found = [self.edit(path, parts.get(path)) for path in sorted(deleted | parts.keys())]
        edits = [edit for edit in found if edit is not None]
        return (*edits, *stub_edits(self.tree, edits, parts))

    def deleted(self, going: Going) -> Iterator[str]:
        """Yield the files that go whole."""
        yield from going.emptied
        yield from (dead.path for dead in going.others if dead.kind in WHOLE)
        for symbol in going.symbols:
            if self.table.kind[symbol] == MODULE:
                yield self.table.source(symbol).path

    def parts(self, going: Going, deleted: Collection[str]) -> Mapping[str, list[Item]]:
        """Say what to take out of each file that stays."""
        found: dict[str, list[Item]] = {}
        for symbol in sorted(going.symbols):
            path = self.table.source(symbol).path
            if path not in deleted and not self.pointers.is_within(self.table.parent[symbol], going.symbols):
                found.setdefault(path, []).append(self.item(symbol))
        for number, dead in enumerate(going.others):
            if dead.kind in INSIDE and dead.path not in deleted:
                found.setdefault(dead.path, []).append(inside_item(number, dead))
        return found

    def edit(self, path: str, items: Sequence[Item] | None) -> Edit | None:
        """Give a file without some things; without any of them named it goes."""
        before = self.tree.state(path)
        if before is None or stat.S_ISLNK(before.mode):
            self.kept |= {item.key: "the file is a link" for item in items or ()}
            return None
        if items is None:
            return Edit(path, path, before, None)
        cutting: Cutting = cut_file(before.content, items)
        self.kept |= cutting.kept
        if cutting.content == before.content:
            return None
        return Edit(path, path, before, State(cutting.content, before.mode))

    def item(self, symbol: int) -> Item:
        """Say what to take out of a file for a symbol."""
        table = self.table
        parent = table.parent[symbol]
        around = "" if table.kind[parent] == MODULE else table.qualified(parent)
        row = table.imported.get(symbol)
        if row is not None:
            return Item(str(symbol), IMPORT, row.local, around, row.line, row.line, row.module, row.name)
        tied = table.tied[symbol]
        kind = DEFINITION if tied.kind in (FUNCTION, CLASS) else VARIABLE
        return Item(str(symbol), kind, tied.name, around, tied.line, tied.end_line)


def inside_item(number: int, dead: Dead) -> Item:
    """Say what to take out of a file for something that is no symbol."""
    around, _, name = dead.name.rpartition(".")
    return Item(f"{OTHER}{number}", INSIDE[dead.kind], name, around, dead.line, dead.end_line)
