"""`from a import b` in texts, where `a.b` is what is renamed and `a` is not: it is named in two words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

# One name alone: of several, each may lie elsewhere afterwards.
TAKEN: Final = re.compile(
    r"(?<![\w.])from[ \t]+(?P<package>[A-Za-z_][\w.]*)[ \t]+import[ \t]+(?P<name>[A-Za-z_]\w*)"
    r"(?P<alias>[ \t]+as\b)?(?![\w.(]|[ \t]*,)"
)


class Taken(NamedTuple):
    """An import of one renamed thing: where it begins, what of it is replaced, and by what."""

    begin: int
    start: int
    end: int
    full: str
    text: str


def find_taken(text: str, renamed: Callable[[str], str | None]) -> Iterator[Taken]:
    """Yield the imports in a text; `renamed` gives the new name of a dotted one, or None."""
    for found in TAKEN.finditer(text):
        package, name = found["package"], found["name"]
        head, _, leaf = (renamed(f"{package}.{name}") or "").rpartition(".")
        if head and renamed(package) is None:
            alias = "" if leaf == name or found["alias"] else f" as {name}"
            words = f"{head} import {leaf}{alias}"
            yield Taken(found.start(), found.start("package"), found.end("name"), f"{package}.{name}", words)
