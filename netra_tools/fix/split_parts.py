"""A module as parts that can move: its outermost statements, with their lines, and what names they need."""

from __future__ import annotations

import builtins
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.source import SourceText
from netra_tools.facts.outermost import (
    ASSIGNMENT,
    DEFINITION,
    DOCSTRING,
    FUTURE,
    GUARDED,
    IMPORT,
    IMPORTING,
    TEXT,
    TYPING,
    Outermost,
    read_outermost,
)
from netra_tools.facts.read import to_utf8
from netra_tools.facts.uses import CLASS, DELETE, GLOBAL, IMPORTED, MODULE, STORE, UNBOUND, Chain, Place, Uses
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.model import Problem

BUILTINS: Final = frozenset(dir(builtins))
LOGGER: Final = re.compile(rb"(\w+)(?::[^=\n]*)? = (?:\w+\.)?getLogger\((__name__)\)[ \t]*\Z")
INDENTED_COMMENT: Final = re.compile(rb"[ \t]+#")
TYPE_COMMENT: Final = re.compile(rb"#[ \t]*type:(?![ \t]*ignore)([^\n]*)")
WORDS: Final = re.compile(rb"[^\W\d]\w*")


class Part(NamedTuple):
    """Some lines of the file, from `first` to `last`, with the comments and blank lines before the code."""

    number: int
    kind: str
    first: int
    line: int  # where the code begins
    last: int
    names: tuple[str, ...]
    level: int
    decorators: tuple[str, ...]
    shares_line: bool

    @property
    def size(self) -> int:
        """Count the lines."""
        return self.last - self.first + 1


class Module:
    """One file, read as far as taking it apart needs."""

    def __init__(self, data: bytes, uses: Uses | Problem) -> None:
        if isinstance(uses, Problem):
            raise CannotSplitError(f"it cannot be read: {uses.message}", uses.line)
        self.uses = uses
        self.text = SourceText(data)
        self.lines = to_utf8(data)[0].split(b"\n")
        own = {name for name, how in uses.scopes[0].bound.items() if how != IMPORTED}
        statements = read_outermost(data, own)
        if isinstance(statements, Problem):
            raise CannotSplitError(f"it cannot be read: {statements.message}", statements.line)
        self.parts = tuple(self._parts(joined(statements)))
        self._starts = [part.line for part in self.parts]
        self.binders: dict[str, set[int]] = {}  # name -> parts that bind it
        self.reads: list[set[str]] = [set() for _ in self.parts]
        self.shared: set[str] = set()  # names that functions rebind by `global`
        self._read_names()

    def _parts(self, statements: Sequence[Outermost]) -> Iterator[Part]:
        """Give every line behind a statement to the one after it, but for comments in its own body."""
        first = 1
        for number, one in enumerate(statements):
            following = statements[number + 1].line if number + 1 < len(statements) else len(self.lines) + 1
            before = statements[number - 1].end_line if number else 0
            last = self._end(one, following)
            shares = one.line <= before or following <= one.end_line
            if not number:
                first = one.line  # what stands above speaks of the file
            yield Part(number, one.kind, first, one.line, last, one.names, one.level, one.decorators, shares)
            first = last + 1

    def _end(self, one: Outermost, following: int) -> int:
        """Give the last line of a statement: indented comments behind a definition are still its own."""
        last, row = one.end_line, one.end_line + 1
        while one.kind == DEFINITION and row < following:
            line = self.lines[row - 1]
            if line.strip() and not INDENTED_COMMENT.match(line):
                break
            last = row if line.strip() else last
            row += 1
        return last

    def part_at(self, place: Place) -> int:
        """Give the part in which a place is."""
        return max(bisect_right(self._starts, place[0]) - 1, 0)

    def _read_names(self) -> None:
        """Find which part binds and reads which names of the module."""
        scopes = self.uses.scopes
        self.shared = {name for one in scopes[1:] for name, how in one.bound.items() if how & GLOBAL}
        for name, place in self._bound():
            self._bind(name, place)
        for chain in self.uses.chains:
            self._read_chain(chain)
        for part in self.parts:
            self.reads[part.number].update(self._in_type_comments(part))

    def _bound(self) -> Iterator[tuple[str, Place]]:
        """Yield where imports, definitions and the like bind names of the module."""
        for statement in self.uses.imports:
            for alias in statement.names if statement.scope == MODULE else ():
                yield alias.alias or alias.name.partition(".")[0], statement.start
        yield from ((bound.name, bound.start) for bound in self.uses.bound if bound.scope == MODULE)

    def _read_chain(self, chain: Chain) -> None:
        """See whether a chain binds or reads a name of the module.

        A name of a class may be the module's until the class binds it: `open = open`.
        """
        name, place, scope = chain.parts[0], chain.starts[0], self.uses.scopes[chain.scope]
        binds = chain.action in (STORE, DELETE) and len(chain.parts) == 1
        if chain.home == MODULE and binds:
            self._bind(name, place)
        falls_through = scope.kind == CLASS and chain.home == chain.scope
        if falls_through and name in self.uses.scopes[MODULE].bound:
            self.reads[self.part_at(place)].add(name)
        if chain.home in (MODULE, UNBOUND) and not binds:
            self.reads[self.part_at(place)].add(name)

    def _bind(self, name: str, place: Place) -> None:
        self.binders.setdefault(name, set()).add(self.part_at(place))

    def _in_type_comments(self, part: Part) -> Iterator[str]:
        """Yield names of the module that stand in type comments."""
        for line in self.lines[part.line - 1 : part.last]:
            for comment in TYPE_COMMENT.findall(line):
                words = {word.decode() for word in WORDS.findall(comment)}
                yield from words & self.uses.scopes[0].bound.keys()

    def source(self, part: Part) -> bytes:
        """Give the code of a part, without the comments before it, with plain newlines."""
        return b"\n".join(self.lines[part.line - 1 : part.last])

    def logger_of(self, part: Part) -> str:
        """Give the name that a part binds to the logger of this module, or ""."""
        found = LOGGER.match(self.source(part)) if part.kind == ASSIGNMENT else None
        return found[1].decode() if found else ""


