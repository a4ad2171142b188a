"""Lines of a source: how many there are of each kind, and the comments that speak to netra."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from netra_tools.model import LineCounts, Literal, Suppression

HASH: Final = 35
DIRECTIVE = re.compile(
    r"#\s*netra:\s*ignore(?P<file>-file)?(?P<list>\[(?P<rules>[^\]\n]*)\])?[ \t]*(?P<reason>[^#\r\n]*)"
)


def empty_lines(source: bytes) -> tuple[tuple[int, ...], frozenset[int]]:
    """Give the numbers of lines that look blank or like a comment, and which of them are comments."""
    found: list[int] = []
    comments: list[int] = []
    for number, line in enumerate(source.split(b"\n"), 1):
        text = line.strip()
        if not text:
            found.append(number)
        elif text[0] == HASH:
            found.append(number)
            comments.append(number)
    if source[-1:] in (b"\n", b""):
        found.pop()  # what follows the last newline is no line
    return tuple(found), frozenset(comments)


def count_physical(source: bytes) -> int:
    """Count lines as an editor does; a last line without newline counts."""
    if not source:
        return 0
    count = source.count(b"\n")
    return count if source.endswith(b"\n") else count + 1


def drop_string_lines(empty: Sequence[int], strings: Sequence[Literal]) -> tuple[int, ...]:
    """Leave out the lines that lie inside a string of several lines: they are code."""
    inside: set[int] = set()
    for found in strings:
        if found.end_line > found.line:
            inside.update(range(found.line + 1, found.end_line + 1))
    if not inside:
        return tuple(empty)
    return tuple([number for number in empty if number not in inside])


def count_lines(physical: int, no_code: Sequence[int], comments: frozenset[int]) -> LineCounts:
    """Count the lines of each kind; `no_code` are the blank and comment lines."""
    comment = sum(1 for number in no_code if number in comments)
    return LineCounts(physical, physical - len(no_code), comment, len(no_code) - comment)


def find_suppressions(source: bytes, strings: Sequence[Literal]) -> tuple[Suppression, ...]:
    """Find the comments that tell netra to be silent; text inside strings is no comment."""
    if b"netra:" not in source:
        return ()
    found = []
    spans = [((text.line, text.column), (text.end_line, text.end_column)) for text in strings]
    for number, raw in enumerate(source.splitlines(), 1):
        if b"netra:" not in raw:
            continue
        for match in DIRECTIVE.finditer(raw.decode("utf-8", "replace")):
            suppression = make_suppression(match, number)
            position = (number, suppression.column)
            if not any(start <= position < end for start, end in spans):
                found.append(suppression)
    return tuple(found)


def make_suppression(match: re.Match[str], line: int) -> Suppression:
    """Make the record of one comment."""
    before = match.string[: match.start()]
    column = len(before.encode())
    rules = tuple(word.strip() for word in (match["rules"] or "").split(",") if word.strip())
    text = match[0].rstrip()
    reason = match["reason"].strip().lstrip("-:— ").strip()
    end = column + len(text.encode())
    return Suppression(rules, reason, match["file"] is not None, line, column, end, not before.strip())
