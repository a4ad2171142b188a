"""The strings of one file as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from netra_tools.literals.postings import (
    CATEGORY_MASK,
    DEFINED_BIT,
    KIND_SHIFT,
    REASON_SHIFT,
    ROLE_SHIFT,
    STRENGTH_SHIFT,
    columns_of,
)


class Occurrence(NamedTuple):
    """One string at one place."""

    text: int  # number of its value
    category: int
    kind: int
    role: int
    strength: int
    defined: bool  # here it is made, elsewhere it is used
    reason: int  # number of the rule that decided
    line: int
    column: int
    end_line: int
    end_column: int


def encode_code(category: int, kind: int, role: int, verdict: tuple[int, bool, int]) -> int:
    """Put what an occurrence is into a number; `verdict` is strength, whether it is defined, reason."""
    strength, defined, reason = verdict
    return (
        category
        | kind << KIND_SHIFT
        | role << ROLE_SHIFT
        | strength << STRENGTH_SHIFT
        | (DEFINED_BIT if defined else 0)
        | reason << REASON_SHIFT
    )


def recode(code: int, category: int, reason: int) -> int:
    """Give a code another category, for another reason."""
    kept = code & ~CATEGORY_MASK & ((1 << REASON_SHIFT) - 1)
    return kept | category | reason << REASON_SHIFT


def decode(packed: bytes, overrides: Mapping[int, int]) -> Iterator[Occurrence]:
    """List the occurrences of a file; `overrides` are codes that what happens elsewhere has changed."""
    for number, (text, code, *span) in enumerate(zip(*columns_of(packed), strict=True)):
        code = overrides.get(number, code)
        yield Occurrence(
            text,
            code & CATEGORY_MASK,
            code >> KIND_SHIFT & 7,
            code >> ROLE_SHIFT & 15,
            code >> STRENGTH_SHIFT & 3,
            bool(code & DEFINED_BIT),
            code >> REASON_SHIFT,
            *span,
        )
