"""What comments say about the code beside them, and the code that they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from netra_tools.model import UNFINISHED, Access, Definition, Handler

EXCEPT = re.compile(rb"[ \t]*except\b")
# Comments that speak to a tool; they explain nothing. What follows the last of them may.
DIRECTIVE = re.compile(
    rb"#\s*(?:(?:noqa|nosec|NOQA)(?:\s*:\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?|type:\s*ignore(?:\[[\w,\s-]*\])?"
    rb"|pragma:\s*no\s*(?:cover|branch)|(?:pylint|pyright|mypy|fmt|isort):\s*[\w=,\s-]*|netra:[^#]*)"
)
TO_DO = re.compile(rb"(?i)#.*(?:\b(?:TODO|FIXME|XXX)\b|\bnot (?:yet )?implemented|\bstub\b|\bplaceholder\b)")


class Comments:
    """The lines of a source, split when they are first asked for."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.split: list[bytes] = []

    def line(self, number: int) -> bytes:
        """Give one line, without what ends it; nothing behind the last one."""
        if not self.split:
            self.split = self.source.split(b"\n")
        return self.split[number - 1] if 0 < number <= len(self.split) else b""

    def explains(self, number: int) -> bool:
        """Tell whether a line has a comment that speaks to people; a `#` in a string counts, too."""
        line = self.line(number)
        start = line.find(b"#")
        return start >= 0 and DIRECTIVE.sub(b"", line[start:]).strip(b"# \t") != b""


def unexplained_handlers(comments: Comments, handlers: Sequence[Handler]) -> tuple[Handler, ...]:
    """Leave out the handlers that a comment explains, and give the others the place of their `except`."""
    found = []
    for handler in handlers:
        first = handler.line
        while first > 1 and not EXCEPT.match(comments.line(first)):
            first -= 1
        if not explained(comments, first, handler.end_line):
            line = comments.line(first)
            column = len(line) - len(line.lstrip())
            found.append(handler._replace(line=first, column=column, end_line=first, end_column=column + 6))
    return tuple(found)


def explained(comments: Comments, first: int, last: int) -> bool:
    """Tell whether a comment stands in some lines, or alone right above or below them."""
    if any(comments.explains(number) for number in range(first, last + 1)):
        return True
    beside = (number for number in (first - 1, last + 1) if comments.line(number).lstrip()[:1] == b"#")
    return any(comments.explains(number) for number in beside)


def mark_unfinished(comments: Comments, definitions: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Mark the definitions that do nothing and say that something is to be done."""
    if b"#" not in comments.source or not [1 for found in definitions if found.idle]:
        return definitions
    return tuple([marked(comments, found) if found.idle else found for found in definitions])


def marked(comments: Comments, found: Definition) -> Definition:
    """Mark one definition when a comment in it, or right below its last line, says so."""
    last = found.end_line
    while comments.line(last + 1).lstrip()[:1] == b"#" and indent(comments.line(last + 1)) > found.column:
        last += 1
    lines = map(comments.line, range(found.line, last + 1))
    if any(b"#" in line and TO_DO.search(line) for line in lines):
        return found._replace(idle=found.idle | UNFINISHED)
    return found


def indent(line: bytes) -> int:
    """Count the bytes before the text of a line."""
    return len(line) - len(line.lstrip())


def unexplained_mocks(comments: Comments, accesses: tuple[Access, ...]) -> tuple[Access, ...]:
    """Leave out the mocks that a comment of the same paragraph explains, on their line or above it."""
    if not accesses:
        return accesses
    return tuple([found for found in accesses if found.kind != "mock" or not has_reason(comments, found)])


def has_reason(comments: Comments, access: Access) -> bool:
    """Tell whether a comment stands on the line of an access, or above it with no blank line between."""
    number = access.line
    while number and comments.line(number).strip():
        if comments.explains(number):
            return True
        number -= 1
    return False
