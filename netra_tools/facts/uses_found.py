"""What a reader of uses gathers: scopes while they are open, and in the end the scope of every name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from netra_tools.facts.uses import (
    ASSIGNED,
    CLASS,
    COMPREHENSION,
    FUNCTION,
    GLOBAL,
    IMPORTED,
    MODULE,
    NONLOCAL,
    TYPE_CHECKING,
    TYPE_PARAMETERS,
    UNBOUND,
    Bound,
    Chain,
    ImportStatement,
    Place,
    Scope,
    Uses,
)
from netra_tools.facts.uses_text import ImportParts, Text, make_import
from netra_tools.model import TYPE_CHECKING as TYPING_ONLY

DEFINING: Final = frozenset((b"async", b"def", b"class"))
Starts = tuple[Place, ...]
# starts, parts, end, scope, action, flags
RawChain = tuple[Starts, tuple[str, ...], Place, int, int, int]
# parts, starts, end, scope, home, action, flags
FullChain = tuple[tuple[str, ...], Starts, Place, int, int, int, int]
RawBound = tuple[str, Place, int]  # name, start, scope
RawScope = tuple[int, str, int, dict[str, int]]  # kind, name, parent, bound
# A named tuple's own constructor is interpreted; this one is not.
make_chain: Final[Callable[[FullChain], Chain]] = partial(tuple.__new__, Chain)
make_bound: Final[Callable[[RawBound], Bound]] = partial(tuple.__new__, Bound)
make_scope: Final[Callable[[RawScope], Scope]] = partial(tuple.__new__, Scope)
Names = list[tuple[str, str | None]]  # that an import binds, and what they are called here
# how many chains, quoted annotations, bound names, scopes
Mark = tuple[int, int, int, int]


class Finder:
    """Gathers the uses of one file. `here` is the scope that is open."""

    def __init__(self, data: bytes) -> None:
        self.text = Text(data)
        self.scopes = [Scope(MODULE, "", -1, {})]
        self.scope_starts: list[Place] = [(0, 0)]
        self.here = 0
        self.flags = 0  # of chains
        self.import_flags = 0
        self.chains: list[RawChain] = []
        self.imports: list[ImportStatement] = []
        self.bound: list[RawBound] = []
        self.quoted: list[tuple[Place, Place]] = []
        self.dropped: set[int] = set()  # scopes that turned out not to be there
        self.gathers = False  # strings and attributes of anything are wanted, too
        self.decorated = False  # decorators were read, and what they decorate comes next
        self.has_type = False  # the assignment that was read last has an annotation
        self.calls = 0  # how many were read
        self.written = ""  # what was read of an f-string

    def open(self, kind: int, name: str, start: Place) -> int:
        """Open a scope and give the one around it."""
        around = self.here
        self.here = len(self.scopes)
        self.scopes.append(make_scope((kind, name, around, {})))
        self.scope_starts.append(start)
        return around

    def name_scope(self, number: int, name: str) -> None:
        """Name a scope once that is known."""
        kind, _, parent, bound = self.scopes[number]
        self.scopes[number] = make_scope((kind, name, parent, bound))

    # What follows is told to whoever gathers more than uses (see `ties_found`).

    def begin_definition(self) -> None:
        """Hear that a definition begins, unless it is the one that was decorated."""
        self.decorated = False

    def end_definition(self, name: str, scope: int, start: Place, end: Place) -> None:
        """Hear that a definition ends: its name, its own scope, where the name and the whole end."""

    def add_decorator(self, mark: int) -> None:
        """Hear of a decorator whose chains are those from `mark` on."""

    def add_base(self, mark: int) -> None:
        """Hear of a base of a class whose chains are those from `mark` on."""

    def begin_assignment(self, mark: int, size: int) -> None:
        """Hear of the targets of an assignment: the chains from `mark` on; `size` is 0 for `+=`."""

    def end_assignment(self, start: Place, end: Place) -> None:
        """Hear that an assignment ends."""

    def tell_import(
        self, is_from: bool, module: tuple[str, int], names: Names, span: tuple[Place, Place]
    ) -> None:
        """Hear of an import: its module with the dots in front, and its names."""

    def name_place(self, start: Place) -> Place:
        """Give the place of the name in the header of a definition."""
        return self.text.word_after(start, DEFINING)

    def acted(self) -> None:
        """Hear of a statement that calls something."""

    def add_attribute(self, name: str, called: bool) -> None:
        """Hear of an attribute of something that is no name."""

    def add_word(self, text: str) -> None:
        """Hear of a string."""

    def end_template(self, outer: str) -> None:
        """Hear that an f-string ends within what was read of another one."""
        self.written = outer

    def add_unreachable(self, start: Place, end: Place) -> None:
        """Hear of statements that are never reached."""

    def add_branch(self, first: Place, end: Place, why: str) -> None:
        """Hear of a block that is never reached, see `branches`: what comes before it, and its end."""

    def add_loose_type(self, text: bytes) -> None:
        """Hear of a string as annotation that is not written plainly."""

    def mark(self) -> Mark:
        """Say how much was found so far."""
        return len(self.chains), len(self.quoted), len(self.bound), len(self.scopes)

    def back_to(self, mark: Mark) -> None:
        """Forget what was found in an expression since a mark: it is read again."""
        chains, quoted, bound, scopes = mark
        del self.chains[chains:], self.quoted[quoted:], self.bound[bound:]
        del self.scopes[scopes:], self.scope_starts[scopes:]

    def bind(self, name: str, how: int) -> None:
        """Bind a name in the open scope."""
        bound = self.scopes[self.here].bound
        bound[name] = bound.get(name, 0) | how

    def bind_at(self, name: str, how: int, start: Place) -> None:
        """Bind a name at a place that is neither import nor chain."""
        self.bind(name, how)
        self.bound.append((name, start, self.here))

    def declare(self, name: str, how: int, start: Place) -> None:
        """Declare a name global or nonlocal."""
        self.bind_at(name, how, start)
        if how == GLOBAL:
            outermost = self.scopes[0].bound
            outermost[name] = outermost.get(name, 0) | ASSIGNED

    def bind_around(self, name: str) -> None:
        """Bind a name in the scope around comprehensions, as `:=` does."""
        scope = self.scopes[self.here]
        while scope.kind in (COMPREHENSION, TYPE_PARAMETERS):
            scope = self.scopes[scope.parent]
        scope.bound[name] = scope.bound.get(name, 0) | ASSIGNED

    def add_chain(
        self, parts: tuple[str, ...], starts: tuple[Place, ...], end: Place, action: int, flags: int
    ) -> None:
        """Keep a chain; whose its first name is gets known in the end."""
        flags |= self.flags | (TYPE_CHECKING if self.import_flags & TYPING_ONLY else 0)
        self.chains.append((starts, parts, end, self.here, action, flags))

    def add_name(self, parts: tuple[str, ...], start: Place, action: int, flags: int) -> None:
        """Keep a chain of which no more is asked than where it begins."""
        self.add_chain(parts, (start,), start, action, flags)

    def count(self) -> int:
        """Say how many chains there are."""
        return len(self.chains)

    def last_part(self) -> str:
        """Give the last part of the last chain."""
        return self.chains[-1][1][-1]

    def add_import(self, start: Place, end: Place) -> None:
        """Keep an import statement and bind what it brings."""
        found = ImportParts(self.text, start, end).statement(self.here, self.import_flags, start, end)
        self.imports.append(found)
        for name in found.names:
            if name.name != "*":
                self.bind(name.alias or name.name.partition(".")[0], IMPORTED)

    def home(self, name: str, scope: int) -> int:
        """Give the scope that a name belongs to where it stands in `scope`."""
        inner = True  # nothing but scopes of type parameters in between: names of classes are seen
        while scope >= 0:
            kind, _, parent, bound = self.scopes[scope]
            how = bound.get(name, 0)
            if how and (kind != CLASS or inner):
                if how & GLOBAL:
                    return 0
                if not how & NONLOCAL:
                    return scope
            inner = inner and kind == TYPE_PARAMETERS
            scope = parent
        return UNBOUND

    def function_around(self, scope: int) -> int:
        """Give the innermost function around a scope, or the module."""
        while scope > 0 and self.scopes[scope].kind != FUNCTION:
            scope = self.scopes[scope].parent
        return scope

    def finished_chains(self, new: dict[int, int]) -> tuple[Chain, ...]:
        """Give the chains with the scopes that their names belong to, by the new numbers of the scopes."""
        homes: dict[tuple[str, int], int] = {}
        chains = []
        for starts, parts, end, scope, action, flags in sorted(self.chains):
            key = (parts[0], scope)
            home = homes.get(key)
            if home is None:
                home = homes[key] = new[self.home(parts[0], scope)]
            chains.append(make_chain((parts, starts, end, new[scope], home, action, flags)))
        return tuple(chains)

    def finish(self) -> Uses:
        """Give what was gathered, in the order of the source."""
        order = sorted(range(len(self.scopes)), key=self.scope_starts.__getitem__)
        order = [old for old in order if old not in self.dropped]
        new = {old: index for index, old in enumerate(order)}
        new[UNBOUND] = UNBOUND
        for old in sorted(self.dropped):
            new[old] = new[self.scopes[old].parent]
        bound = [make_bound((name, start, new[self.home(name, at)])) for name, start, at in self.bound]
        scopes = []
        for old in order:
            kind, name, parent, names = self.scopes[old]
            scopes.append(make_scope((kind, name, new[parent], names)))
        imports = [with_scope(found, new) for found in self.imports]
        return Uses(
            tuple(scopes),
            tuple(sorted(imports, key=lambda found: found.start)),
            self.finished_chains(new),
            tuple(sorted(bound, key=lambda found: (found.start, found.scope))),
            tuple(sorted(self.quoted)),
        )


def with_scope(found: ImportStatement, new: dict[int, int]) -> ImportStatement:
    """Give an import with the new number of its scope."""
    is_from, module, level, module_start, module_end, names, scope, flags, start, end = found
    return make_import(
        (is_from, module, level, module_start, module_end, names, new[scope], flags, start, end)
    )
