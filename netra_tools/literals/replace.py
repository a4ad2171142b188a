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


class Rewritten(NamedTuple):
    """A file before and after."""

    path: str
    before: str
    after: str


class Renaming(NamedTuple):
    """What a renaming would change, and what it cannot."""

    files: tuple[Rewritten, ...]
    left: tuple[Left, ...]
    places: int  # that are changed


def plan(store: Store, root: str, words: tuple[str, str], category: int) -> Renaming:
    """Plan to write the second of two words for the first one wherever that is of a category."""
    files, left, count = [], [], 0
    for path, found in occurrences(store, words[0], category):
        if dialect_of_keys(path):
            left += [Left(path, item.line, "a key of a file that is no code") for item in found]
            continue
        with open(f"{root}/{path}", "rb") as file:
            text = to_utf8(file.read())[0]
        after, failed = rewrite(text, found, words)
        left += [Left(path, item.line, "it is not written as one plain literal") for item in failed]
        if len(failed) < len(found):
            count += len(found) - len(failed)
            files.append(Rewritten(path, text.decode("utf-8", "replace"), after.decode("utf-8", "replace")))
    return Renaming(tuple(files), tuple(left), count)


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


def rewrite(text: bytes, found: list[Occurrence], words: tuple[str, str]) -> tuple[bytes, list[Occurrence]]:
    """Write the new word at each place; give the text, and the places where that cannot be done."""
    starts = [0]
    for line in text.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    failed = []
    for item in reversed(found):
        start, end = starts[item.line - 1] + item.column, starts[item.end_line - 1] + item.end_column
        new = spell(text[start:end].decode("utf-8", "replace"), words)
        if new is None:
            failed.append(item)
        else:
            text = text[:start] + new.encode("utf-8", "surrogatepass") + text[end:]
    return text, failed[::-1]


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
