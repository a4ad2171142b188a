"""Reading of bodies that do nothing: what their only statement amounts to, told before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netra_tools.facts.native_expressions import ExpressionReader
from netra_tools.facts.native_names import IN_MODULE
from netra_tools.facts.tags import (
    BIG_INT,
    BREAK,
    BYTES_EXPR,
    CALL,
    COMPLEX,
    CONTINUE,
    DICT,
    ELLIPSIS,
    EXPR_STMT,
    FLOAT,
    INT_EXPR,
    LIST_EXPR,
    NAME,
    PASS,
    RAISE,
    RETURN,
    SET_EXPR,
    STR,
    TUPLE,
    UNARY,
)
from netra_tools.model import (
    GOES_ON,
    NOT_IMPLEMENTED,
    PASSES,
    RETURNS_DATA,
    RETURNS_EMPTY,
    RETURNS_NOTHING,
    RETURNS_VALUE,
)

if TYPE_CHECKING:
    from mypy_extensions import i64

PLAIN = (STR, INT_EXPR, FLOAT, COMPLEX, BIG_INT, BYTES_EXPR, ELLIPSIS)
CONTAINERS = (LIST_EXPR, TUPLE, SET_EXPR, DICT)
CONSTANT_NAMES = (b"None", b"True", b"False")


class BodyReader(ExpressionReader):
    """Looks at what is about to be read, and leaves no trace."""

    def idle_at(self, pos: i64) -> int:
        """Say what the statement at `pos` amounts to, 0 when it does something."""
        tag = self.data[pos]
        if tag == RETURN:
            return self.returned_at(pos + 1)
        if tag == EXPR_STMT:
            return PASSES if self.data[pos + 1] == ELLIPSIS else 0
        if tag == PASS:
            return PASSES
        if tag == RAISE:
            return NOT_IMPLEMENTED if self.raises_not_implemented(pos + 1) else 0
        return GOES_ON if tag == CONTINUE or tag == BREAK else 0

    def raises_not_implemented(self, pos: i64) -> bool:
        """Say whether an exception is `NotImplementedError`, called or not; a bare `raise` has none."""
        if self.data[pos] == 0:
            return False
        start = pos + 2 if self.data[pos + 1] == CALL else pos + 1
        return self.data[start] == NAME and self.name_at(start) == b"NotImplementedError"

    def returned_at(self, pos: i64) -> int:
        """Say what a return gives that always gives the same."""
        if self.data[pos] == 0:
            return RETURNS_NOTHING
        tag = self.data[pos + 1]
        if tag == NAME:
            return self.returned_name(pos + 1)
        if tag in PLAIN:
            return RETURNS_VALUE
        if (tag != UNARY and tag not in CONTAINERS) or not self.is_constant(pos + 1):
            return 0
        if tag == UNARY:
            return RETURNS_VALUE
        return RETURNS_DATA if self.bare_at(pos + 3) else RETURNS_EMPTY

    def returned_name(self, pos: i64) -> int:
        """Say what the return of a name gives: constants are names here."""
        name = self.name_at(pos)
        return RETURNS_NOTHING if name == b"None" else RETURNS_VALUE if name in CONSTANT_NAMES else 0

    def is_constant(self, pos: i64) -> bool:
        """Say whether the expression at `pos` holds nothing but constants."""
        saved, structure = self.pos, self.hash
        self.pos = pos
        found = self.pass_constant()
        self.pos, self.hash = saved, structure
        return found

    def pass_constant(self) -> bool:
        """Pass over an expression as long as it is constant."""
        tag = self.data[self.pos]
        if tag in PLAIN or (tag == NAME and self.name_at(self.pos) in CONSTANT_NAMES):
            self.pass_over()
            return True
        if tag == UNARY:
            self.pos += 1
            self.integer()
            found = self.pass_constant()
        elif tag in CONTAINERS:
            self.pos += 1
            found = self.pass_dictionary() if tag == DICT else self.pass_items(self.count())
        else:
            return False
        if found:
            self.skip_location()
            self.pos += 1
        return found

    def pass_items(self, size: i64) -> bool:
        """Pass over items as long as they are constant."""
        return all(self.pass_constant() for _index in range(size))

    def pass_dictionary(self) -> bool:
        """Pass over the keys of a dictionary, then its values, as long as they are constant."""
        for _index in range(self.count()):
            if not (self.flag() and self.pass_constant()):
                return False
        return self.pass_items(self.count())

    def pass_over(self) -> None:
        """Read an expression that is read again later, leaving no trace but the place."""
        records, walrus, references = len(self.records), len(self.walrus), len(self.references)
        surrogates, complexity = len(self.surrogates), self.complexity
        calls, mocks = len(self.called), len(self.mocks)
        numbering, order = self.numbering, self.order
        self.numbering = IN_MODULE
        self.expression()
        self.numbering, self.order = numbering, order
        del self.records[records:]
        del self.walrus[walrus:]
        del self.references[references:]
        del self.surrogates[surrogates:]
        del self.called[calls:]
        del self.mocks[mocks:]
        self.complexity = complexity
