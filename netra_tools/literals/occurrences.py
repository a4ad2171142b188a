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
from netra_tools.literals.reasons import numbers, slugs
from netra_tools.literals.verdict import Verdict


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


def code_of(verdict: Verdict) -> int:
    """Put a verdict into a number: the code of an occurrence without what it is."""
    return verdict.category | verdict.strength << STRENGTH_SHIFT | numbers()[verdict.reason] << REASON_SHIFT


def verdict_of(code: int) -> Verdict:
    """Give the verdict that a code holds."""
    return Verdict(code & CATEGORY_MASK, slugs()[code >> REASON_SHIFT], code >> STRENGTH_SHIFT & 3)


def recode(code: int, verdict: Verdict) -> int:
    """Give a code another verdict."""
    return code & ~(CATEGORY_MASK | 3 << STRENGTH_SHIFT) & ((1 << REASON_SHIFT) - 1) | code_of(verdict)


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
