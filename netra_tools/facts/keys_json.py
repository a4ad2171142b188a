"""The keys of JSON. The standard library judges the text, a regular expression finds where its keys stand."""

from __future__ import annotations

import json
import re
from typing import Final

from netra_tools.facts.keys_found import Keys, below, check_depth

STRING: Final = r'"(?:[^"\\]++|\\.)*+"'
# The next key or brace; strings that no colon follows are values, and passed over with the rest.
TOKEN = re.compile(rf'(?:[^"{{}}]++|{STRING}(?![ \t\n]*+:))*+(?:({STRING})|([{{}}]))', re.DOTALL)
# In a text that is no JSON a string may not end; then it goes to the end, or each quote would be tried.
OPEN: Final = r'"(?:[^"\\]++|\\.)*+(?:"|\Z)'
COMMENT = re.compile(rf"{OPEN}|(//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z))", re.DOTALL)
TRAILING = re.compile(rf"{OPEN}|(,)(?=\s*+[}}\]])", re.DOTALL)


def read_json(keys: Keys) -> None:
    """Note the keys of a JSON text, up to the place where it stops being one."""
    plain, end = judge(keys)
    stack: list[tuple[str, str | None]] = []
    owner, key = "", None
    match = TOKEN.match(plain, 0, end)
    while match is not None:
        word, brace = match.groups()
        if word is not None:
            key = word[1:-1] if "\\" not in word else unescape(word)
            keys.add(owner, key, *match.span(1))
        elif brace == "{":
            stack.append((owner, key))
            check_depth(len(stack))
            owner, key = below(owner, key), None
        elif stack:
            owner, key = stack.pop()
        match = TOKEN.match(plain, match.end(), end)


def unescape(word: str) -> str:
    """Give what a string with escapes says."""
    said: str = json.loads(word, strict=False)
    return said


def judge(keys: Keys) -> tuple[str, int]:
    """Give the text without comments, and how much of it is JSON.

    Editors' settings and compilers' have comments and commas before a closing bracket; they are accepted.
    """
    text = keys.text
    try:
        error = complaint(text)
        if error is not None:
            text = TRAILING.sub(blank, COMMENT.sub(blank, text))
            error = complaint(text)
    except RecursionError:
        keys.fail("size", "nested too deep to be checked", 0)
        return text, len(text)
    if error is None:
        return text, len(text)
    keys.fail("syntax", f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.pos)
    return text, error.pos


def complaint(text: str) -> json.JSONDecodeError | None:
    """Say why a text is no JSON; numbers are not made, since one of a million digits takes minutes."""
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        return error
    return None


def blank(match: re.Match[str]) -> str:
    """Put spaces in the place of what is no JSON, so that all else stays where it is."""
    if match[1] is None:
        return match[0]
    return "".join("\n" if char == "\n" else " " for char in match[0])
