"""What the names in a body add to its structure: as they are, or with those that it binds left open."""

from __future__ import annotations

from itertools import chain
from typing import Final
from zlib import crc32

from netra_tools.facts.native_cursor import FACTOR, HASH_MASK

# What stands for the names that a body binds, as they appear. Those past the last stay what they are.
NUMBERS: Final = tuple([b"\1%d" % number for number in range(500)])


def mix_words(shape: int, words: list[bytes]) -> int:
    """Let the names of a body, in their order, count for its structure."""
    return (shape * FACTOR ^ crc32(b"\0".join(words))) & HASH_MASK


def mix_renamed(shape: int, words: list[bytes], parameters: list[bytes], bound: set[bytes]) -> int:
    """Do the same with numbers for parameters, in their order, and for other names that the body binds.

    No step is Python's own for each name. Parameters that the body does not name get no number.
    """
    named = dict.fromkeys(words)
    order = chain(filter(named.__contains__, parameters), filter(bound.__contains__, named))
    renamed = dict(zip(dict.fromkeys(order), NUMBERS, strict=False))
    return (shape * FACTOR ^ crc32(b"\0".join(map(renamed.get, words, words)))) & HASH_MASK
