"""Expressions for the reader of uses: chains, and the scopes of comprehensions and lambdas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_uses_parts import PartUses
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
    NAME,
    NO_VALUE,
    NONE,
    OP,
    OPERATOR_MAX,
    SET_COMP,
    SET_EXPR,
    SLICE,
    STAR,
    STAR_STAR,
    STR,
    TSTRING,
    TUPLE,
    UNARY,
    WALRUS,
    YIELD,
    YIELD_FROM,
)
from netra_tools.facts.uses import IN_ANNOTATION, LOAD
from netra_tools.facts.uses_quoted import (
    MAKERS,
    TYPING_FUNCTIONS,
    annotated_arguments,
    annotated_items,
    is_type_head,
)

if TYPE_CHECKING:
    from mypy_extensions import i64


class ExpressionUses(PartUses):
    """Reads expressions."""

    def expression(self) -> None:
        """Read one expression."""
        tag = self.data[self.pos]
        if tag == NAME or tag == MEMBER or tag == CALL or tag == OP or tag == INDEX:
            self.chain()
            return
        read = EXPRESSIONS.get(tag)
        if read is None:
            raise FormatError(f"unknown expression {tag}")
        self.pos += 1
        read(self)

    def chain(self) -> None:
        """Read attributes, calls, subscripts and operators that lean to the left, from the inside out."""
        data = self.data
        first = self.pos
        pos = first
        tag = data[pos]
        while tag == MEMBER or tag == CALL or tag == OP or tag == INDEX:
            pos += 3 if tag == OP else 1
            tag = data[pos]
        parts: tuple[str, ...] = ()
        head = pos
        action = self.action
        if tag == NAME:
            head, parts = self.named(first, pos)
            self.action = LOAD
        else:
            self.action = LOAD
            self.pos = pos
            self.expression()
        while head > first:
            head = self.link(first, head, parts)
            parts = ()
        self.action = action

    def link(self, first: i64, head: i64, parts: tuple[str, ...]) -> i64:
        """Read one link of the chain whose heads begin at `first`; give the place of its head."""
        tag: i64 = self.data[head - 1]
        if tag == MEMBER:
            if self.found.gathers:
                self.found.add_attribute(self.string(), head - 1 > first and self.data[head - 2] == CALL)
            else:
                self.pass_string()
            self.end_node()
        elif tag == CALL:
            self.call(parts)
        elif tag == INDEX:
            self.subscript(parts)
        elif tag <= OPERATOR_MAX:
            self.expression()
            self.pos += 1
            return head - 3
        else:
            raise FormatError(f"unknown link {tag}")
        return head - 1

    def call(self, parts: tuple[str, ...]) -> None:
        """Read the arguments of a call; only known functions take annotations."""
        found = self.found
        found.calls += 1
        flags = found.flags
        found.flags = flags & ~IN_ANNOTATION
        start = self.pos
        mark = found.mark()
        size = self.size()
        makes_type = found.gathers and len(parts) > 0 and parts[-1] in MAKERS
        for index in range(size):
            if makes_type and (index or size == 1):  # the first of several is what the type is called
                found.flags |= IN_ANNOTATION
            self.expression()
        found.flags = flags
        if parts and parts[-1] in TYPING_FUNCTIONS and size > 1:
            found.back_to(mark)
            self.typed_arguments(start, parts)
        else:
            self.argument_names()
        self.end_node()

    def argument_names(self) -> tuple[list[int], list[str | None]]:
        """Read the kinds and names of arguments."""
        kinds = [int(self.length()) for _index in range(self.size())]
        names: list[str | None] = []
        for _index in range(self.size()):
            if self.data[self.pos] == NONE:
                self.pos += 1
                names.append(None)
            else:
                names.append(self.string())
        return kinds, names

    def typed_arguments(self, start: i64, parts: tuple[str, ...]) -> None:
        """Read the arguments of a call again, now that their names are known."""
        kinds, names = self.argument_names()
        end = self.pos
        named = [name is not None or kind == STAR_STAR for kind, name in zip(kinds, names, strict=True)]
        keywords = [name for name, is_named in zip(names, named, strict=True) if is_named]
        size = len(names) - len(keywords)
        typed = annotated_arguments(parts, size, keywords)
        flags = self.found.flags
        self.pos = start
        self.size()
        positional, by_name = 0, size
        for is_named in named:
            is_typed = typed[by_name if is_named else positional]
            by_name += is_named
            positional += not is_named
            self.found.flags = flags | IN_ANNOTATION if is_typed else flags & ~IN_ANNOTATION
            self.expression()
        self.found.flags = flags
        self.pos = end

    def subscript(self, parts: tuple[str, ...]) -> None:
        """Read what stands between brackets; in an annotation, mostly annotations."""
        found = self.found
        outer, calls = found.flags, found.calls
        is_type = found.gathers and is_type_head(parts)
        flags = outer | IN_ANNOTATION if is_type else outer
        is_tuple = self.data[self.pos] == TUPLE
        size = 1
        if is_tuple:
            self.pos += 1
            size = self.size()
        for typed in annotated_items(parts, size, flags):
            found.flags = flags | IN_ANNOTATION if typed else flags & ~IN_ANNOTATION
            self.expression()
        found.flags = outer
        found.calls = calls if is_type else found.calls  # `Annotated[int, Depends(f)]` does nothing
        if is_tuple:
            self.end_node()
        self.end_node()

    def collection(self) -> None:
        """Read a tuple, list or set."""
        self.expressions()
        self.end_node()

    def text(self) -> None:
        """Read a string."""
        if self.found.gathers:
            self.found.add_word(self.string())
        else:
            self.pass_string()
        self.pos += 1
        if self.found.flags & IN_ANNOTATION:
            self.quoted(*self.end_at())
        else:
            self.end_node()

    def number(self) -> None:
        """Read an integer."""
        self.integer()
        self.end_node()

    def passed_text(self) -> None:
        """Read bytes, or an integer that is large."""
        self.pass_string()
        self.end_node()

    def float_(self) -> None:
        """Read a floating-point number."""
        self.pos += 9
        self.end_node()

    def complex_(self) -> None:
        """Read a complex number."""
        self.pos += 18
        self.end_node()

    def dictionary(self) -> None:
        """Read the keys of a dictionary, then its values."""
        for _index in range(self.size()):
            self.optional()
        self.expressions()
        self.end_node()

    def comparison(self) -> None:
        """Read `left op right op right`."""
        self.expression()
        for _index in range(self.size()):
            self.bare()
        self.expressions()
        self.end_node()

    def boolean(self) -> None:
        """Read `a and b and c`."""
        self.integer()
        self.expressions()
        self.end_node()

    def conditional(self) -> None:
        """Read `a if test else b`."""
        self.expression()
        self.expression()
        self.expression()
        self.end_node()

    def unary(self) -> None:
        """Read an operator with one operand."""
        self.integer()
        self.expression()
        self.end_node()

    def wrapped(self) -> None:
        """Read a star, `await` or `yield from`."""
        self.expression()
        self.end_node()

    def yield_(self) -> None:
        """Read `yield`."""
        self.optional()
        self.end_node()

    def slice_(self) -> None:
        """Read `a:b:c`."""
        self.optional()
        self.optional()
        self.optional()
        self.end_node()

    def nothing(self) -> None:
        """Read what stands for no value; it has no place."""
        self.pos += 1


EXPRESSIONS: Final[dict[int, Callable[[ExpressionUses], None]]] = {
    STR: ExpressionUses.text,
    INT_EXPR: ExpressionUses.number,
    TUPLE: ExpressionUses.collection,
    LIST_EXPR: ExpressionUses.collection,
    SET_EXPR: ExpressionUses.collection,
    DICT: ExpressionUses.dictionary,
    COMPARE: ExpressionUses.comparison,
    FSTRING: ExpressionUses.template,
    TSTRING: ExpressionUses.template_string,
    BOOL_OP: ExpressionUses.boolean,
    CONDITIONAL: ExpressionUses.conditional,
    UNARY: ExpressionUses.unary,
    BYTES_EXPR: ExpressionUses.passed_text,
    LIST_COMP: ExpressionUses.comprehension,
    SET_COMP: ExpressionUses.comprehension,
    GENERATOR: ExpressionUses.comprehension,
    DICT_COMP: ExpressionUses.mapping_comprehension,
    LAMBDA: ExpressionUses.lambda_,
    SLICE: ExpressionUses.slice_,
    STAR: ExpressionUses.wrapped,
    AWAIT: ExpressionUses.wrapped,
    YIELD_FROM: ExpressionUses.wrapped,
    YIELD: ExpressionUses.yield_,
    WALRUS: ExpressionUses.walrus,
    ELLIPSIS: ExpressionUses.end_node,
    NO_VALUE: ExpressionUses.nothing,
    FLOAT: ExpressionUses.float_,
    COMPLEX: ExpressionUses.complex_,
    BIG_INT: ExpressionUses.passed_text,
}
