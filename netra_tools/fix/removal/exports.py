"""Takes names out of `__all__`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from netra_tools.changes.renaming.exports import ALL, closed, displays, without
from netra_tools.changes.source import SourceText, Splice
from netra_tools.facts.read import read_source
from netra_tools.model import Literal


def without_exports(data: bytes, names: Collection[str]) -> bytes:
    """Give a file whose `__all__` lacks some names, taking one at a time.

    Raises: UnwritableError.
    """
    while names and b"__all__" in data:
        text = SourceText(data)
        splices = list(one_less(text, names))
        if not splices:
            break
        data = text.spliced(splices)
    return data


def one_less(text: SourceText, names: Collection[str]) -> Iterator[Splice]:
    """Yield what takes the first of some names out of the first list that has one."""
    literals = [one for one in read_source(text.data).literals if one.owner in ALL and one.scope < 0]
    for display in displays(text, literals):
        for place, literal in enumerate(display):
            if literal.value in names:
                yield from shortened(text, display, place)
                return


def shortened(text: SourceText, display: Sequence[Literal], place: int) -> Iterator[Splice]:
    """Yield what takes one name out of a list."""
    is_last = place == len(display) - 1
    yield last_one(text, display) if is_last else without(text, display[place])
    if len(display) == 2:
        yield from closed(text, display[1 - place])


def last_one(text: SourceText, display: Sequence[Literal]) -> Splice:
    """Take the last name of a list away, with the comma before it where none stands behind it."""
    plain = without(text, display[-1])
    if len(display) < 2 or plain.text or plain.end != end_of(text, display[-1]):
        return plain
    start = end_of(text, display[-2])
    return plain if b"#" in text.data[start : plain.start] else Splice(start, plain.end, b"")


def end_of(text: SourceText, literal: Literal) -> int:
    """Give where a string ends."""
    return text.offset((literal.end_line, literal.end_column))
