"""Reading of a whole module: imports, `try`, `match`, and the statements around them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from netra_tools.facts.mocks import mock_names
from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_literals import NO_OWNER, OF_LITERAL
from netra_tools.facts.native_statements import StatementReader
from netra_tools.facts.tags import (
    AS_PATTERN,
    CLASS_PATTERN,
    IMPORT,
    IMPORT_FROM,
    MAPPING_PATTERN,
    MATCH,
    MEMBER,
    NAME,
    OR_PATTERN,
    SEQUENCE_PATTERN,
    SINGLETON_PATTERN,
    STARRED_PATTERN,
    TRY,
    TUPLE,
    VALUE_PATTERN,
)
from netra_tools.model import ANNOTATION, IN_TRY_IMPORT, OTHER, PATTERN, SUBSCRIPT, Handler, Import

CATCHES_IMPORT = frozenset(("ImportError", "ModuleNotFoundError", "Exception", "BaseException"))

# module, names, alias, level, flags, line, column, end line, end column, is from
RawImport = tuple[str, tuple[tuple[str, str | None], ...], str | None, int, int, int, int, int, int, bool]
# A named tuple's own constructor is interpreted; this one is not, and takes a third of the time.
make_import: Final[Callable[[RawImport], Import]] = partial(tuple.__new__, Import)


class ModuleReader(StatementReader):
    """Reads a module from the first byte to the last."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.imports: list[Import] = []
        self.handlers_found: list[Handler] = []
        self.import_levels: list[int] = []  # how many functions are around each import

    def read(self) -> None:
        """Read the whole module."""
        self.suite(self.integer(), True)
        self.give_back()

    def imported(self, tag: int) -> None:
        """Read an import statement behind its tag."""
        if tag == IMPORT:
            self.import_modules()
        elif tag == IMPORT_FROM:
            self.import_names()
        else:
            module = self.string()
            level = self.integer()
            self.add_import(module, (("*", None),), level)
        self.integer()
        self.pos += 1

    def import_modules(self) -> None:
        """Read `import a.b as c, d`."""
        modules = [(self.string(), self.flagged_string()) for _index in range(self.integer())]
        self.location()
        for module, alias in modules:
            self.keep_import(module, (), alias, 0, False)
            self.bind_module([alias or module.partition(".")[0]])

    def import_names(self) -> None:
        """Read `from ..a import b as c, d`."""
        level = self.integer()
        module = self.string()
        names = [(self.string(), self.flagged_string()) for _index in range(self.integer())]
        self.add_import(module, tuple(names), level)

    def add_import(self, module: str, names: tuple[tuple[str, str | None], ...], level: int) -> None:
        """Keep a from-import whose location follows."""
        self.location()
        self.mix(level)
        self.keep_import(module, names, None, level, True)
        self.bind_module([alias or name for name, alias in names])

    def keep_import(
        self,
        module: str,
        names: tuple[tuple[str, str | None], ...],
        alias: str | None,
        level: int,
        is_from: bool,
    ) -> None:
        """Keep one import at the location just read."""
        flags = self.import_flags
        line, column, end_line, end_column = self.line, self.column, self.end_line, self.end_column
        found = (module, names, alias, level, flags, line, column, end_line, end_column, is_from)
        self.imports.append(make_import(found))
        self.import_levels.append(self.function_level)
        if "mock" in module or module == "unittest":
            self.mockers.update(name.encode() for name in mock_names(self.imports[-1]))
        if self.scope >= 0:  # the structure of a module is not asked for
            self.mix_import(module, names, alias)

    def mix_import(self, module: str, names: tuple[tuple[str, str | None], ...], alias: str | None) -> None:
        """Let an import count for the structure."""
        for name, other in names:
            self.mix_text(module + "." + name + ("=" + other if other else ""))
        if not names:
            self.mix_text(module + "=" + (alias or ""))

    def try_statement(self) -> None:
        """Read `try`; imports in it are tolerant when a handler catches their failure."""
        first = len(self.imports)
        self.block()
        catching = self.handlers()
        if any(tolerant for tolerant, _ in catching):
            self.tolerate(first)
        self.handler_bodies(catching)
        for is_else in (True, False):
            if self.flag():
                self.complexity += is_else
                self.block()
        self.flag()
        self.finish(TRY)

    def handlers(self) -> list[tuple[bool, int]]:
        """Read what the handlers catch and how they call it.

        Say which ones catch failed imports, and where what they catch is written, 0 for everything.
        """
        size = self.integer()
        self.complexity += size
        catching: list[tuple[bool, int]] = []
        self.stand(OTHER, NO_OWNER, "", 0)
        for _index in range(size):
            if self.flag():
                catching.append((self.catches_import(self.pos), self.pos))
                self.expression()
            else:
                catching.append((True, 0))
        for _index in range(size):
            self.capture()
        self.bind_walrus()
        return catching

    def handler_bodies(self, catching: list[tuple[bool, int]]) -> None:
        """Read the bodies of the handlers."""
        flags = self.import_flags
        for tolerant, caught in catching:
            self.import_flags = flags | IN_TRY_IMPORT if tolerant else flags
            idle = self.idle_at(self.pos + 4) if self.block_size() == 1 else 0
            self.block()
            if idle:
                self.add_handler(caught, idle)
        self.import_flags = flags

    def add_handler(self, caught: int, idle: int) -> None:
        """Keep a handler that does nothing; the location read last is that of its only statement."""
        end = self.pos
        self.pos = self.location_pos
        self.location()
        self.pos = end
        span = (self.line, self.column, self.end_line, self.end_column)
        self.handlers_found.append(Handler(self.caught_at(caught), idle, self.scope, *span))

    def caught_at(self, pos: int) -> tuple[str, ...]:
        """Give the names of what a handler catches."""
        if pos == 0 or self.data[pos] != TUPLE:
            return (self.dotted(pos),) if pos else ()
        saved, structure = self.pos, self.hash
        self.pos = pos + 1
        names = []
        for _index in range(self.count()):
            names.append(self.dotted(self.pos))
            self.pass_over()
        self.pos, self.hash = saved, structure
        return tuple(names)

    def catches_import(self, pos: int) -> bool:
        """Say whether the expression of a handler names an error of a failed import."""
        if self.data[pos] == NAME or self.data[pos] == MEMBER:
            return self.dotted(pos).rpartition(".")[2] in CATCHES_IMPORT
        if self.data[pos] != TUPLE:
            return False
        saved, structure = self.pos, self.hash
        self.pos = pos + 1
        found = False
        for _index in range(self.count()):
            found = found or self.catches_import(self.pos)
            self.pass_over()
        self.pos, self.hash = saved, structure
        return found

    def tolerate(self, first: int) -> None:
        """Mark the imports from `first` on, except those in functions, as tolerant."""
        for index in range(first, len(self.imports)):
            if self.import_levels[index] == self.function_level:
                found = self.imports[index]
                self.imports[index] = found._replace(flags=found.flags | IN_TRY_IMPORT)

    def match_statement(self) -> None:
        """Read `match`: a case is a decision, unless one of them takes everything."""
        subject = self.pos
        self.stand(OTHER, NO_OWNER, "", 0)
        self.expression()
        cases = self.integer()
        wildcard = False
        for _index in range(cases):
            wildcard = self.case(subject) or wildcard
        self.complexity += cases - wildcard
        self.finish(MATCH)

    def case(self, subject: int) -> bool:
        """Read one case; say whether its pattern takes everything."""
        takes_all = self.data[self.pos] == AS_PATTERN and self.data[self.pos + 1] == 0
        self.stand(PATTERN, subject, "", 0)
        self.pattern()
        if self.flag():
            self.stand(OTHER, NO_OWNER, "", 0)
            self.expression()
        self.bind_walrus()
        self.block()
        return takes_all

    def pattern(self) -> None:
        """Read one pattern."""
        tag = self.data[self.pos]
        self.pos += 1
        self.mix(tag)
        if tag == VALUE_PATTERN:
            self.expression()
        elif tag == AS_PATTERN:
            if self.flag():
                self.pattern()
            self.capture()
        elif tag == OR_PATTERN or tag == SEQUENCE_PATTERN:
            for _index in range(self.integer()):
                self.pattern()
        elif tag == STARRED_PATTERN:
            self.capture()
        elif tag == SINGLETON_PATTERN:
            self.mix(self.data[self.pos])
            self.pos += 1
        else:
            self.structured_pattern(tag)
        self.finish(tag)

    def structured_pattern(self, tag: int) -> None:
        """Read a mapping or class pattern."""
        if tag == MAPPING_PATTERN:
            for _index in range(self.integer()):
                self.expression()
                self.pattern()
            self.capture()
        elif tag == CLASS_PATTERN:
            self.elsewhere()
            for _index in range(self.integer()):
                self.pattern()
            for _index in range(self.integer()):
                self.skip_string()
                self.pattern()
        else:
            raise FormatError(f"unknown pattern {tag}")

    def capture(self) -> None:
        """Read the optional name that a pattern or a handler binds."""
        if self.flag():
            start = self.pos
            self.word(True)
            self.skip_location()
            self.bind_module([self.name_at(start - 1).decode()])

    def type_alias_value(self) -> None:
        """Read the value of a type alias; its literals are annotations."""
        first = len(self.records)
        self.elsewhere()
        self.annotate(first)

    def annotate(self, first: int) -> None:
        """Turn the literals recorded since `first` into annotations."""
        for place in range(first, len(self.records)):
            found = self.records[place]
            is_member = found.role == SUBSCRIPT and self.dotted(found.owner).split(".")[-1] == "Literal"
            owner = OF_LITERAL if is_member else NO_OWNER
            found.role, found.flags, found.owner, found.slot = ANNOTATION, 0, owner, ""
