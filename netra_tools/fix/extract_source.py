"""The lines of a source around a function that is taken apart."""

from __future__ import annotations

import re
from typing import Final

from netra_tools.changes.source import SourceText, indent_of
from netra_tools.facts.flow import Statement

SPOKEN: Final = re.compile(
    rb"#+\s*(?!noqa|type:|pylint|pragma|fmt:|netra:|mypy:|pyright|ruff|isort|nosec|todo|xxx|fixme)", re.I
)
TRAILING: Final = re.compile(rb"[ \t\f]*(#.*)?$")


class Lines:
    """The lines of a file, counted from 1, without their newlines."""

    def __init__(self, text: SourceText) -> None:
        self.text = text
        self.count = len(text.starts)
        self.words = frozenset(re.findall(rb"[^\W\d]\w*", text.data))

    def __getitem__(self, number: int) -> bytes:
        return self.text.line(number - 1)

    def is_blank(self, number: int) -> bool:
        """Say whether a line holds nothing."""
        return not self[number].strip()

    def is_comment(self, number: int) -> bool:
        """Say whether a line holds a comment alone."""
        return self[number].lstrip(b" \t\f").startswith(b"#")

    def indent(self, number: int) -> bytes:
        """Give what stands before what is written in a line."""
        line = self[number]
        return line[: indent_of(line)]

    def first_of(self, statement: Statement, after: int) -> int:
        """Give the first line of a statement with the comments right above it, which come after a line."""
        number = statement.line
        indent = self.indent(number)
        while number - 1 > after and self.is_comment(number - 1) and self.indent(number - 1) == indent:
            number -= 1
        return number

    def whole(self, number: int) -> bytes:
        """Give a line with its newline; the last of a file gets one."""
        line = self.text.data[self.text.starts[number - 1] : self.end_of(number)]
        return line if line.endswith((b"\n", b"\r")) else line + self.text.newline

    def end_of(self, number: int) -> int:
        """Give the offset behind a line and its newline."""
        return self.text.starts[number] if number < self.count else len(self.text.data)

    def comment(self, first: int, last: int) -> str:
        """Give the first words that comments in some lines say to people."""
        for number in range(first, last):
            line = self[number].strip()
            if SPOKEN.match(line):
                return line.lstrip(b"#").decode("utf-8", "replace").strip()
        return ""

    def stands_alone(self, first: Statement, last: Statement) -> bool:
        """Say whether statements share their lines with nothing else."""
        before = self[first.line][: first.column]
        behind = self[last.end_line][last.end_column :]
        is_elif = self[first.line][first.column :].startswith(b"elif")
        return not before.strip() and not is_elif and TRAILING.match(behind) is not None
