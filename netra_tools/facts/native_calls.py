"""Reading of what stands around the arguments of a call, and of calls that only make a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_cursor import FACTOR, HASH_MASK
from netra_tools.facts.native_tests import IN_TEST, ReaderOfTests
from netra_tools.facts.tags import (
    DICT,
    DICT_COMP,
    GENERATOR,
    LIST_COMP,
    LIST_EXPR,
    NAME,
    NONE,
    SET_COMP,
    SET_EXPR,
    TUPLE,
)
from netra_tools.model import OTHER

if TYPE_CHECKING:
    from mypy_extensions import i64

BUILDERS = (b"frozenset", b"tuple", b"set", b"list", b"MappingProxyType")  # and `dict`, of a dictionary
DICTIONARIES = (DICT, DICT_COMP)
DISPLAYS = (LIST_EXPR, TUPLE, SET_EXPR, LIST_COMP, SET_COMP, GENERATOR, *DICTIONARIES)
IS_DISPLAY: Final = bytes(tag in DISPLAYS for tag in range(256))
ONE: Final = (1 + 10) << 1  # the byte that counts one argument


class CallReader(ReaderOfTests):
    """Reads arguments of calls but for the expressions that they are."""

    def builds(self, callee: i64) -> bool:
        """Say whether a call only makes a collection of the display that is its argument."""
        data = self.data
        if self.role == OTHER or data[self.pos + 1] != ONE or not IS_DISPLAY[data[self.pos + 2]]:
            return False
        if data[callee] != NAME:
            return self.dotted(callee) == "types.MappingProxyType"
        name = self.name_at(callee)
        return name in BUILDERS or (name == b"dict" and data[self.pos + 2] in DICTIONARIES)

    def build(self, callee: i64) -> None:
        """Read a call that makes a collection: its items stand where the call stands."""
        if self.test_state == IN_TEST:
            self.call_in_test(callee)
        self.expressions()
        self.skip_argument_names()
        self.skip_location()
        self.pos += 1

    def skip_argument_names(self) -> bool:
        """Pass over the kinds and names of arguments, which count for the structure; say if all are plain."""
        kinds: i64 = 0
        for _index in range(self.count()):
            kind = self.length()
            kinds |= kind
            self.hash = (self.hash * FACTOR ^ kind) & HASH_MASK
        for _index in range(self.count()):
            if self.data[self.pos] == NONE:
                self.pos += 1
            else:
                self.skip_string()
        return kinds == 0

    def argument_names(self, first: int, callee: i64) -> None:
        """Read the kinds and names of arguments and give them to the literals in them."""
        start = self.pos
        if self.skip_argument_names():
            self.number_arguments(first, callee)
            return
        structure = self.hash
        self.pos = start
        kinds = [self.bare() for _index in range(self.count())]
        names = [self.optional_string() for _index in range(self.count())]
        self.hash = structure
        self.name_arguments(first, callee, kinds, names)
