"""Writes the import statements of a file anew where what they import is called differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.renaming.bindings import STAR, Bindings, Item, by_statement
from netra_tools.changes.renaming.decisions import Decisions
from netra_tools.changes.renaming.pairs import split_last
from netra_tools.changes.source import Splice
from netra_tools.facts.uses import Alias, ImportStatement

WIDTH: Final = 88  # of a new statement, beyond which it gets parentheses
COMMENT: Final = re.compile(rb"[ \t]*(#[^\r\n]*)?")
# What speaks to a tool about the statement, and so about each part of it.
DIRECTIVE: Final = re.compile(rb"#\s*(noqa|type:|pylint:|isort:|pragma:|netra:|ruff:|mypy:|pyright:)")


class Name(NamedTuple):
    """A name of a statement as it is to be: where from, what, as what."""

    parent: str  # the new absolute module; "" when the name is one itself
    leaf: str
    alias: str | None
    number: int  # in the old statement
    comment: bytes = b""  # behind it, on a line of its own


class Line(NamedTuple):
    """A statement to be written: `head` and names, each with its comment."""

    head: str
    words: tuple[str, ...] = ()
    comments: tuple[bytes, ...] = ()

    def text(self) -> str:
        """Write it on one line."""
        return self.head + ", ".join(self.words)


class StatementWriter:
    """Turns decisions about a file's imports into splices."""

    def __init__(self, bindings: Bindings, decisions: Decisions) -> None:
        self.bindings = bindings
        self.decisions = decisions
        self.uses = bindings.importer.uses
        self.text = bindings.importer.text
        self.items = by_statement(bindings.items)

    def splices(self) -> Iterator[Splice]:
        """Yield what changes in import statements and behind them."""
        for number, statement in enumerate(self.uses.imports):
            items = self.items.get(number, ())
            if statement.is_from and statement.names[0].name == STAR:
                yield from self.star(number, statement)
            elif statement.is_from and items:
                yield from self.named(number, statement, items)
            elif items:
                yield from self.plain(number, statement, items)

    def star(self, number: int, statement: ImportStatement) -> Iterator[Splice]:
        """Write `from a import *`."""
        base = self.bindings.base_of(statement)
        if base is not None:
            yield from self.module(statement, self.bindings.codebase.renaming.module(base) or base)
        added = self.added(number)
        if added:
            yield self.behind(statement, added)

    def added(self, number: int) -> list[Line]:
        """Give what is to stand behind a statement."""
        return [Line(line) for line in self.decisions.added.get(number, ())]

    def module(self, statement: ImportStatement, base: str) -> Iterator[Splice]:
        """Write the module after `from`."""
        new = self.spell(statement, base)
        start, end = self.text.offset(statement.module_start), self.text.offset(statement.module_end)
        if new != "." * statement.level + statement.module:
            yield Splice(start, end, new.encode())

    def spell(self, statement: ImportStatement, base: str) -> str:
        """Spell a module: with dots where the statement had some, unless it is in another top package."""
        importer = self.bindings.importer
        if not statement.level:
            return base
        above = importer.new_module.split(".")
        above = above if importer.new_package else above[:-1]
        parts = base.split(".")
        shared = 0
        while shared < min(len(above), len(parts)) and above[shared] == parts[shared]:
            shared += 1
        if not shared:
            return base
        return "." * (len(above) - shared + 1) + ".".join(parts[shared:])

    def plain(self, number: int, statement: ImportStatement, items: Sequence[Item]) -> Iterator[Splice]:
        """Write `import a, b.c as d`."""
        added = self.added(number)
        kept = [item for item in items if (number, item.place) not in self.decisions.dropped]
        if not kept and added:
            yield self.over(statement, added)
            return
        for item in kept:
            alias = statement.names[item.place]
            yield from self.name(alias, item.new, self.decisions.aliases.get((number, item.place)))
        if kept:
            yield from self.without(statement, [item.place for item in kept])
        if added:
            yield self.behind(statement, added)

    def name(self, alias: Alias, new: str, given: str | None) -> Iterator[Splice]:
        """Write one name, with `as` when it gets an alias; an alias that says the same again goes."""
        start, end = self.text.offset(alias.start), self.text.offset(alias.end)
        whole = self.text.offset(alias.alias_end)
        if alias.alias is not None and alias.alias == new != alias.name:
            yield Splice(start, whole, new.encode())
            return
        if new != alias.name:
            yield Splice(start, end, new.encode())
        if given is not None and alias.alias is None:
            yield Splice(end, end, f" as {given}".encode())

    def named(self, number: int, statement: ImportStatement, items: Sequence[Item]) -> Iterator[Splice]:
        """Write `from a import b, c as d`: names that part ways get statements of their own."""
        added = self.added(number)
        kept = [item for item in items if (number, item.place) not in self.decisions.dropped]
        names = once([self.new_name(number, statement, item) for item in kept])
        first = self.staying(statement, names)
        if first:
            yield from self.inside(number, statement, first)
            lines = [*self.others(statement, [name for name in names if name not in first]), *added]
            yield from [self.behind(statement, lines)] if lines else []
        else:
            lines = [*self.others(statement, names), *added]
            yield from [self.over(statement, lines)] if lines else []

    def inside(self, number: int, statement: ImportStatement, first: Sequence[Name]) -> Iterator[Splice]:
        """Write the names that stay in the old statement."""
        yield from self.module(statement, first[0].parent)
        yield from self.without(statement, [name.number for name in first])
        for name in first:
            given = self.decisions.aliases.get((number, name.number))
            yield from self.name(statement.names[name.number], name.leaf, given)

    def new_name(self, number: int, statement: ImportStatement, item: Item) -> Name:
        """Say where a name comes from now."""
        parent, leaf = split_last(item.new)
        alias = statement.names[item.place].alias or self.decisions.aliases.get((number, item.place))
        return Name(parent, leaf, alias, item.place, self.comment(statement, statement.names[item.place]))

    def comment(self, statement: ImportStatement, alias: Alias) -> bytes:
        """Give the comment behind a name that has its line for itself."""
        own = self.own_line(statement, alias)
        return self.text.data[own.start : own.end].partition(b"#")[2].rstrip(b"\r\n") if own else b""

    def staying(self, statement: ImportStatement, names: Sequence[Name]) -> list[Name]:
        """Choose the names that stay in the old statement: those of its module, else those of the first.

        None do when that is no `from` import any more.
        """
        base = self.bindings.base_of(statement)
        parents = [name.parent for name in names]
        parent = base if base in parents else next(iter(parents), "")
        return [name for name in names if parent and name.parent == parent]

    def others(self, statement: ImportStatement, names: Sequence[Name]) -> list[Line]:
        """Write statements for names that leave, one for each module."""
        lines = []
        for parent in dict.fromkeys(name.parent for name in names):
            leaving = [name for name in names if name.parent == parent]
            words = tuple(
                name.leaf if name.alias in (None, name.leaf) else f"{name.leaf} as {name.alias}"
                for name in leaving
            )
            if parent:
                head = f"from {self.spell(statement, parent)} import "
                lines.append(Line(head, words, tuple(name.comment for name in leaving)))
            else:
                lines += [Line("import ", (word,)) for word in words]
        return lines

    def without(self, statement: ImportStatement, kept: Sequence[int]) -> Iterator[Splice]:
        """Take the names out that are not kept."""
        names = statement.names
        for index in range(len(names)):
            if index in kept:
                continue
            line = self.own_line(statement, names[index])
            if line is not None:
                yield line
            elif any(other > index for other in kept):
                after = self.text.offset(names[index + 1].start)
                yield Splice(self.text.offset(names[index].start), after, b"")
            else:
                before = self.text.offset(names[index - 1].alias_end)
                yield Splice(before, self.text.offset(names[index].alias_end), b"")

    def own_line(self, statement: ImportStatement, alias: Alias) -> Splice | None:
        """Take a name out with its line when nothing else stands there."""
        data = self.text.data
        start, end = self.text.offset(alias.start), self.text.offset(alias.alias_end)
        first = self.text.line_start(start)
        if data[first:start].strip() or first <= self.text.offset(statement.start):
            return None
        comma = data[end : end + 1] == b","
        rest = COMMENT.match(data, end + comma)
        last = rest.end() if rest else end
        if not comma or last >= len(data) or data[last : last + 1] not in b"\r\n":
            return None
        return Splice(first, last + (2 if data[last : last + 2] == b"\r\n" else 1), b"")

    def over(self, statement: ImportStatement, lines: Sequence[Line]) -> Splice:
        """Put statements in the place of one."""
        start, end = self.text.offset(statement.start), self.text.offset(statement.end)
        return Splice(start, end, self.joined(statement, lines, first=True))

    def behind(self, statement: ImportStatement, lines: Sequence[Line]) -> Splice:
        """Put statements behind one: on lines of their own when it has one."""
        end = self.text.offset(statement.end)
        place = self.text.line_end(end) if self.alone(statement) else end
        return Splice(place, place, self.joined(statement, lines, first=False))

    def alone(self, statement: ImportStatement) -> bool:
        """Say whether a statement has its lines for itself."""
        start, end = self.text.offset(statement.start), self.text.offset(statement.end)
        before = self.text.data[self.text.line_start(start) : start]
        after = self.text.data[end : self.text.line_end(end)]
        return not before.strip(b" \t\f") and COMMENT.fullmatch(after) is not None

    def joined(self, statement: ImportStatement, lines: Sequence[Line], *, first: bool) -> bytes:
        """Write statements one under the other, or with semicolons on a line that is not theirs alone."""
        if not self.alone(statement):
            return "; ".join([*([] if first else [""]), *(line.text() for line in lines)]).encode()
        start, end = self.text.offset(statement.start), self.text.offset(statement.end)
        indent = self.text.data[self.text.line_start(start) : start]
        rest = self.text.data[end : self.text.line_end(end)]
        comment = rest if DIRECTIVE.search(rest) else b""
        texts = [self.wrapped(line, indent) for line in lines]
        between = self.text.newline + indent
        if first:
            return (comment + between).join(texts)
        return b"".join(between + text + comment for text in texts)

    def wrapped(self, line: Line, indent: bytes) -> bytes:
        """Break a statement in parentheses that is long, or whose names have comments."""
        text = line.text().encode()
        if len(line.comments) == 1 and line.comments[0]:
            return text + b"  #" + line.comments[0]
        if not any(line.comments) and (len(indent) + len(text) <= WIDTH or not line.words):
            return text
        newline = self.text.newline + indent
        body = [
            newline + b"    " + word.encode() + b"," + (b"  #" + comment if comment else b"")
            for word, comment in zip(line.words, line.comments, strict=True)
        ]
        return line.head.encode() + b"(" + b"".join(body) + newline + b")"


def once(names: Sequence[Name]) -> list[Name]:
    """Leave out names that another one gives already: modules were merged."""
    found: dict[tuple[str, str, str | None], Name] = {}
    for name in names:
        found.setdefault((name.parent, name.leaf, name.alias), name)
    return list(found.values())
