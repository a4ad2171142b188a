"""An estimate of how many tokens a language model makes of a text, without its tables.

Words of up to six letters are one token, longer ones one for every five letters; two digits are one token,
and so is every other character but spaces. It is meant to be too high rather than too low.
"""

from __future__ import annotations

import re

PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^\sA-Za-z0-9]|\n")
LONGEST_WORD = 6  # letters that are one token
LETTERS = 5  # of a longer word in one token
DIGITS = 2


def estimate(text: str) -> int:
    """Estimate the tokens of a text."""
    return sum(map(tokens_of, PART.findall(text)))


def tokens_of(part: str) -> int:
    """Estimate the tokens of a word, a number or a sign."""
    if part.isdigit():
        return -(-len(part) // DIGITS)
    return 1 if len(part) <= LONGEST_WORD else -(-len(part) // LETTERS)
