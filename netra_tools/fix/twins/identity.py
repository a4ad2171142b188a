"""Who could tell that there is one definition where there were two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from netra_tools.facts.sameness import CLASS
from netra_tools.fix.twins.comparison import is_erased, told_apart
from netra_tools.fix.twins.side import Side
from netra_tools.fix.twins.users import Seen


class Twin(NamedTuple):
    """One of two definitions that are the same, and what is done with it."""

    side: Side
    name: str
    seen: Seen


def of_identity(gone: Twin, kept: Twin) -> Iterator[str]:
    """Yield who could tell the two apart, "" where nobody can."""
    body = gone.side.body(gone.name)
    if body.kind == CLASS and is_erased(gone.side, body):
        return
    for which in (gone, kept):
        if which.seen.rebound:
            yield f"it is replaced, or something of it is set, at {which.seen.rebound[0]}"
    if body.kind == CLASS:
        yield told_apart(gone.side, body)
        for which in (gone, kept):
            yield of_class(which.seen)
    else:
        yield of_functions(gone, kept)


def of_class(seen: Seen) -> str:
    """Say who asks for one of two classes, and would get instances of both."""
    if seen.starred:
        return "a star import brings the class where nobody sees what is done with it"
    if seen.handed:
        return f"the class is asked for at {seen.handed[0]}, which takes one for the other then"
    return ""


def of_functions(gone: Twin, kept: Twin) -> str:
    """Say who gets hold of both functions; whoever gets one alone, or calls them, sees no difference."""
    first, second = (sorted((*which.seen.handed, *which.seen.attributes)) for which in (gone, kept))
    if first and (second or gone.name != kept.name):
        return f"it is handed on at {first[0]}: what takes it may tell it from the other" + (
            f", which is handed on at {second[0]}" if second else ""
        )
    if gone.seen.starred and (kept.seen.starred or second):
        return "a star import brings it where nobody sees what is done with it"
    return ""
