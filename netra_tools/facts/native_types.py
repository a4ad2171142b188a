"""Reading of annotations, which ast-serialize writes as types: only their string literals matter."""

from __future__ import annotations

from typing import Final

from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_literals import NO_OWNER, OF_LITERAL, LiteralReader
from netra_tools.facts.tags import (
    CALL_TYPE,
    ELLIPSIS_TYPE,
    LIST_TYPE,
    NONE,
    RAW_TYPE,
    TUPLE_TYPE,
    TYPED_DICT_TYPE,
    UNBOUND_TYPE,
    UNION_TYPE,
    UNPACK_TYPE,
)
from netra_tools.model import ANNOTATION, BYTES, TEXT

LITERALS: Final = (b'"Literal', b".Literal")  # the quote is the byte of its length
LAST_OF_LITERAL: Final = 108
# line, column, end line, end column, scope, number of literals before it
Opaque = tuple[int, int, int, int, int, int]


class TypeReader(LiteralReader):
    """Reads annotations. `opaque` lists those that were not written as types, to be read again."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.opaque: list[Opaque] = []

    def annotation(self) -> None:
        """Read one annotation and the literals in it."""
        here = self.position()
        structure = self.hash
        self.stand(ANNOTATION, NO_OWNER, "", self.flags)
        self.type_node()
        self.back(here)
        self.hash = structure

    def optional_annotation(self) -> bool:
        """Read an annotation when there is one; say whether there was."""
        present = self.flag()
        if present:
            self.annotation()
        return present

    def type_node(self) -> None:
        """Read one type."""
        tag = self.data[self.pos]
        self.pos += 1
        if tag == UNBOUND_TYPE:
            self.unbound_type()
        elif tag == UNION_TYPE:
            self.union_type()
        elif tag == RAW_TYPE:
            self.raw_type()
        elif tag == LIST_TYPE:
            self.type_list()
            self.end_type()
        else:
            self.rare_type(tag)

    def rare_type(self, tag: int) -> None:
        """Read a type of the kinds that are seldom written."""
        if tag == TUPLE_TYPE:
            self.type_list()
            self.pos += 1
        elif tag == UNPACK_TYPE:
            self.type_node()
            self.pos += 1
        elif tag == CALL_TYPE:
            self.call_type()
        elif tag == TYPED_DICT_TYPE:
            self.typed_dict()
        elif tag != ELLIPSIS_TYPE:
            raise FormatError(f"unknown type {tag}")
        self.end_type()

    def end_type(self) -> None:
        """Read a type's location and end."""
        self.skip_location()
        self.pos += 1

    def end_literal(self) -> None:
        """Read a type's location and end, when it is recorded as a literal."""
        self.location()
        self.pos += 1

    def type_list(self) -> None:
        """Read a list of types."""
        for _index in range(self.count()):
            self.type_node()

    def unbound_type(self) -> None:
        """Read a name with arguments; a quoted one is a string literal, and what is in it is not."""
        self.pass_string()
        before = len(self.records)
        owner = self.owner
        end = self.pos
        is_literal = self.data[end - 1] == LAST_OF_LITERAL and self.data[end - 8 : end] in LITERALS
        self.owner = OF_LITERAL if is_literal else NO_OWNER
        self.type_list()
        self.owner = owner
        self.pos += 1
        self.end_quoted(before)

    def end_quoted(self, before: int) -> None:
        """Read the original text of a type that may have been quoted, and its end."""
        text = self.optional_string()
        self.optional_string()
        if text is None:
            self.end_type()
            return
        self.end_literal()
        del self.records[before:]
        self.record(text, TEXT)

    def union_type(self) -> None:
        """Read `A | B`."""
        before = len(self.records)
        self.type_list()
        self.pos += 1
        text = self.optional_string()
        self.optional_string()
        self.pos += 1
        self.end_literal()
        if text is not None:
            del self.records[before:]
            self.record(text, TEXT)

    def raw_type(self) -> None:
        """Read a literal, or something that is no type: its text is read again as an expression."""
        name = self.string()
        if name == "typing.Any":
            self.pos += 1
            self.optional_string()
            self.end_literal()
            span = (self.line, self.column, self.end_line, self.end_column)
            self.opaque.append((*span, self.scope, len(self.records)))
            return
        value = self.raw_value(name)
        self.end_literal()
        if name == "builtins.str":
            self.record(value, TEXT)
        elif name == "builtins.bytes":
            self.record(value, BYTES)

    def raw_value(self, name: str) -> str:
        """Read the value of a literal type; numbers are passed over."""
        if name in ("builtins.str", "builtins.bytes"):
            return self.string()
        if name == "builtins.int":
            self.integer()
        else:
            self.pos += 1
        return ""

    def call_type(self) -> None:
        """Read a call inside an annotation."""
        self.type_node()
        self.type_list()
        for _index in range(self.count()):
            if self.data[self.pos] == NONE:
                self.pos += 1
            else:
                self.skip_string()
            self.type_node()

    def typed_dict(self) -> None:
        """Read a dictionary inside an annotation."""
        for _index in range(self.count()):
            self.optional_string()
        self.type_list()

    def type_parameters(self) -> None:
        """Read `[T: bound = default, ...]` of a definition, when there are any."""
        for _index in range(self.bare()):
            self.integer()
            self.skip_string()
            self.optional_annotation()
            self.type_list()
            self.optional_annotation()
