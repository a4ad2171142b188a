"""The keys and values of YAML with their places in the bytes of the file."""

from __future__ import annotations

import re
from itertools import accumulate

from netra_tools.changes.documents.draft import Draft
from netra_tools.changes.documents.items import BrokenError, Item
from netra_tools.facts.scalars_yaml import Scalar, read_scalars

HEADER = re.compile(r"[|>][^\n]*+\n?")
QUOTES = ("'", '"')


def read_yaml(draft: Draft) -> list[Item]:
    """Give the keys and values of a YAML document.

    Raises: BrokenError when it is none.
    """
    text = decoded(draft.data)
    shift = len(draft.data) - len(text.encode("utf-8"))
    places = None
    if not text.isascii():
        places = [0, *accumulate(len(char.encode("utf-8")) for char in text)]
    items = []
    for scalar in scalars(text):
        start, end = inner(scalar, text)
        if places is not None:
            start, end = places[start], places[end]
        items.append(Item(scalar.keys, start + shift, end + shift, scalar.is_key, scalar.style == '"'))
    return items


def parse_yaml(data: bytes) -> object:
    """Give what the scalars of a YAML document say.

    Raises: BrokenError when it is none.
    """
    return [(scalar.keys, scalar.value) for scalar in scalars(decoded(data))]


def decoded(data: bytes) -> str:
    """Decode a document; a byte order mark is no part of it."""
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        raise BrokenError("not UTF-8") from None


def scalars(text: str) -> list[Scalar]:
    """Read the scalars."""
    try:
        return list(read_scalars(text))
    except ValueError as error:
        raise BrokenError(str(error)) from None


def inner(scalar: Scalar, text: str) -> tuple[int, int]:
    """Give the span of what a scalar says, without quotes and without the header of a block."""
    if scalar.style in QUOTES:
        return scalar.start + 1, scalar.end - 1
    if scalar.style:
        header = HEADER.match(text, scalar.start)
        return header.end() if header else scalar.start, scalar.end
    return scalar.start, scalar.end
