"""Plans the renaming of a literal wherever it stands as one category. Nothing is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from netra_tools.facts.key_files import dialect_of_keys
from netra_tools.facts.read import to_utf8
from netra_tools.literals.known import find
from netra_tools.literals.occurrences import Occurrence
from netra_tools.literals.postings import CATEGORY_MASK, FILE_SHIFT
from netra_tools.literals.store import Store

# A prefix, quotes, and between them nothing that would end the literal.
LITERAL: Final = re.compile(r"([rRuUbB]{0,2})('''|\"\"\"|'|\")(?:\\.|(?!\2)[^\\])*\2", re.DOTALL)


class Left(NamedTuple):
    """A place that has to be changed by hand, and why."""

    path: str
    line: int
    why: str


class Spelling(NamedTuple):
    """A literal to be written anew. Lines count from 1, columns in bytes of UTF-8 from 0."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


class Respelled(NamedTuple):
    """A file, and what is to be written anew in it."""

    path: str
    spellings: tuple[Spelling, ...]


class Renaming(NamedTuple):
    """What a renaming would change, and what it cannot."""

    files: tuple[Respelled, ...]
    left: tuple[Left, ...]


def plan(store: Store, root: str, words: tuple[str, str], category: int) -> Renaming:
    """Plan to write the second of two words for the first one wherever that is of a category."""
    files, left = [], []
    for path, found in occurrences(store, words[0], category):
        if dialect_of_keys(path):
            left += [Left(path, item.line, "a key of a file that is no code") for item in found]
            continue
        with open(f"{root}/{path}", "rb") as file:
            text = to_utf8(file.read())[0]
        spellings, failed = rewrite(text, found, words)
        left += [Left(path, item.line, "it is not written as one plain literal") for item in failed]
        if spellings:
            files.append(Respelled(path, tuple(spellings)))
    return Renaming(tuple(files), tuple(left))


def occurrences(store: Store, value: str, category: int) -> Iterator[tuple[str, list[Occurrence]]]:
    """Yield the files in which a value is of a category, by name, with its places."""
    known = find(store.connected(), value)
    if known is None:
        return
    number, postings = known
    numbers = {posting >> FILE_SHIFT for posting in postings if posting & CATEGORY_MASK == category}
    rows = [row for row in store.files().values() if row.number in numbers]
    for row in rows:
        items = store.occurrences(row.number)
        yield row.path, [item for item in items if (item.text, item.category) == (number, category)]


def rewrite(
    text: bytes, found: list[Occurrence], words: tuple[str, str]
) -> tuple[list[Spelling], list[Occurrence]]:
    """Spell the new word at each place; give the places where that cannot be done apart."""
    starts = [0]
    for line in text.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    spellings, failed = [], []
    for item in found:
        start, end = starts[item.line - 1] + item.column, starts[item.end_line - 1] + item.end_column
        new = spell(text[start:end].decode("utf-8", "replace"), words)
        if new is None:
            failed.append(item)
        else:
            spellings.append(Spelling((item.line, item.column), (item.end_line, item.end_column), new))
    return spellings, failed


def spell(source: str, words: tuple[str, str]) -> str | None:
    """Write the new word as the old one is written; None when that is no plain literal of it."""
    match = LITERAL.fullmatch(source)
    if match is None:
        return None
    prefix, quote = match.groups()
    if value_of(source) != words[0]:
        return None
    for body in (words[1], repr(words[1])[1:-1].replace("\\'", "'").replace(quote, "\\" + quote)):
        new = f"{prefix}{quote}{body}{quote}"
        if value_of(new) == words[1]:
            return new
    return None


def value_of(source: str) -> str | None:
    """Give the text that a literal stands for; None when it is no literal of a text."""
    try:
        value = ast.literal_eval(source)
    except (SyntaxError, ValueError):
        return None
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else None
