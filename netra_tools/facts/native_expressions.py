"""Reading of expressions: literals with their positions, decisions for the complexity, structure.

Chains (`a.b(c)[d] + e`) lean to the left and can be very long, so they are read in a loop; everything
else nests at most as deep as the parser allows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_calls import CallReader
from netra_tools.facts.native_cursor import FACTOR, HASH_MASK, FormatError
from netra_tools.facts.native_literals import CONSTANT_BITS
from netra_tools.facts.native_parts import BY_TEXT, LOCALLY
from netra_tools.facts.native_tests import IN_TEST
from netra_tools.facts.tags import (
    AWAIT,
    BIG_INT,
    BOOL_OP,
    BYTES_EXPR,
    CALL,
    COMPARE,
    COMPLEX,
    CONDITIONAL,
    DICT,
    DICT_COMP,
    ELLIPSIS,
    FLOAT,
    FSTRING,
    GENERATOR,
    INDEX,
    INT_EXPR,
    LAMBDA,
    LIST_COMP,
    LIST_EXPR,
    MEMBER,
    MODULO,
    NAME,
    NO_VALUE,
    OP,
    OPERATOR_MAX,
    SET_COMP,
    SET_EXPR,
    SLICE,
    STAR,
    STR,
    TSTRING,
    TUPLE,
    UNARY,
    WALRUS,
    YIELD,
    YIELD_FROM,
)
from netra_tools.model import ARGUMENT, IN_COLLECTION, IN_DECORATOR, SUBSCRIPT, TEXT

if TYPE_CHECKING:
    from mypy_extensions import i64

BUILTINS = (b"eval", b"exec")
BUILTIN_SIZE: Final = (4 + 10) << 1  # the byte of their length
# place in the bytes, place after it, scope, line, column, end line, end column
Reference = tuple[int, int, int, int, int, int, int]


class ExpressionReader(CallReader):
    """Reads expressions. `bound` collects the names that targets bind while `binding` is set."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.watching = False
        self.references: list[Reference] = []
        self.attribute_of: dict[int, int] = {}  # the same for callees that may need it

    def expression(self) -> None:
        """Read one expression at the current position."""
        tag = self.data[self.pos]
        if tag == NAME:
            start = self.pos
            self.name()
            if (CONSTANT_BITS >> self.role) & 1:
                self.refer_name(start)
        elif tag == MEMBER or tag == CALL:
            self.chain()
        elif tag == STR:
            self.text(TEXT)
        elif tag == INT_EXPR:
            self.number()
        else:
            self.nested(tag)

    def nested(self, tag: int) -> None:
        """Read an expression of the second group."""
        if tag == OP or tag == INDEX:
            self.chain()
        elif tag == TUPLE or tag == LIST_EXPR or tag == SET_EXPR:
            self.collection(tag)
        else:
            self.pos += 1
            self.mix(tag)
            self.compound(tag)

    def compound(self, tag: int) -> None:
        """Read the rest of an expression that is no name, chain or collection."""
        if tag == DICT:
            self.dictionary()
        elif tag == COMPARE:
            self.comparison()
        elif tag == FSTRING or tag == TSTRING:
            self.template(tag == TSTRING)
            return
        elif tag == BOOL_OP:
            self.boolean()
        elif tag == CONDITIONAL:
            self.conditional()
        elif tag == UNARY:
            self.mix(self.integer())
            self.expression()
        elif tag == BYTES_EXPR:
            self.pos -= 1
            self.bytes_literal()
            return
        else:
            self.scope_expression(tag)
        self.finish(tag)

    def finish(self, tag: int) -> None:
        """Read the location and the end of an expression."""
        self.hash = (self.hash * FACTOR ^ tag) & HASH_MASK  # tells `-(a + b)` from `-a + b`
        if tag != NO_VALUE:
            self.skip_location()
        self.pos += 1

    def scope_expression(self, tag: int) -> None:
        """Read a comprehension or a lambda, or something rarer."""
        if tag == LIST_COMP or tag == GENERATOR or tag == SET_COMP:
            self.element()
            self.comprehension()
        elif tag == DICT_COMP:
            self.pair()
            self.comprehension()
        elif tag == LAMBDA:
            self.lambda_()
        elif tag == SLICE:
            for _index in range(3):
                if self.flag():
                    self.expression()
        else:
            self.rare(tag)

    def rare(self, tag: int) -> None:
        """Read the rest of an expression of the kinds that are seldom written."""
        if tag == STAR or tag == AWAIT:
            self.expression()
        elif tag == YIELD_FROM:
            self.elsewhere()
        elif tag == YIELD:
            self.optional_elsewhere()
        elif tag == WALRUS:
            self.assignment_expression()
        elif tag != ELLIPSIS and tag != NO_VALUE:
            self.rare_number(tag)

    def rare_number(self, tag: int) -> None:
        """Read a number that is no small integer."""
        if tag == FLOAT or tag == COMPLEX:
            self.float_value()
            if tag == COMPLEX:
                self.float_value()
        elif tag == BIG_INT:
            self.skip_string()
        else:
            raise FormatError(f"unknown expression {tag}")

    def optional_elsewhere(self) -> None:
        """Read an expression when there is one."""
        if self.flag():
            self.elsewhere()

    def name(self) -> None:
        """Read a name."""
        start = self.pos
        self.pos = start + 1
        if self.binding == BY_TEXT:
            self.bound.append(self.string())
            self.pos = start + 1
        self.skip_name(self.binding == LOCALLY)
        if self.watching:
            self.refer(start)

    def refer(self, start: int) -> None:
        """Remember where the name or attribute stands that was just read: rules watch what it may be."""
        end = self.pos
        self.pos = self.location_pos
        self.location()
        self.pos = end
        span = (self.line, self.column, self.end_line, self.end_column)
        self.references.append((start, end, self.scope, *span))

    def refer_builtin(self, callee: i64) -> None:
        """Remember a call of `eval` or `exec`, which need no import."""
        if self.data[callee] == NAME and self.data[callee + 3 : callee + 7] in BUILTINS:
            saved = self.pos
            self.pos = callee + 7
            self.skip_location()
            self.pos += 1
            self.refer(callee)
            self.pos = saved

    def number(self) -> None:
        """Read an integer."""
        start = self.pos
        self.pos = start + 1
        self.mix(self.integer() & 0xFFFFFFFF)
        self.skip_location()
        self.pos += 1

    def collection(self, tag: int) -> None:
        """Read a tuple, list or set; its items stand where it stands."""
        self.mix(tag)
        self.pos += 1
        flags = self.flags
        self.flags = flags | IN_COLLECTION
        self.expressions()
        self.flags = flags
        self.skip_location()
        self.pos += 1

    def chain(self) -> None:
        """Read attributes, calls, subscripts and operators that lean to the left, from the inside out.

        The heads of the links stand side by side in front of the base, so they need no list.
        """
        data = self.data
        first = self.pos
        outer: i64 = -1
        pos = first
        tag = data[pos]
        while tag == MEMBER or tag == CALL or tag == OP or tag == INDEX:
            if tag == OP:
                pos += 3
            else:
                if outer < 0:
                    outer = pos
                pos += 1
            tag = data[pos]
        self.pos = pos
        binding = self.binding
        self.binding = 0
        self.chain_base(outer >= 0)
        if self.mockers and data[pos] == NAME:
            self.refer_mock(first, pos)
        self.unwind(first, pos, outer)
        self.binding = binding

    def chain_base(self, inside: bool) -> None:
        """Read what a chain starts with."""
        if not inside:
            self.expression()
        elif self.data[self.pos] == NAME:
            self.name()
        else:
            self.elsewhere()

    def unwind(self, first: i64, base: i64, outer: i64) -> None:
        """Read what follows the base of a chain, link by link; `outer` is its outermost non-operator."""
        head = base
        while head > first:
            tag: i64 = self.data[head - 1]
            head -= 1 if tag > OPERATOR_MAX else 3
            if tag == MEMBER:
                self.hash = (self.hash * FACTOR ^ MEMBER) & HASH_MASK
                self.attribute(head)
                if head == outer and (CONSTANT_BITS >> self.role) & 1:
                    self.refer_attribute(head, self.attribute_pos)
            elif tag == CALL:
                self.hash = (self.hash * FACTOR ^ CALL) & HASH_MASK
                if head == outer and self.builds(head + 1):
                    self.build(head + 1)
                else:
                    self.call(head + 1)
            elif tag == INDEX:
                self.mix(INDEX)
                self.subscript(head + 1)
            else:
                self.mix(OP)
                self.operand(head, head > outer >= 0)

    def attribute(self, head: int) -> None:
        """Read the attribute's name."""
        self.attribute_pos = self.pos
        self.skip_named()
        if self.watching:
            self.refer(head)

    def operand(self, head: i64, inside: bool) -> None:
        """Read the right operand of a binary operator."""
        operator = self.data[head + 2]
        if inside or operator == MODULO:
            self.elsewhere()
        else:
            self.expression()
        self.mix(operator)  # behind its operand: tells `a - (b - c)` from `a - b - c`
        self.pos += 1

    def subscript(self, base: i64) -> None:
        """Read what stands between the brackets."""
        role, owner, slot, flags = self.role, self.owner, self.slot, self.flags
        self.stand(SUBSCRIPT, base, "", flags & IN_DECORATOR)
        self.expression()
        self.stand(role, owner, slot, flags)
        self.mix(INDEX)
        self.skip_location()
        self.pos += 1

    def call(self, callee: i64) -> None:
        """Read the arguments of a call, then their kinds and names."""
        if self.data[callee + 2] == BUILTIN_SIZE and not self.watching:
            self.refer_builtin(callee)
        attribute = self.attribute_pos
        if self.test_state == IN_TEST:
            self.call_in_test(callee)
        size = self.count()
        first = len(self.records)
        if size:
            role, owner, slot, flags, argument = self.role, self.owner, self.slot, self.flags, self.argument
            for index in range(size):
                self.stand(ARGUMENT, callee, "", flags & IN_DECORATOR)
                self.argument = index
                self.expression()
            self.stand(role, owner, slot, flags)
            self.argument = argument
        if len(self.records) > first and self.owns(callee, first):
            if self.data[callee] == MEMBER:
                self.attribute_of[callee] = attribute
            self.argument_names(first, callee)
        else:
            self.skip_argument_names()
        self.skip_location()
        self.pos += 1