def joined(statements: Sequence[Outermost]) -> list[Outermost]:
    """Join what belongs together: overloads, and a string with the assignment that it speaks of."""
    result: list[Outermost] = []
    for one in statements:
        last = result[-1] if result else None
        if last is not None and (is_text_of(last, one) or is_overloaded(last, one)):
            result[-1] = last._replace(
                end_line=one.end_line, level=max(last.level, one.level), decorators=one.decorators
            )
        else:
            result.append(one)
    return result


def is_text_of(before: Outermost, one: Outermost) -> bool:
    """Say whether a string speaks of the assignment before it."""
    return one.kind == TEXT and before.kind == ASSIGNMENT and before.end_line < one.line


def is_overloaded(before: Outermost, one: Outermost) -> bool:
    """Say whether a function is another form of the one before it."""
    same = one.kind == DEFINITION == before.kind and one.names == before.names
    return same and "overload" in before.decorators and before.end_line < one.line


HEAD: Final = (DOCSTRING, FUTURE, IMPORT, TYPING, GUARDED, IMPORTING)
COPIED: Final = (IMPORT, TYPING, GUARDED)  # imports that new modules get for themselves


def head_size(module: Module) -> int:
    """Count the parts up to the last import at the top of a file: behind it new imports may stand."""
    size = 0
    for part in module.parts:
        dunder = part.kind == ASSIGNMENT and all(is_dunder(name) for name in part.names)
        if part.kind in HEAD:
            size = part.number + 1
        elif not dunder:
            break
    return size


def is_dunder(name: str) -> bool:
    """Say whether a name is like `__all__`."""
    return name.startswith("__") and name.endswith("__")
