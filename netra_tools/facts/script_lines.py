"""Lines of a script, and the comments in it that speak to netra."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from netra_tools.facts.lines import make_suppression
from netra_tools.model import LineCounts, Suppression

if TYPE_CHECKING:
    from tree_sitter import Node

DIRECTIVE = re.compile(
    r"(?://+|/\*+)\s*netra:\s*"
    r"(?:ignore(?P<file>-file)?(?P<list>\[(?P<rules>[^\]\n]*)\])?|(?P<literal>literal ok\b))"
    r"[ \t]*(?P<reason>[^\r\n]*?)(?=\s*(?:\*/|$))"
)


class ScriptLines(NamedTuple):
    """The counts of a file, and the numbers of the lines that hold no code, sorted."""

    counts: LineCounts
    empty: Sequence[int]

    def code(self, first: int, last: int) -> int:
        """Count the lines of code from one line to another."""
        return last - first + 1 - (bisect_right(self.empty, last) - bisect_left(self.empty, first))


def count_lines(source: bytes, comments: Sequence[Node], templates: Sequence[Node]) -> ScriptLines:
    """Count the lines of each kind; a line inside a template is code, whatever it holds."""
    lines = split(source)
    bare = split(without(source, comments))
    inside = {row + 1 for node in templates for row in range(node.start_point[0] + 1, node.end_point[0])}
    blank = {number for number, line in enumerate(lines, 1) if not line.strip()} - inside
    empty = {number for number, line in enumerate(bare, 1) if not line.strip()} - inside
    counts = LineCounts(len(lines), len(lines) - len(empty), len(empty - blank), len(blank))
    return ScriptLines(counts, sorted(empty))


def split(source: bytes) -> list[bytes]:
    """Split a source into its lines; what follows the last newline is none when it is empty."""
    lines = source.split(b"\n")
    return lines if lines[-1] else lines[:-1]


def without(source: bytes, comments: Sequence[Node]) -> bytes:
    """Put blanks in the place of comments; newlines stay."""
    pieces, start = [], 0
    for node in comments:
        pieces.append(source[start : node.start_byte])
        pieces.append(b"\n" * (node.end_point[0] - node.start_point[0]) or b" ")
        start = node.end_byte
    return b"".join([*pieces, source[start:]])


def find_suppressions(source: bytes, comments: Sequence[Node]) -> tuple[Suppression, ...]:
    """Find the comments that tell netra to be silent: what they say stands at their beginning."""
    if b"netra:" not in source:
        return ()
    lines = source.split(b"\n")
    found = []
    for node in comments:
        row, column = node.start_point
        line = lines[row]
        before = line[:column].decode("utf-8", "replace")
        match = DIRECTIVE.match(line.decode("utf-8", "replace"), len(before))
        if match is not None:
            made = make_suppression(match, row + 1)
            # In JSX a comment needs braces around it.
            found.append(made._replace(own_line=before.strip() in ("", "{")))
    return tuple(found)
