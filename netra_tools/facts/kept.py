"""Readings of contents that were read before, for those who go through the same files again and again.

A check reads each file once and needs none of this. Repairs ask about most files several times: of 2,831
readings that `netra fix` took of Django, 1,041 were of different contents.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from netra_tools.facts.read import Reading, read_source
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import Uses
from netra_tools.model import Problem

MOST: Final = 1024  # contents of which the readings are kept: some 100 KB each


@lru_cache(maxsize=MOST)
def kept_source(data: bytes) -> Reading:
    """Read the facts and literals of a content, or give what was read of it."""
    return read_source(data)


@lru_cache(maxsize=MOST)
def kept_uses(data: bytes) -> Uses | Problem:
    """Read what a content uses, or give what was read of it."""
    return read_uses(data)
