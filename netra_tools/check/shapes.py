"""Shapes of all files: kept small, so that finding those that are alike costs a few milliseconds.

A file keeps the keys of its shapes, eight bytes each, and beside them, marshalled, all the rest, which is
looked at only where a key is found twice.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from netra_tools.model import Finding
from netra_tools.rules.rule import Copy, Shape, ShapeRule, numbered

KEY = "q"
PLAIN = 2  # the marshal format without references: faster to write
KEY_BYTES = array(KEY).itemsize
Packed = tuple[bytes, bytes]  # the keys of a file's shapes, and all the rest
Row = tuple[str, str, bytes, bytes]  # path and module of a file that has shapes, and these packed


def pack_shapes(by_rule: Iterable[Iterable[Shape]]) -> Packed:
    """Turn the shapes of a file, one list for each rule, into keys and the rest; nothing into nothing."""
    packed: list[list[Any]] = [list(map(tuple, shapes)) for shapes in by_rule]
    keys = [shape[0] for shapes in packed for shape in shapes]
    return (array(KEY, keys).tobytes(), marshal.dumps(packed, PLAIN)) if keys else (b"", b"")


def check_shapes(rules: Sequence[ShapeRule], rows: Sequence[Row]) -> tuple[Finding, ...]:
    """Give what each rule says of the shapes that are alike."""
    groups = find_alike(rows)
    found = [finding for number, rule in enumerate(rules) for finding in rule.check(groups.get(number, []))]
    return tuple(numbered(found))


def find_alike(rows: Sequence[Row]) -> dict[int, list[list[Copy]]]:
    """Group the shapes with equal keys by the number of their rule, in the order of the rows."""
    keys = array(KEY, b"".join([row[2] for row in rows]))
    twice = frozenset([key for key, count in Counter(keys).items() if count > 1])
    groups: dict[tuple[int, int], list[Copy]] = {}
    for number, copy in unpack_copies(holders(rows, keys, twice), twice):
        groups.setdefault((number, copy.shape.key), []).append(copy)
    found: dict[int, list[list[Copy]]] = {}
    for (number, _), group in groups.items():
        if len(group) > 1:  # shapes of two rules may have the same key
            found.setdefault(number, []).append(group)
    return found


def holders(rows: Sequence[Row], keys: Sequence[int], wanted: frozenset[int]) -> list[Row]:
    """List the rows that hold wanted keys; `keys` are those of all rows."""
    ends = list(accumulate([len(row[2]) // KEY_BYTES for row in rows]))
    places = [at for at, key in enumerate(keys) if key in wanted]
    return [rows[number] for number in sorted({bisect_right(ends, place) for place in places})]


def unpack_copies(rows: Iterable[Row], keys: frozenset[int]) -> Iterator[tuple[int, Copy]]:
    """Yield the shapes with these keys, each with the number of its rule."""
    for path, module, _, rest in rows:
        for number, shapes in enumerate(marshal.loads(rest)):
            for shape in shapes:
                if shape[0] in keys:
                    yield number, Copy(path, module, Shape(*shape))
