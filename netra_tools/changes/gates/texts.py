"""Two versions of a text that is no Python: lines that differ hold an old name before, a new one after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from netra_tools.changes.gates.renames import Wording

KEY: Final = re.compile(rb"(^\s*|[{,.]\s*)([\w-]+)(\s*=)")  # of a table in TOML
Lines = Sequence[bytes]
MOST_LINES = 4000  # that differ: to align more of them takes too long


def compare_texts(before: bytes, after: bytes, wording: Wording) -> Iterator[tuple[int, str]]:
    """Yield each line (from 1) that no renamed name explains."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            if one != other and not wording.explains(quoted(one, other), other):
                yield start + number + 1, "the line is not the old one with a new name"
    elif len(old) + len(new) > MOST_LINES:
        yield start + 1, f"{len(old)} lines became {len(new)}"
    else:
        yield from compare_hunks(old, new, start, wording)


def quoted(old: bytes, new: bytes) -> bytes:
    """Put the keys of a line in quotes that stand in none on another: with a dot in it a name needs them."""
    if new.count(b'"') == old.count(b'"'):
        return old
    kept = {found[2] for found in KEY.finditer(new)}
    return KEY.sub(lambda found: found[0] if found[2] in kept else b'%s"%s"%s' % found.groups(), old)


def compare_hunks(old: Lines, new: Lines, start: int, wording: Wording) -> Iterator[tuple[int, str]]:
    """Compare lines whose number has changed."""
    for tag, low, high, place, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for line in old[low:high]:
            if not wording.holds_old(line):
                yield start + place + 1, "a line without an old name is lost or changed"
        for number, line in enumerate(new[place:stop]):
            if not wording.holds_new(line):
                yield start + place + number + 1, "a line without a new name came in"
