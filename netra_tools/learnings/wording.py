"""How the text of a learning is kept: without what its place in a file adds to it."""

from __future__ import annotations

import re
from typing import Final

NO_WORD: Final = re.compile(r"[\W_]+")
MOST_SLUG: Final = 48
LINE_END: Final = re.compile(r"\r\n?")
ODD_SPACE: Final = re.compile(r"[^\S \t\n]")  # it would not stay: some take it for an end of a line
BULLET: Final = re.compile(r"^(?:[-*\u2022]|\d+[.)])\s+")


def one_line(text: str) -> str:
    """Write a text on one line."""
    return " ".join(text.split())


def given_text(text: str) -> str:
    """Give what somebody wrote without the margin that all its lines have, and empty lines around it."""
    text = ODD_SPACE.sub(" ", LINE_END.sub("\n", text))
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(trimmed(dedented(lines)))


def read_text(text: str) -> str:
    """Give what an element holds. What begins on the line of its tag says nothing about the margin."""
    first, *others = [line.rstrip() for line in text.split("\n")]
    if not first.strip():
        return "\n".join(trimmed(dedented(others)))
    return "\n".join(trimmed([first.lstrip(), *dedented(others)]))


def dedented(lines: list[str]) -> list[str]:
    """Take the margin away that all lines have which hold anything."""
    margins = [line[: len(line) - len(line.lstrip(" \t"))] for line in lines if line]
    width = shared(min(margins), max(margins)) if margins else 0
    return [line[width:] for line in lines]


def shared(one: str, other: str) -> int:
    """Count the letters that two texts begin with alike."""
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))


def trimmed(lines: list[str]) -> list[str]:
    """Take empty lines away at both ends."""
    full = [number for number, line in enumerate(lines) if line]
    return lines[full[0] : full[-1] + 1] if full else []


def items_of(text: str, separators: str) -> list[str]:
    """Give the items of a list that is written as text, without bullets."""
    items = [BULLET.sub("", item.strip()).strip(" \t`'\"") for item in re.split(separators, text)]
    return [item for item in items if item]


def slug(text: str, most: int = MOST_SLUG) -> str:
    """Write a text as a name: small letters without accents, digits and hyphens; whole words that fit."""
    import unicodedata

    letters = [one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)]
    words = NO_WORD.sub("-", "".join(letters).casefold()).strip("-").split("-")
    found = words[0][:most]
    for word in words[1:]:
        if len(found) + 1 + len(word) > most:
            break
        found += f"-{word}"
    return found


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Give what names are sorted by: `L-9` comes before `L-10`."""
    parts = re.findall(r"\d+|\D+", text.lower())
    return tuple([(0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts])
