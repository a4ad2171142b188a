"""From the bytes of files to the values that reachability works on, and these as bytes that can be kept."""

from __future__ import annotations

import marshal
import re

from netra_tools.facts.read_ties import read_ties
from netra_tools.facts.ties import Ties, pack_ties, unpack_ties
from netra_tools.reach.model import Source

WORD = re.compile(rb"[A-Za-z_][\w.]*")
TIED = b"t"  # the first byte of packed ties; anything else is a list of words


def pack_file(data: bytes) -> bytes:
    """Read what a file defines and relies on, and pack it; of one that cannot be read its words."""
    ties = read_ties(data)
    if isinstance(ties, Ties):
        return TIED + pack_ties(ties)
    return b"w" + marshal.dumps(sorted(words_of(data)))


def make_source(path: str, module: str, is_package: bool, is_test: bool, packed: bytes) -> Source:
    """Make the source of a file whose content has been packed."""
    if packed[:1] == TIED:
        return Source(path, module, is_package, is_test, unpack_ties(packed[1:]))
    words = frozenset(marshal.loads(packed[1:])) if packed else frozenset()
    return Source(path, module, is_package, is_test, None, words)


def words_of(data: bytes) -> frozenset[str]:
    """Give all that may be a name in a file that cannot be read."""
    found = {word.decode("utf-8", "replace") for word in WORD.findall(data)}
    return frozenset([*found, *[part for word in found for part in word.split(".")]])
