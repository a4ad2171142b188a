"""What an XML file holds as a row of elements and texts, so that two files can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

Event = tuple[str, str, tuple[tuple[str, str], ...]]  # OPEN, CLOSE or "text"; name or text; attributes
PREFIX = re.compile(r"^(?:\{[^}]*\}|[^:]*:)")


def text_event(pieces: list[str]) -> Iterator[Event]:
    """Give the text so far, and forget it."""
    text = "".join(pieces)
    pieces.clear()
    if text:
        yield "text", text, ()


def local(name: str) -> str:
    """Give a name without what says which namespace it is of."""
    return PREFIX.sub("", name)
