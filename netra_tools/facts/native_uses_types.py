"""Annotations for the reader of uses: ast-serialize writes them as types, what is no type only as a place."""

from __future__ import annotations

import keyword
import re

from netra_tools.facts.native_cursor import CONSTANTS, FormatError
from netra_tools.facts.native_uses_cursor import UseCursor
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
from netra_tools.facts.uses import IN_ANNOTATION, LOAD, QUOTED, Place
from netra_tools.facts.uses_found import Mark
from netra_tools.facts.uses_quoted import PLAIN, annotated_items
from netra_tools.facts.uses_text import decoded

DOTTED = re.compile(rb"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")


class TypeUses(UseCursor):
    """Reads annotations."""

    def expression_again(self, start: Place, end: Place) -> bool:
        """Parse what is written between two places and read it; say whether it is an expression."""
        raise NotImplementedError

    def annotation(self) -> None:
        """Read one annotation."""
        flags, action = self.found.flags, self.action
        self.found.flags = flags | IN_ANNOTATION
        self.action = LOAD
        self.type_node()
        self.found.flags = flags
        self.action = action

    def optional_annotation(self) -> bool:
        """Read an annotation when there is one, and say whether there was."""
        present = self.truth()
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
            self.end_node()
        else:
            self.rare_type(tag)

    def rare_type(self, tag: int) -> None:
        """Read a type of the kinds that are seldom written."""
        if tag == TUPLE_TYPE:
            self.type_list()
            self.pos += 1
            self.end_node()
        elif tag == UNPACK_TYPE:
            self.type_node()
            self.pos += 1
            self.end_node()
        elif tag == ELLIPSIS_TYPE:
            self.end_node()
        else:
            self.opaque_type(tag)

    def opaque_type(self, tag: int) -> None:
        """Pass over a call or a dictionary and read it again as an expression."""
        mark = self.found.mark()
        if tag == CALL_TYPE:
            self.type_node()
            self.type_list()
            for _index in range(self.size()):
                if self.data[self.pos] == NONE:
                    self.pos += 1
                else:
                    self.pass_string()
                self.type_node()
        elif tag == TYPED_DICT_TYPE:
            for _index in range(self.size()):
                self.optional_string()
            self.type_list()
        else:
            raise FormatError(f"unknown type {tag}")
        self.found.back_to(mark)
        self.expression_again(*self.end_at())

    def type_list(self) -> None:
        """Read a list of types."""
        for _index in range(self.size()):
            self.type_node()

    def unbound_type(self) -> None:
        """Read a name with arguments. Its place comes behind them: those of one in quotes are read again."""
        name = self.string()
        mark = self.found.mark()
        self.type_arguments(tuple(name.split(".")))
        self.pos += 1
        if self.ends_quoted(mark):
            return
        start, _ = self.end_at()
        if name not in CONSTANTS:
            self.written_name(name, start)

    def type_arguments(self, parts: tuple[str, ...]) -> None:
        """Read the arguments of a type, of which some are no types."""
        size = self.size()
        if not size:
            return
        flags = self.found.flags
        for typed in annotated_items(parts, size, flags):
            self.found.flags = flags | IN_ANNOTATION if typed else flags & ~IN_ANNOTATION
            self.type_node()
        self.found.flags = flags

    def ends_quoted(self, mark: Mark) -> bool:
        """Read the text of a type that was quoted; if it was, read it on its own, and its end."""
        text = self.optional_string()
        self.optional_string()
        if text is None:
            return False
        self.found.back_to(mark)
        self.quoted(*self.end_at())
        return True

    def union_type(self) -> None:
        """Read `A | B`."""
        mark = self.found.mark()
        self.type_list()
        self.pos += 1
        text = self.optional_string()
        self.optional_string()
        self.pos += 1
        span = self.end_at()
        if text is not None:
            self.found.back_to(mark)
            self.quoted(*span)

    def raw_type(self) -> None:
        """Read a literal, or something that is no type: it is read again as an expression."""
        name = self.string()
        if name == "typing.Any":
            self.pos += 1
            self.optional_string()
            self.expression_again(*self.end_at())
        elif name == "builtins.str" or name == "builtins.bytes":
            self.pass_string()
            span = self.end_at()
            if name == "builtins.str":
                self.quoted(*span)
        else:
            if name == "builtins.int":
                self.integer()
            else:
                self.pos += 1
            self.end_node()

    def written_name(self, name: str, start: Place) -> None:
        """Keep the dotted name that is written from a place on, maybe with blanks and line breaks."""
        text = self.found.text
        first = text.offset(start)
        size = len(name)
        if self.masked[first : first + size] == name.encode():
            parts = tuple(self.spelled(name, start).split("."))
            starts = []
            column = start[1]
            for part in name.split("."):
                starts.append((start[0], column))
                column += len(part) + 1
            self.found.add_chain(parts, tuple(starts), (start[0], column - 1), LOAD, 0)
            return
        self.scattered_name(name.count(".") + 1, start)

    def scattered_name(self, count: int, start: Place) -> None:
        """Keep a dotted name with something between its parts."""
        text = self.found.text
        parts: list[str] = []
        starts: list[Place] = []
        end = start
        for word, offset in text.tokens(start):
            if word in b".()":
                continue
            parts.append(decoded(word))
            starts.append(text.place(offset))
            end = text.place(offset + len(word))
            if len(parts) == count:
                break
        self.found.add_chain(tuple(parts), tuple(starts), end, LOAD, 0)

    def quoted(self, start: Place, end: Place) -> None:
        """Read the string between two places, if it stands as an annotation and is written plainly."""
        found = self.found
        if not found.flags & IN_ANNOTATION:
            return
        text = found.text
        match = PLAIN.fullmatch(text.data, text.offset(start), text.offset(end))
        if match is None:
            found.add_loose_type(text.data[text.offset(start) : text.offset(end)])
            return
        flags = found.flags
        found.flags = flags | QUOTED
        first, last = match.span("text")
        content = match["text"]
        if DOTTED.fullmatch(content):
            is_expression = self.quoted_name(content.decode(), text.place(first))
        else:
            is_expression = self.expression_again(text.place(first), text.place(last))
        found.flags = flags
        if is_expression:
            found.quoted.append((start, end))
        else:
            found.add_loose_type(content)

    def quoted_name(self, name: str, start: Place) -> bool:
        """Keep a dotted name in quotes; say whether it is one."""
        parts = name.split(".")
        if len(parts) == 1 and name in CONSTANTS:
            return True
        if any(keyword.iskeyword(part) for part in parts):
            return False
        self.written_name(name, start)
        return True
