"""The reader with the source at hand: what was replaced before parsing is put back, and annotations
that are no types are read again as expressions.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import ast_serialize

from netra_tools.facts.native_module import ModuleReader
from netra_tools.facts.tags import FORMAT_VERSION
from netra_tools.model import TEMPLATE

if TYPE_CHECKING:
    from mypy_extensions import i64

GRAMMAR = (3, 15)
MARK = "\x02"


class SourceReader(ModuleReader):
    """Reads the tree of `ascii_source`, which has the same length and lines as `source`."""

    def __init__(self, data: bytes, source: bytes, ascii_source: bytes) -> None:
        super().__init__(data)
        self.source = source
        self.ascii_source = ascii_source
        self.changed = source is not ascii_source
        self.starts: list[int] = []  # offset of each line, found when first needed

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a position in the source."""
        if not self.starts:
            self.starts = line_starts(self.source)
        return self.starts[line - 1] + column if line <= len(self.starts) else len(self.source)

    def segment(self, line: int, column: int, end_line: int, end_column: int) -> bytes:
        """Give the source between two positions."""
        return self.source[self.offset(line, column) : self.offset(end_line, end_column)]

    def read_opaque(self) -> None:
        """Read annotations that are no types as expressions, where they stand."""
        index = 0
        while index < len(self.opaque):
            self.read_annotation(*self.opaque[index][:5])
            index += 1

    def read_annotation(self, line: int, column: int, end_line: int, end_column: int, scope: int) -> None:
        """Read the literals of one annotation in a reader of its own."""
        text = self.ascii_source[self.offset(line, column) : self.offset(end_line, end_column)]
        if b'"' not in text and b"'" not in text:
            return
        tree, errors, _, _, _ = ast_serialize.parse(
            "<annotation>", b"(" + text + b"\n)\n", python_version=GRAMMAR, cache_version=FORMAT_VERSION
        )
        if errors:
            return
        inner = ModuleReader(tree)
        inner.suite(inner.integer(), False)
        inner.annotate(0)
        for record in inner.records:
            record.column += column - 1 if record.line == 1 else 0
            record.end_column += column - 1 if record.end_line == 1 else 0
            record.line += line - 1
            record.end_line += line - 1
            record.scope = scope
            self.records.append(record)

    def text_at(self, pos: i64) -> str:
        """Give the value of the string literal at `pos` as it stands in the source."""
        value = super().text_at(pos)
        if not self.changed or MARK not in value:
            return value
        saved, structure = self.pos, self.hash
        self.pos = pos + 1
        self.skip_string()
        self.flag()
        self.location()
        self.pos, self.hash = saved, structure
        return self.restored(value)

    def restored(self, value: str) -> str:
        """Give the text of a template as it stands in the source."""
        if not self.changed:
            return value
        return self.restore(value, self.line, self.column, self.end_line, self.end_column)

    def restore(self, value: str, line: int, column: int, end_line: int, end_column: int) -> str:
        """Put back the bytes that were replaced in a literal's value."""
        if MARK not in value and "_yp" not in value:
            return value
        start, end = self.offset(line, column), self.offset(end_line, end_column)
        text = self.source[start:end]
        if "_yp" in value and b"_yp" in self.ascii_source[start:end]:
            value = value.replace("_ype:", "type:").replace("_ypy:", "mypy:")
        if MARK not in value:
            return value
        high = bytes(byte for byte in text if byte > 127)
        return fill(value, high) if value.count(MARK) == len(high) else evaluate(text, value)

    def restore_literals(self) -> None:
        """Put back what was replaced in the values of literals."""
        for index in self.surrogates:
            if index >= 0:
                self.evaluate_record(index)
        if not self.changed:
            return
        for found in self.records:
            if found.kind != TEMPLATE and (MARK in found.value or "_yp" in found.value):
                found.value = self.restore(
                    found.value, found.line, found.column, found.end_line, found.end_column
                )

    def evaluate_record(self, index: int) -> None:
        """Read a literal with lone surrogates from the source."""
        found = self.records[index]
        text = self.segment(found.line, found.column, found.end_line, found.end_column)
        found.value = evaluate(text, found.value)


def line_starts(source: bytes) -> list[int]:
    """Give the offset at which each line begins; lines end with LF, CR or both."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def fill(value: str, high: bytes) -> str:
    """Put bytes in the places of the marks, in their order."""
    parts = value.encode("utf-8", "surrogatepass").split(b"\x02")
    pieces = [parts[0]]
    for byte, part in zip(high, parts[1:], strict=True):
        pieces.append(bytes((byte,)))
        pieces.append(part)
    return b"".join(pieces).decode("utf-8", "surrogatepass")


def evaluate(text: bytes, value: str) -> str:
    """Evaluate the source of a literal; keep `value` when it is none on its own."""
    try:
        found = ast.literal_eval("(" + text.decode("utf-8", "replace") + "\n)")
    except (SyntaxError, ValueError):
        return value
    return found if isinstance(found, str) else value
