"""Reading of statements: blocks, assignments and what they bind, control flow and its complexity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_definitions import CLASS_SCOPE, FUNCTION_SCOPE, MODULE_SCOPE
from netra_tools.facts.native_exports import ExportReader
from netra_tools.facts.native_literals import NO_OWNER
from netra_tools.facts.native_names import IN_CLASS_BODY
from netra_tools.facts.native_parts import BY_TEXT
from netra_tools.facts.native_tests import ASSERTED, IN_TEST, NO_TEST
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
    MEMBER,
    NAME,
    NO_VALUE,
    NONLOCAL,
    OP,
    PASS,
    RAISE,
    RETURN,
    STR,
    TRY,
    TYPE_ALIAS,
    WHILE,
    WITH,
)
from netra_tools.model import ASSIGNED, OTHER, PASSES, RAISED, RETURNED, STATEMENT
from netra_tools.model import TYPE_CHECKING as TYPING_ONLY

if TYPE_CHECKING:
    from mypy_extensions import i64


class StatementReader(ExportReader):
    """Reads statements. `targets` are byte ranges of targets, with a mark on `+=`."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.targets: list[tuple[int, int, bool]] = []
        self.asserting: set[str] = set()  # functions other than tests that assert something
        self.assert_end: i64 = -1  # where the last assertion ends

    def imported(self, tag: int) -> None:
        """Read an import statement behind its tag."""
        raise NotImplementedError

    def match_statement(self) -> None:
        """Read a match statement behind its tag."""
        raise NotImplementedError

    def try_statement(self) -> None:
        """Read a try statement behind its tag."""
        raise NotImplementedError

    def body(self, documented: bool) -> None:
        """Read a block; of a documented one tell the docstring and where the code after it begins."""
        if self.data[self.pos] != BLOCK:
            raise FormatError(f"block expected, found {self.data[self.pos]}")
        self.pos += 2
        size = self.bare()
        self.pos += 1
        if size == 0:
            self.skip_location()
        self.suite(size, documented)
        self.pos += 1

    def suite(self, size: int, documented: bool) -> None:
        """Read statements; see `body`."""
        if documented:
            self.documented_suite(size)
            return
        self.mix(size)
        for _index in range(size):
            self.statement()

    def documented_suite(self, size: int) -> None:
        """Read the statements of a definition or a module; see `body`."""
        documentation: tuple[int, int] | None = None
        line = 0
        if size and self.data[self.pos] == EXPR_STMT and self.data[self.pos + 1] == STR:
            documentation = self.docstring()
            size -= 1
        self.mix(size)
        idle = 0 if size > 1 else self.idle_at(self.pos) if size else PASSES
        if size:
            line = self.first_statement()
            for _index in range(size - 1):
                self.statement()
        self.body_docstring = documentation
        self.body_line = line
        self.body_idle = idle

    def first_statement(self) -> int:
        """Read a statement and give its first line."""
        start = self.pos
        tag = self.data[start]
        self.statement()
        if tag == DECORATOR or tag == FUNCTION or tag == CLASS_DEF:
            return self.statement_line
        if tag == EXPR_STMT and self.data[start + 1] == OP:
            return self.leftmost_line(start + 1) or self.last_line()
        return self.last_line()

    def block(self) -> None:
        """Read a block one level deeper."""
        self.depth += 1
        if self.depth > self.deepest:
            self.deepest = self.depth
        self.body(False)
        self.depth -= 1

    def statement(self) -> None:
        """Read one statement."""
        tag = self.data[self.pos]
        self.pos += 1
        self.mix(tag)
        if tag == EXPR_STMT:
            self.expression_statement()
        elif tag == ASSIGN:
            self.assignment()
        elif tag == IF:
            self.if_statement()
        elif tag == RETURN:
            self.valued(RETURNED)
        elif tag == FUNCTION or tag == DECORATOR or tag == CLASS_DEF:
            self.definition(tag)
        else:
            self.control(tag)

    def definition(self, tag: int) -> None:
        """Read a function, a decorated function or a class."""
        if tag == FUNCTION:
            self.function((), 0)
        elif tag == DECORATOR:
            self.decorated()
        else:
            self.class_()
        self.bind_walrus()

    def control(self, tag: int) -> None:
        """Read a statement of the second group."""
        if tag == IMPORT_FROM or tag == IMPORT or tag == IMPORT_STAR:
            self.imported(tag)
        elif tag == FOR:
            self.for_statement()
        elif tag == TRY:
            self.try_statement()
        elif tag == WITH:
            self.with_statement()
        elif tag == RAISE:
            self.raise_statement()
        elif tag == WHILE:
            self.while_statement()
        else:
            self.seldom(tag)

    def seldom(self, tag: int) -> None:
        """Read a statement of the third group."""
        if tag == ASSERT:
            self.assert_statement()
        elif tag == AUG_ASSIGN:
            self.augmented()
        elif tag == MATCH:
            self.match_statement()
        else:
            self.simple(tag)

    def simple(self, tag: int) -> None:
        """Read a statement of the last group."""
        if tag == PASS or tag == BREAK or tag == CONTINUE:
            pass
        elif tag == DELETE:
            self.stand(OTHER, NO_OWNER, "", 0)
            start = self.pos
            self.expression()
            self.target(start, False)
        elif tag == GLOBAL or tag == NONLOCAL:
            self.declared_names(tag == GLOBAL)
        elif tag == TYPE_ALIAS:
            self.type_alias()
        else:
            raise FormatError(f"unknown statement {tag}")
        self.finish(tag)

    def declared_names(self, is_global: bool) -> None:
        """Read the names of `global` or `nonlocal`."""
        for _index in range(self.integer()):
            start = self.pos
            self.word(False)
            if is_global:
                self.names.add(self.name_at(start - 1).decode())
                if self.numbering > IN_CLASS_BODY:
                    self.name_again(start).outside = self.first

    def expression_statement(self) -> None:
        """Read an expression that stands as a statement."""
        self.stand(STATEMENT, NO_OWNER, "", 0)
        start = self.pos
        self.expression()
        self.pos += 1
        if self.scope < 0:
            self.extend_exports(start)
        self.bind_walrus()

    def bind_walrus(self) -> None:
        """Bind what `:=` bound outside definitions."""
        if self.walrus:
            if self.scope_kind == MODULE_SCOPE:
                self.names.update(self.walrus)
            self.walrus = []

    def assignment(self) -> None:
        """Read `a = b = value` and `a: T = value`."""
        first = self.pos + 2
        targets = self.read_targets(self.count())
        self.stand(ASSIGNED, first, "", 0)
        value = self.pos
        if self.data[value] != NO_VALUE:
            self.target(first, False)
        self.expression()
        annotated = self.flag()
        if annotated:
            self.annotation()
        self.pos += 1
        self.finish(ASSIGN)
        self.bind(targets, annotated)
        if self.scope < 0 and "__all__" in targets and self.data[value] != NO_VALUE:
            self.exports = self.display(value)

    def read_targets(self, size: int) -> list[str]:
        """Read expressions that are assigned to and give the names they bind."""
        self.stand(OTHER, NO_OWNER, "", 0)
        if self.scope_kind == FUNCTION_SCOPE:
            self.local_targets(size)
            return []
        self.bound = []
        self.binding = BY_TEXT
        for _index in range(size):
            self.expression()
        self.binding = 0
        return self.bound

    def target(self, start: int, adds: bool) -> None:
        """Remember where targets stand that end here, for the rules that watch accesses."""
        if self.watching:
            self.targets.append((start, self.pos, adds))

    def bind(self, names: list[str], annotated: bool) -> None:
        """Bind names in the module, or as fields in the class."""
        self.bind_walrus()
        if self.scope_kind == MODULE_SCOPE:
            self.names.update(names)
        elif self.scope_kind == CLASS_SCOPE:
            fields = self.definitions[self.scope].fields
            for name in names:
                fields[name] = fields.get(name, False) or annotated

    def bind_module(self, names: list[str]) -> None:
        """Bind names that only matter in the module: loop variables, imports, context managers."""
        self.bind_walrus()
        if self.scope_kind == MODULE_SCOPE:
            self.names.update(names)

    def augmented(self) -> None:
        """Read `a += value`."""
        operator = self.string()
        self.mix(len(operator) + 256 * ord(operator[0]))
        first = self.pos
        is_exports = self.scope < 0 and self.dotted(first) == "__all__"
        targets = self.read_targets(1)
        self.target(first, True)
        self.stand(ASSIGNED, first, "", 0)
        value = self.pos
        self.expression()
        self.finish(AUG_ASSIGN)
        if self.scope_kind == MODULE_SCOPE:
            self.bind(targets, False)
        if is_exports:
            self.add_exports(value, True)

    def valued(self, role: int) -> None:
        """Read the optional value of a return."""
        if self.flag():
            self.stand(role, -2 - self.scope if self.scope >= 0 else NO_OWNER, "", 0)
            self.expression()
        self.finish(RETURN)

    def raise_statement(self) -> None:
        """Read `raise error from cause`."""
        for _index in range(2):
            if self.flag():
                self.stand(RAISED, NO_OWNER, "", 0)
                self.expression()
        self.finish(RAISE)

    def assert_statement(self) -> None:
        """Read an assertion; it is no decision, and neither is what stands in it."""
        complexity = self.complexity
        self.stand(OTHER, NO_OWNER, "", 0)
        self.expression()
        if self.flag():
            self.expression()
        self.complexity = complexity
        self.finish(ASSERT)
        self.assert_end = self.pos
        if self.test_state == IN_TEST:
            self.test_state = ASSERTED
        elif self.test_state == NO_TEST and self.scope >= 0:
            self.asserting.add(self.definitions[self.scope].name.rpartition(".")[2])
        self.bind_walrus()

    def if_statement(self) -> None:
        """Read `if` with its `elif` and `else`."""
        self.branch()
        for _index in range(self.integer()):
            self.mix(IF)
            self.branch()
        if self.flag():
            self.block()
        self.finish(IF)
        self.bind_walrus()

    def branch(self) -> None:
        """Read one test and its block."""
        self.complexity += 1
        typing_only = self.is_type_checking(self.pos)
        self.stand(OTHER, NO_OWNER, "", 0)
        self.expression()
        self.bind_walrus()
        flags = self.import_flags
        if typing_only:
            self.import_flags |= TYPING_ONLY
        self.block()
        self.import_flags = flags

    def is_type_checking(self, pos: int) -> bool:
        """Say whether a test is `TYPE_CHECKING`, as a name or an attribute."""
        if self.data[pos] == NAME:
            return self.data[pos + 3 : pos + 17] == b"TYPE_CHECKING\x98"  # the byte of LOCATION follows
        return self.data[pos] == MEMBER and self.dotted(pos).rpartition(".")[2] == "TYPE_CHECKING"

    def for_statement(self) -> None:
        """Read a loop over an iterable."""
        targets = self.read_targets(1)
        self.stand(OTHER, NO_OWNER, "", 0)
        self.expression()
        self.bind_module(targets)
        self.loop_blocks()
        self.mix(self.data[self.pos])
        self.pos += 1
        self.finish(FOR)

    def while_statement(self) -> None:
        """Read a loop over a condition."""
        self.stand(OTHER, NO_OWNER, "", 0)
        self.expression()
        self.bind_walrus()
        self.loop_blocks()
        self.finish(WHILE)

    def loop_blocks(self) -> None:
        """Read the body and the `else` of a loop."""
        self.complexity += 1
        self.block()
        if self.block_size():
            self.complexity += 1
            self.block()
        else:
            self.empty_block()

    def block_size(self) -> int:
        """Give the number of statements of the block that follows."""
        return self.bare_at(self.pos + 2)

    def empty_block(self) -> None:
        """Pass over a block that stands for nothing; it has no location."""
        self.pos += 5

    def with_statement(self) -> None:
        """Read `with a as b, c`."""
        names: list[str] = []
        for _index in range(self.integer()):
            self.stand(OTHER, NO_OWNER, "", 0)
            self.expression()
            if self.flag():
                names += self.read_targets(1)
        self.bind_module(names)
        self.block()
        self.mix(self.data[self.pos])
        self.pos += 1
        self.finish(WITH)

    def type_alias(self) -> None:
        """Read `type X[T] = value`."""
        self.bind_module([self.dotted(self.pos)])
        self.expression()
        self.type_parameters()
        self.type_alias_value()

    def type_alias_value(self) -> None:
        """Read the value of a type alias, which is an annotation written as an expression."""
        raise NotImplementedError
