"""Colour and width of terminal text, by hand: importing a library for it would double the start-up."""

from __future__ import annotations

from collections.abc import Callable

_STYLES = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "pass": "1;32",
    "place": "36",
}

Paint = Callable[[str, str], str]


def painter(color: bool) -> Paint:
    """Return a function that gives a text a style, or leaves it alone when there is no colour."""
    if not color:
        return lambda text, style: text
    return lambda text, style: f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if text else text


def fold(text: str, width: int) -> list[str]:
    """Break `text` at spaces into lines of at most `width`; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def cell_width(text: str) -> int:
    """Return how many terminal columns printable `text` takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
