"""Takes named things out of one file, and says of each that must stay why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.name_removal import without
from netra_tools.changes.source import SourceText, Splice, UnwritableError
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import Alias, ImportStatement, Uses
from netra_tools.fix.removal.assignments import value_of
from netra_tools.fix.removal.cut import Cut
from netra_tools.fix.removal.exports import without_exports
from netra_tools.fix.removal.inert import is_inert
from netra_tools.fix.removal.items import (
    DEFINITION,
    EXPORT,
    IMPORT,
    UNREACHABLE,
    UNREAD,
    VARIABLE,
    Item,
)
from netra_tools.fix.removal.layout import Layout, Statement
from netra_tools.fix.removal.meaning import bound_in_function, changed_names, still_bound

SHARED: Final = "it shares its line with other code"
TOGETHER: Final = "it is bound together with others, or by no plain assignment"
VALUE: Final = "its value is computed, which may do something"
SHAPING: Final = frozenset((b"yield", b"nonlocal", b"global"))
NAMING: Final = (DEFINITION, VARIABLE, IMPORT)
GENERATOR: Final = "without its `yield` the function would be another one"


class Cutting(NamedTuple):
    """A file without some things, and why the others stay."""

    content: bytes
    kept: dict[str, str]  # key -> reason


class KeptError(Exception):
    """A thing stays; the text says why."""


def cut_file(data: bytes, items: Sequence[Item]) -> Cutting:
    """Take things out of a file; what would make the rest mean something else stays."""
    before = read_uses(data)
    if not isinstance(before, Uses):
        return Cutting(data, all_kept(items, f"the file cannot be read: {before.message}"))
    kept: dict[str, str] = {}
    while left := [item for item in items if item.key not in kept]:
        try:
            knife = Knife(data, before, left)
            after = knife.cut()
        except UnwritableError as error:
            return Cutting(data, all_kept(items, str(error)))
        more = knife.kept or unsafe(before, after, left)
        if not more:
            return Cutting(after, kept)
        kept |= more
    return Cutting(data, kept)


def all_kept(items: Sequence[Item], reason: str) -> dict[str, str]:
    """Let things stay, all for one reason."""
    return {item.key: reason for item in items}


def unsafe(before: Uses, after: bytes, items: Sequence[Item]) -> dict[str, str]:
    """Say which things cannot go: what is left of the file still needs them."""
    uses = read_uses(after)
    if not isinstance(uses, Uses):
        return all_kept(items, f"the file could not be read without it: {uses.message}")
    bound = [item for item in items if is_bound(item, uses)]
    if bound:
        return all_kept(bound, "it is bound elsewhere in the file, too")
    names = changed_names(before, uses)
    if not names:
        return {}
    meant = [item for item in items if item.name in names] or items
    return all_kept(meant, f"`{min(names)}` is used in what stays of the file")


def is_bound(item: Item, uses: Uses) -> bool:
    """Say whether a variable that went has a use left."""
    if item.kind == UNREAD:
        return bound_in_function(uses, item.around.rpartition(".")[2], item.name)
    return item.kind == VARIABLE and still_bound(uses, item.around, item.name)


class Knife:
    """Finds what to splice for each thing."""

    def __init__(self, data: bytes, uses: Uses, items: Sequence[Item]) -> None:
        self.text = SourceText(data)
        self.data = data
        self.uses = uses
        self.items = items
        self.layout = Layout(self.text)
        self.taken = Cut(self.layout)
        self.kept: dict[str, str] = {}
        self.aliases: dict[ImportStatement, list[Alias]] = {}
        self.listed: set[str] = set()

    def cut(self) -> bytes:
        """Give the file without the things.

        Raises: UnwritableError.
        """
        for item in self.items:
            try:
                self.find(item)
            except KeptError as error:
                self.kept[item.key] = str(error)
        inner = list(self.import_splices())
        holes = self.taken.finish()
        outside = [one for one in inner if not any(hole.start <= one.start < hole.end for hole in holes)]
        return without_exports(self.text.spliced([*holes, *outside]), self.unlisted)

    def find(self, item: Item) -> None:
        """Note what goes with one thing.

        Raises: KeptError.
        """
        if item.kind == IMPORT:
            self.find_import(item)
        elif item.kind == EXPORT:
            self.listed.add(item.name)
        elif item.kind == UNREACHABLE:
            for one in self.unreachable(item):
                self.taken.take(one)
        else:
            self.taken.take(self.statement(item))

    def statement(self, item: Item) -> Statement:
        """Find the statement that makes a thing, and nothing else.

        Raises: KeptError.
        """
        one = self.layout.at(item.line)
        if one is None:
            raise KeptError(SHARED)
        if item.kind == DEFINITION:
            if one.word not in (b"def", b"class"):
                raise KeptError(SHARED)
            return one
        if one.opens or any(token.text == b";" for token in one.code):
            raise KeptError(SHARED)
        value = value_of(one.code, item.name.encode())
        if value is None:
            raise KeptError(TOGETHER)
        if item.kind == UNREAD and not is_inert(value, dotted=False):
            raise KeptError(VALUE)
        return one

    def unreachable(self, item: Item) -> list[Statement]:
        """Give the statements between two lines.

        Raises: KeptError.
        """
        first = self.layout.at(item.line)
        if first is None or self.layout.row(first.first) != item.line:
            raise KeptError(SHARED)
        inside = list(self.layout.until(first, item.end_line))
        if any(self.layout.says(one, SHAPING) for one in inside):
            raise KeptError(GENERATOR)
        return inside

    def find_import(self, item: Item) -> None:
        """Note a name that an import binds.

        Raises: KeptError.
        """
        for statement in self.uses.imports:
            if statement.start[0] <= item.line <= statement.end[0]:
                for alias in statement.names:
                    if is_meant(item, statement, alias):
                        self.aliases.setdefault(statement, []).append(alias)
                        return
        raise KeptError(SHARED)

    def import_splices(self) -> Iterator[Splice]:
        """Yield what takes names out of imports; those that lose all names go whole."""
        lines = self.text.data[self.text.starts[0] :].decode("utf-8", "replace").split("\n")
        for statement, leaving in self.aliases.items():
            if len(leaving) < len(statement.names):
                yield from without(self.text, lines, statement, leaving)
                continue
            one = self.layout.at(statement.start[0])
            alone = one is not None and one.code[0].start == self.text.offset(statement.start)
            if one is None or not alone or any(token.text == b";" for token in one.code):
                self.keep_imports(statement, leaving)
            else:
                self.taken.take(one)

    def keep_imports(self, statement: ImportStatement, leaving: Collection[Alias]) -> None:
        """Note that an import stays whole."""
        for item in self.items:
            if item.kind == IMPORT and any(is_meant(item, statement, alias) for alias in leaving):
                self.kept[item.key] = SHARED

    @property
    def unlisted(self) -> set[str]:
        """Give the names that `__all__` loses."""
        return self.listed | {item.name for item in self.items if not item.around and item.kind in NAMING}


def is_meant(item: Item, statement: ImportStatement, alias: Alias) -> bool:
    """Say whether a name of an import is the one to take out."""
    if not statement.start[0] <= item.line <= statement.end[0]:
        return False
    plain = alias.name if statement.is_from else alias.name.partition(".")[0]
    if (alias.alias or plain) != item.name:
        return False
    return alias.name == (item.member if statement.is_from else item.module)
