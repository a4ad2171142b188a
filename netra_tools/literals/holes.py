"""Texts with holes, such as `agent:{}:{}`, `/users/{id}` and `%s failed`, held against finished values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# Of an f-string as the index keeps it, of `str.format`, of `%`, and of routes.
HOLE = re.compile(r"\$?\{[-\w.:!\[\]]*\}|%(?:\(\w+\))?[srd]|<\w+:\w+>")
STARTS: Final = "{%<"
BARRIER = re.compile(r"[\s/:]")  # what parts a path, a topic or a sentence
LEAST: Final = 2  # letters or digits outside of the holes: `{}:{}` would be everything's template


def pieces_of(template: str) -> list[str]:
    """Give what stands between the holes of a template; one piece when it has none."""
    if not any(char in template for char in STARTS):
        return [template]
    return HOLE.split(template)


def makes(pieces: Sequence[str], value: str, *, in_parts: bool = False) -> bool:
    """Say whether a template can make a value, with at least one character in each hole.

    The leftmost place of each piece is as good as any, so no place is tried twice. `in_parts`: what fills
    a hole lies within one part of a path, a topic or a sentence.
    """
    first, *middle, last = pieces
    if not value.startswith(first):
        return False
    at, filled = len(first), ""
    for piece in middle:
        found = value.find(piece, at + 1)
        if found < 0:
            return False
        filled += value[at:found]
        at = found + len(piece)
    end = len(value) - len(last)
    if end <= at or not value.endswith(last):
        return False
    return not in_parts or not BARRIER.search(filled + value[at:end])


def specific(template: str, value: str, *, in_parts: bool = False) -> int:
    """Count the characters that a template says of a value; 0 when it cannot make it, or says little."""
    pieces = pieces_of(template)
    if len(pieces) < 2 or not makes(pieces, value, in_parts=in_parts):
        return 0
    fixed = "".join(pieces)
    return len(fixed) if sum(map(str.isalnum, fixed)) >= LEAST else 0
