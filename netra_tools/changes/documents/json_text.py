"""The keys and strings of JSON with their places; comments and last commas are accepted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from netra_tools.changes.documents.draft import Draft
from netra_tools.changes.documents.items import BrokenError, Item
from netra_tools.facts.keys_json import COMMENT, STRING, TRAILING, blank

TOKEN = re.compile(rf"({STRING})(?=(\s*+:)?)|([{{}}\[\],])", re.DOTALL)


def read_json(draft: Draft) -> list[Item]:
    """Give the keys and strings of a JSON document.

    Raises: BrokenError when it is none.
    """
    parse_json(draft.data)
    return list(items_of(plain(draft.text)))


def parse_json(data: bytes) -> object:
    """Give the value of a JSON document.

    Raises: BrokenError when it is none.
    """
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        return json.loads(plain(text), parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        reason = str(error).partition(": line ")[0]
        raise BrokenError(f"not JSON: {reason[:1].lower()}{reason[1:]}") from None


def plain(text: str) -> str:
    """Put blanks in the place of comments and of commas before a bracket."""
    return TRAILING.sub(blank, COMMENT.sub(blank, text))


class Open(NamedTuple):
    """An object or a list that is open: the keys of what is in it, its bracket, how many came before."""

    keys: tuple[str, ...] = ()
    bracket: str = ""
    number: int = 0


def items_of(text: str) -> Iterator[Item]:
    """Give item after item."""
    stack = [Open()]
    keys: tuple[str, ...] = ()
    for match in TOKEN.finditer(text):
        word, colon, mark = match.groups()
        around = stack[-1]
        inner = around.keys if around.bracket == "[" else keys
        if word is not None:
            keys = inner if colon is None else (*around.keys, word[1:-1])
            yield Item(keys, match.start() + 1, match.end() - 1, colon is not None, escapes=True)
        elif mark in "{[":
            stack.append(Open(numbered(around, mark, inner), mark))
        elif mark == ",":
            stack[-1] = around._replace(number=around.number + 1)
        else:
            stack.pop()


def numbered(around: Open, mark: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Tell the objects of a list apart."""
    return (*keys, f"#{around.number}") if around.bracket == "[" and mark == "{" else keys
