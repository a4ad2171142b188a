"""Moves what a module imports at its top to where it runs later: into functions, or under `TYPE_CHECKING`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.name_removal import without
from netra_tools.changes.source import SourceText, Splice
from netra_tools.changes.tidying.import_blocks import indent_of, is_conditional
from netra_tools.facts.uses import (
    FUNCTION,
    GLOBAL,
    IMPORTED,
    IN_ANNOTATION,
    MODULE,
    QUOTED,
    Alias,
    Chain,
    ImportStatement,
    Uses,
)
from netra_tools.facts.uses import TYPE_CHECKING as IN_TYPING
from netra_tools.model import TYPE_CHECKING, Definition, Facts

TYPING: Final = "TYPE_CHECKING"
# Decorators that do not look at annotations.
PLAIN: Final = frozenset(
    (
        "property",
        "staticmethod",
        "classmethod",
        "overload",
        "typing.overload",
        "abstractmethod",
        "abc.abstractmethod",
    )
)


class RefusedError(Exception):
    """The import cannot be moved; the text says why."""


class Source(NamedTuple):
    """A file, read."""

    text: SourceText
    lines: list[str]
    facts: Facts
    uses: Uses
    on_load: frozenset[str]  # names of functions and classes that may be called while modules are loaded


class Deferral:
    """One statement, of which some names are to be imported later."""

    def __init__(self, source: Source, statement: ImportStatement, names: Sequence[Alias]) -> None:
        self.source = source
        self.statement = statement
        self.names = names

    def splices(self) -> list[Splice]:
        """Give what changes.

        Raises: RefusedError.
        """
        self.check_place()
        inside: dict[int, list[Alias]] = {}  # line -> what is imported in front of it
        typing: list[Alias] = []
        for alias in self.names:
            self.check_name(alias)
            for chain in self.chains(alias):
                if chain.flags & (IN_ANNOTATION | IN_TYPING):
                    self.check_annotation(chain)
                    typing += [] if alias in typing else [alias]
                else:
                    found = inside.setdefault(self.line_for(chain), [])
                    found += [] if alias in found else [alias]
        if typing and TYPING in self.source.uses.scopes[0].bound and not self.typing_imports():
            raise RefusedError(f"`{TYPING}` is there already, and not from an import")
        return [*self.removal(bool(typing)), *self.insertions(inside), *self.typing_block(typing)]

    def check_place(self) -> None:
        """See that the statement always runs when the module is loaded, and stands alone."""
        statement, source = self.statement, self.source
        if statement.scope or statement.flags or is_conditional(source.lines, statement.start[0]):
            raise RefusedError("it runs on a condition")
        start, end = source.text.offset(statement.start), source.text.offset(statement.end)
        before = source.text.data[source.text.line_start(start) : start]
        after = source.text.data[end : source.text.line_end(end)].strip()
        if before.strip() or (after and not after.startswith(b"#")):
            raise RefusedError("it shares its line with something")
        if after or any("#" in line for line in source.lines[statement.start[0] - 1 : statement.end[0]]):
            raise RefusedError("it has a comment, which somebody must move")

    def check_name(self, alias: Alias) -> None:
        """See that one import alone binds a name, for this module."""
        local = self.local(alias)
        if alias.name == "*" or not self.is_only(local):
            raise RefusedError(f"`{local}` is bound in several ways")
        if not self.statement.is_from and not alias.alias and "." in alias.name:
            raise RefusedError(f"`import {alias.name}` binds `{local}`")
        if not self.chains(alias):
            raise RefusedError(f"`{local}` is not used: netra imports optimize speaks of it")

    def is_only(self, local: str) -> bool:
        """Say whether a name of the module is bound by one import and nothing else."""
        uses = self.source.uses
        found = [one for one in uses.imports if not one.scope]
        bound = [self.local(alias, one) for one in found for alias in one.names]
        declared = any(scope.bound.get(local, 0) & GLOBAL for scope in uses.scopes)
        return bound.count(local) == 1 and uses.scopes[0].bound[local] == IMPORTED and not declared

    def local(self, alias: Alias, statement: ImportStatement | None = None) -> str:
        """Give the name that is bound."""
        plain = alias.name if (statement or self.statement).is_from else alias.name.partition(".")[0]
        return alias.alias or plain

    def chains(self, alias: Alias) -> list[Chain]:
        """Give what uses a name."""
        local = self.local(alias)
        return [
            chain for chain in self.source.uses.chains if chain.home == MODULE and chain.parts[0] == local
        ]

    def check_annotation(self, chain: Chain) -> None:
        """See that an annotation is never evaluated."""
        if chain.flags & IN_TYPING:
            raise RefusedError(f"`{chain.parts[0]}` is used under `{TYPING}`, too")
        future = any(record.module == "__future__" and ("annotations", None) in record.names
                     for record in self.source.facts.imports)  # fmt: skip
        if not chain.flags & QUOTED and not future:
            raise RefusedError(
                "annotations use it and are evaluated: `from __future__ import annotations` is missing"
            )
        around = [one for one in self.source.facts.definitions if covers(one, chain)]
        if not around or not is_plain(max(around, key=lambda one: one.line)):
            raise RefusedError("annotations use it where a decorator or a base class may read them")

    def line_for(self, chain: Chain) -> int:
        """Give the line of the first statement of the outermost function around a use."""
        around = [one for one in self.source.facts.definitions if one.kind != "class" and covers(one, chain)]
        if not around or not self.is_called(chain.scope):
            name, line = chain.parts[0], chain.starts[0][0]
            raise RefusedError(f"`{name}` is used when the module is loaded, at line {line}")
        outer = min(around, key=lambda one: one.line)
        for part in outer.name.split("."):
            if part in self.source.on_load:
                raise RefusedError(f"`{part}`, which uses it, may be called when modules are loaded")
        return self.first_line(outer)

    def is_called(self, scope: int) -> bool:
        """Say whether a scope is, or lies in, a function with a name."""
        scopes = self.source.uses.scopes
        while scope > 0 and not (scopes[scope].kind == FUNCTION and scopes[scope].name):
            scope = scopes[scope].parent
        return scope > 0

    def first_line(self, outer: Definition) -> int:
        """Give the line of a function's first statement, which must have lines of its own."""
        line = outer.end_line - outer.body_lines + 1
        lines = self.source.lines
        own = line > outer.line and indent_of(lines[line - 1]) > indent_of(lines[outer.line - 1])
        after_string = outer.docstring is not None and outer.docstring[1] >= line
        if (
            not own
            or after_string
            or lines[line - 2].strip().startswith("@")
            or lines[line - 2].endswith("\\")
        ):
            raise RefusedError(f"the body of `{outer.name}` has no line to put it on")
        return line

    def removal(self, typing: bool) -> Iterator[Splice]:
        """Take the names away from where they are."""
        text, statement = self.source.text, self.statement
        start = text.offset((statement.start[0], 0))
        line = f"from typing import {TYPING}".encode() + text.newline
        needed = line if typing and not self.typing_imports() else b""
        if len(self.names) < len(statement.names):
            if needed:
                yield Splice(start, start, needed)
            yield from without(text, self.source.lines, statement, self.names)
        else:
            yield Splice(start, self.behind(statement.end[0]), needed)

    def behind(self, line: int) -> int:
        """Give where the line behind one begins."""
        starts = self.source.text.starts
        return starts[line] if line < len(starts) else len(self.source.text.data)

    def insertions(self, inside: dict[int, list[Alias]]) -> Iterator[Splice]:
        """Put imports into functions."""
        for line, names in inside.items():
            first = self.source.lines[line - 1]
            indent = first[: len(first) - len(first.lstrip())]
            place = self.source.text.offset((line, 0))
            yield Splice(place, place, self.written(indent, names))

    def typing_block(self, names: Sequence[Alias]) -> Iterator[Splice]:
        """Put imports under `if TYPE_CHECKING:`, in the block that is there or in one behind all imports."""
        if not names:
            return
        own = [one for one in self.source.uses.imports if one.flags == TYPE_CHECKING and not one.scope]
        last = max((one for one in self.source.uses.imports if not one.scope and not one.flags),
                   key=lambda one: one.start)  # fmt: skip
        if own:
            line, head = own[0].start[0], b""
            first = self.source.lines[line - 1]
            indent = first[: len(first) - len(first.lstrip())]
            place = self.source.text.offset((line, 0))
            yield Splice(place, place, self.written(indent, names))
        else:
            newline = self.source.text.newline
            head = newline + f"if {TYPING}:".encode() + newline
            place = self.behind(last.end[0])
            yield Splice(place, place, head + self.written("    ", names))

    def typing_imports(self) -> bool:
        """Say whether the module imports `TYPE_CHECKING` from typing."""
        return any(
            found.module == "typing"
            and any(alias.name == TYPING and not alias.alias for alias in found.names)
            for found in self.source.uses.imports
            if not found.scope
        )

    def written(self, indent: str, names: Sequence[Alias]) -> bytes:
        """Write a statement for some of the names."""
        words = ", ".join(f"{one.name} as {one.alias}" if one.alias else one.name for one in names)
        module = "." * self.statement.level + self.statement.module
        head = f"from {module} import " if self.statement.is_from else "import "
        return f"{indent}{head}{words}".encode() + self.source.text.newline


def covers(one: Definition, chain: Chain) -> bool:
    """Say whether a use lies in a definition."""
    return one.first_line <= chain.starts[0][0] <= one.end_line


def is_plain(one: Definition) -> bool:
    """Say whether nobody reads the annotations of a definition."""
    return not one.bases and PLAIN.issuperset(one.decorators)
