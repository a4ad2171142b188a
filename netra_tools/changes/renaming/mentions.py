"""Old names that stand in a source and are no reference: in comments, documentation, texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from netra_tools.changes.renaming.pairs import Pair, Renaming
from netra_tools.changes.source import SourceText, Splice
from netra_tools.model import DOCSTRING, Literal


class Mention(NamedTuple):
    """An old name in the bytes of a file."""

    start: int
    pair: Pair


def find_mentions(data: bytes, renaming: Renaming, splices: Sequence[Splice]) -> list[Mention]:
    """Find the dotted old names that nothing rewrites; names without a dot are words like any other."""
    covered = sorted((splice.start, splice.end) for splice in splices)
    found = []
    for pair in renaming.pairs:
        old = pair.old.encode()
        if b"." not in old or old not in data:
            continue
        for match in re.finditer(rb"(?<![\w.])" + re.escape(old) + rb"((?:\.\w+)*)(?!\w)", data):
            whole = renaming.of(match[0].decode("utf-8", "replace"))
            if whole and whole.pair == pair and not is_covered(match.start(), covered):
                found.append(Mention(match.start(), pair))
    return sorted(found)


def is_covered(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a place lies in one of some spans."""
    return any(start <= place < end for start, end in spans)


def in_documentation(
    mentions: Sequence[Mention], text: SourceText, literals: Sequence[Literal]
) -> Iterator[Mention]:
    """Yield the mentions that stand in documentation by syntax."""
    spans = [
        (text.offset((one.line, one.column)), text.offset((one.end_line, one.end_column)))
        for one in literals
        if one.kind == DOCSTRING
    ]
    return (mention for mention in mentions if is_covered(mention.start, spans))


def rewritten(mention: Mention) -> Splice:
    """Write the new name for an old one."""
    return Splice(mention.start, mention.start + len(mention.pair.old.encode()), mention.pair.new.encode())
