"""Statements for the reader of uses, but for definitions: what they bind, and in which blocks they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from netra_tools.facts.native import PLACEHOLDER, parse_here
from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_module import CATCHES_IMPORT
from netra_tools.facts.native_uses_branches import BranchUses
from netra_tools.facts.tags import (
    ASSERT,
    ASSIGN,
    AUG_ASSIGN,
    BLOCK,
    BREAK,
    CLASS_DEF,
    CONTINUE,
    DECORATOR,
    DELETE,
    EXPR_STMT,
    FOR,
    FUNCTION,
    GLOBAL,
    IF,
    IMPORT,
    IMPORT_FROM,
    IMPORT_STAR,
    MATCH,
    NONLOCAL,
    PASS,
    RAISE,
    RETURN,
    STR,
    TRY,
    TUPLE,
    TYPE_ALIAS,
    WHILE,
    WITH,
    YIELD,
)
from netra_tools.facts.uses import DELETE as DELETED
from netra_tools.facts.uses import GLOBAL as DECLARED_GLOBAL
from netra_tools.facts.uses import IN_ANNOTATION, STORE, Place
from netra_tools.facts.uses import NONLOCAL as DECLARED_NONLOCAL
from netra_tools.facts.uses_text import names_masked
from netra_tools.model import IN_TRY_IMPORT


class StatementUses(BranchUses):
    """Reads statements."""

    def read(self) -> None:
        """Read a whole tree."""
        self.suite(self.integer())
        if self.pos != len(self.data):
            raise FormatError(f"{len(self.data) - self.pos} bytes are left")

    def body(self) -> None:
        """Read a block."""
        if self.data[self.pos] != BLOCK:
            raise FormatError(f"block expected, found {self.data[self.pos]}")
        self.pos += 2
        size = self.bare()
        self.pos += 1
        if size == 0:
            self.skip_location()
        self.suite(size)
        self.pos += 1

    def suite(self, size: int) -> None:
        """Read statements."""
        for index in range(size):
            tag = self.data[self.pos]
            self.statement(tag)
            if (tag == RETURN or tag == RAISE or tag == BREAK or tag == CONTINUE) and index + 1 < size:
                self.unreachable(size - index - 1)
                return

    def statement(self, tag: int) -> None:
        """Read one statement."""
        read = STATEMENTS.get(tag)
        if read is None:
            raise FormatError(f"unknown statement {tag}")
        self.pos += 1
        read(self)

    def unreachable(self, size: int) -> None:
        """Read the statements behind one that leaves; a lone `yield` there makes a generator."""
        lone_yield = size == 1 and self.data[self.pos] == EXPR_STMT and self.data[self.pos + 1] == YIELD
        self.statement(self.data[self.pos])
        start, end = self.last_span()
        for _index in range(size - 1):
            self.statement(self.data[self.pos])
            _, end = self.last_span()
        if not lone_yield:
            self.found.add_unreachable(start, end)

    def optional_body(self) -> None:
        """Read a block when there is one."""
        if self.truth():
            self.body()

    def expression_statement(self) -> None:
        """Read an expression that stands as a statement."""
        calls = self.found.calls
        self.expression()
        self.pos += 1
        if self.found.calls > calls:
            self.found.acted()

    def imported(self) -> None:
        """Read `import`."""
        if self.found.gathers and not self.renamed:
            self.told_names(False, 0, "")
            return
        for _index in range(self.integer()):
            self.pass_string()
            if self.truth():
                self.pass_string()
        self.end_import()

    def imported_names(self) -> None:
        """Read `from a import b`."""
        if self.found.gathers and not self.renamed:
            level = self.integer()
            self.told_names(True, level, self.string())
            return
        self.integer()
        self.pass_string()
        for _index in range(self.integer()):
            self.pass_string()
            if self.truth():
                self.pass_string()
        self.end_import()

    def told_names(self, is_from: bool, level: int, module: str) -> None:
        """Read the names of an import and tell them: their places are not asked for."""
        names: list[tuple[str, str | None]] = []
        for _index in range(self.integer()):
            name = self.string()
            names.append((name, self.string() if self.truth() else None))
        self.found.tell_import(is_from, (module, level), names, self.span())
        self.integer()
        self.pos += 1

    def imported_star(self) -> None:
        """Read `from a import *`."""
        self.pass_string()
        self.integer()
        self.end_import()

    def end_import(self) -> None:
        """Read the place of an import: its parts are in the source."""
        self.found.add_import(*self.span())
        self.integer()
        self.pos += 1

    def assignment(self) -> None:
        """Read `a = b = value` and `a: T = value`."""
        found = self.found
        mark = found.count()
        size = self.size()
        for _index in range(size):
            self.target(STORE)
        found.begin_assignment(mark, size)
        value = self.pos
        self.expression()
        last = found.count()
        found.has_type = self.optional_annotation()
        if found.gathers and found.has_type and self.data[value] == STR:
            self.alias_in_quotes(value, last)
        self.pos += 1
        found.end_assignment(*self.end_at())

    def alias_in_quotes(self, value: int, last: int) -> None:
        """Read the string again that is the value of `X: TypeAlias = "..."`: it is a type."""
        found = self.found
        if found.count() <= last or found.last_part() != "TypeAlias":
            return
        here, flags = self.pos, found.flags
        self.pos = value
        found.flags = flags | IN_ANNOTATION
        self.expression()
        self.pos, found.flags = here, flags

    def augmented(self) -> None:
        """Read `a += value`."""
        found = self.found
        self.pass_string()
        mark = found.count()
        self.target(STORE)
        found.begin_assignment(mark, 0)
        self.expression()
        found.end_assignment(*self.end_at())

    def deletion(self) -> None:
        """Read `del a`."""
        self.target(DELETED)
        self.end_node()

    def returned(self) -> None:
        """Read `return`."""
        self.optional()
        self.end_node()

    def raised(self) -> None:
        """Read `raise error from cause`."""
        self.optional()
        self.optional()
        self.end_node()

    def asserted(self) -> None:
        """Read an assertion."""
        self.expression()
        self.optional()
        self.end_node()

    def declared_global(self) -> None:
        """Read `global`."""
        self.declared(DECLARED_GLOBAL, b"global")

    def declared_nonlocal(self) -> None:
        """Read `nonlocal`."""
        self.declared(DECLARED_NONLOCAL, b"nonlocal")

    def declared(self, how: int, word: bytes) -> None:
        """Read the names of `global` or `nonlocal`."""
        names = [self.string() for _index in range(self.integer())]
        start, _ = self.end_at()
        for name, place in zip(names, self.found.text.words_behind(start, word), strict=False):
            self.found.declare(self.spelled(name, place), how, place)

    def for_(self) -> None:
        """Read a loop over an iterable."""
        self.target(STORE)
        self.expression()
        self.loop_blocks()
        self.pos += 1
        self.end_node()

    def with_(self) -> None:
        """Read `with a as b, c`."""
        for _index in range(self.integer()):
            self.expression()
            if self.truth():
                self.target(STORE)
        self.body()
        self.pos += 1
        self.end_node()

    def try_(self) -> None:
        """Read `try`; imports in it are tolerant when a handler catches their failure."""
        found = self.found
        flags = found.import_flags
        first = len(found.imports)
        self.body()
        tolerant = self.handlers()
        if any(tolerant):
            self.tolerate(first)
        for catches in tolerant:
            found.import_flags = flags | IN_TRY_IMPORT if catches else flags
            self.body()
        found.import_flags = flags
        self.optional_body()
        self.optional_body()
        self.truth()
        self.end_node()

    def tolerate(self, first: int) -> None:
        """Mark the imports from `first` on, except those in functions, as tolerant."""
        found = self.found
        here = found.function_around(found.here)
        for index in range(first, len(found.imports)):
            one = found.imports[index]
            if found.function_around(one.scope) == here:
                found.imports[index] = one._replace(flags=one.flags | IN_TRY_IMPORT)

    def handlers(self) -> list[bool]:
        """Read what handlers catch and how they call it; say which of them catch failed imports."""
        size = self.integer()
        tolerant: list[bool] = []
        for _index in range(size):
            if self.truth():
                tolerant.append(self.caught())
            else:
                tolerant.append(True)
        for _index in range(size):
            self.capture()
        return tolerant

    def caught(self) -> bool:
        """Read what a handler catches; say whether it is an error of a failed import."""
        if self.data[self.pos] != TUPLE:
            return self.names_import_error()
        self.pos += 1
        catches = False
        for _index in range(self.size()):
            catches = self.names_import_error() or catches
        self.end_node()
        return catches

    def names_import_error(self) -> bool:
        """Read an expression; say whether it is the name of an error of a failed import."""
        name = self.dotted(self.pos).rpartition(".")[2]
        self.expression()
        return name in CATCHES_IMPORT

    def expression_again(self, start: Place, end: Place) -> bool:
        """Parse what is written between two places and read it; say whether it is an expression."""
        text = self.found.text
        first, last = text.offset(start), text.offset(end)
        written = self.masked[first:last]
        outer = self.data, self.pos, self.shift_line, self.shift_column, self.renamed
        if PLACEHOLDER in written:
            written = names_masked(text.data[first:last])
            self.renamed = True
        tree, errors, _ = parse_here(b"(" + written + b"\n)\n")
        if not errors:
            self.data, self.pos, self.shift_line, self.shift_column = tree, 0, start[0] - 1, start[1] - 1
            self.read()
        self.data, self.pos, self.shift_line, self.shift_column, self.renamed = outer
        return not errors


STATEMENTS: Final[dict[int, Callable[[StatementUses], None]]] = {
    EXPR_STMT: StatementUses.expression_statement,
    ASSIGN: StatementUses.assignment,
    IF: StatementUses.if_,
    RETURN: StatementUses.returned,
    FUNCTION: StatementUses.function,
    DECORATOR: StatementUses.decorated,
    CLASS_DEF: StatementUses.class_,
    IMPORT: StatementUses.imported,
    IMPORT_FROM: StatementUses.imported_names,
    IMPORT_STAR: StatementUses.imported_star,
    FOR: StatementUses.for_,
    TRY: StatementUses.try_,
    WITH: StatementUses.with_,
    RAISE: StatementUses.raised,
    WHILE: StatementUses.while_,
    ASSERT: StatementUses.asserted,
    AUG_ASSIGN: StatementUses.augmented,
    MATCH: StatementUses.match,
    PASS: StatementUses.end_node,
    BREAK: StatementUses.end_node,
    CONTINUE: StatementUses.end_node,
    DELETE: StatementUses.deletion,
    GLOBAL: StatementUses.declared_global,
    NONLOCAL: StatementUses.declared_nonlocal,
    TYPE_ALIAS: StatementUses.type_alias,
}
