"""How the index writes down where a value stands: a number for each place, and six columns for each file.

This is on the way of every `validate`: it imports next to nothing.
"""

from __future__ import annotations

import marshal
import zlib
from array import array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

INDEX: Final = "literals.sqlite"  # the index of a repository, below its cache directory

# Bits of a file's flags.
IS_TEST: Final = 1
HAS_PROBLEM: Final = 2  # it could not be parsed or decoded: some of its strings may be missing

# A posting holds, from its lowest bit: category 4, defined 1, test 1; then the number of the file.
CATEGORY_MASK: Final = 15
DEFINED: Final = 1 << 4
IN_TEST: Final = 1 << 5
FILE_SHIFT: Final = 6

# A file's columns: number of the text, code, line, column, end line, end column.
COLUMNS: Final = 6
LEVEL: Final = 1  # of zlib: a higher one saves a twentieth and takes three times as long

# A code holds, from its lowest bit: category 4, kind 3, role 4, strength 2, defined 1, reason 10.
KIND_SHIFT: Final = 4
ROLE_SHIFT: Final = 7
STRENGTH_SHIFT: Final = 11
DEFINED_BIT: Final = 1 << 13
REASON_SHIFT: Final = 14


def to_bytes(value: str) -> bytes:
    """Write a value as it is kept: lone surrogates come back as they were."""
    return value.encode("utf-8", "surrogatepass")


def to_text(kept: bytes) -> str:
    """Read a value as it was kept."""
    return kept.decode("utf-8", "surrogatepass")


def key_of(kept: bytes) -> int:
    """Give the number under which a value is looked up; another value may have it, too."""
    return zlib.crc32(kept)


def to_array(kept: bytes) -> array[int]:
    """Read postings."""
    found = array("I")
    found.frombytes(kept)
    return found


def files_of(postings: array[int]) -> list[int]:
    """Give the numbers of the files in which a value stands, each once, in order."""
    return sorted({posting >> FILE_SHIFT for posting in postings})


def columns_of(packed: bytes) -> list[array[int]]:
    """Give the six columns of a file."""
    values = to_array(zlib.decompress(packed)) if packed else array("I")
    count = len(values) // COLUMNS
    return [values[count * number : count * (number + 1)] for number in range(COLUMNS)]


def overrides_of(kept: bytes) -> dict[int, int]:
    """Read the codes of a file that are not what its own text says, by place."""
    found: dict[int, int] = marshal.loads(kept) if kept else {}
    return found
