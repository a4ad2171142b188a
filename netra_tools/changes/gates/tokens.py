"""A file's bytes as tokens that leave nothing out, for any version of Python's syntax and any ASCII encoding.

It is no part of the reader and shares nothing with it: what a rewriter did is looked at with other eyes.
What is no Python gives tokens, too, so that nothing here can fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

SPACE: Final = 1
STRING: Final = 2
TEMPLATE: Final = 3  # an f-string or a t-string, whole, with all that it interpolates
KEYWORD: Final = 4  # `import` and `from`
CHAIN: Final = 5  # a name with the attributes behind it; with a dot in front when something else stands there
NUMBER: Final = 6
NEWLINE: Final = 7
COMMENT: Final = 8
JOINT: Final = 9  # a backslash and a newline
SIGN: Final = 10

NAME: Final = rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*+"
PLAIN: Final = rb"(?:[bB][rR]?|[rR][bB]?|[uU])?"
MARKED: Final = rb"(?:[fFtT][rR]?|[rR][fFtT])"
TOKEN = re.compile(
    rb"([ \t\f]++)"
    rb"|(" + PLAIN + rb"(?:"
    rb"'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+'''"
    rb'|"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""'
    rb"|'(?!'')[^'\\\r\n]*+(?:\\(?:\r\n|.)[^'\\\r\n]*+)*+'"
    rb'|"(?!"")[^"\\\r\n]*+(?:\\(?:\r\n|.)[^"\\\r\n]*+)*+"'
    rb"))"
    rb"|(" + MARKED + rb"""(?:'''|'|\"""|"))"""
    rb"|((?:import|from)(?![\w\x80-\xff]))"
    rb"|(\.?" + NAME + rb"(?:\s*+\.\s*+" + NAME + rb")*)"
    rb"|(\d[\w.]*+|\.\d[\w.]*+)"
    rb"|(\r\n|\n|\r)"
    rb"|(\#[^\r\n]*+)"
    rb"|(\\(?:\r\n|\n|\r))"
    rb"|([-+*/%@&|^~<>=!,.]++|.)",
    re.DOTALL,
)
FIELD = re.compile(rb"""[\[({})\]:!'"\#\\]|[\r\n]""")
BRACKETS: Final = {b"(": 1, b"[": 1, b"{": 1, b")": -1, b"]": -1, b"}": -1}


class Token(NamedTuple):
    """One token; all of them after one another are the file."""

    kind: int
    text: bytes
    start: int


def read_tokens(data: bytes) -> Iterator[Token]:
    """Take a file apart."""
    place = 0
    while place < len(data):
        for match in TOKEN.finditer(data, place):
            kind = match.lastindex or SIGN
            if kind == TEMPLATE:
                place = end_of_template(data, match.end(), match[TEMPLATE])
                yield Token(kind, data[match.start() : place], match.start())
                break
            yield Token(kind, match[0], match.start())
        else:
            return


def end_of_template(data: bytes, place: int, opening: bytes) -> int:
    """Find the end of a template whose text begins at `place`; without one, it is what opens it alone."""
    quote = opening.lstrip(b"fFtTrR")
    end = skip_text(data, place, quote)
    return place if end < 0 else end


def skip_text(data: bytes, place: int, quote: bytes) -> int:
    """Go over the text of a template and what it interpolates; -1 when it does not end."""
    while 0 <= place < len(data):
        if data.startswith(quote, place):
            return place + len(quote)
        one = data[place : place + 1]
        if one == b"\\":
            place += 2
        elif one == b"{":
            place = place + 2 if data[place + 1 : place + 2] == b"{" else skip_field(data, place + 1, quote)
        elif one in b"\r\n" and len(quote) == 1:
            return -1
        else:
            place += 1
    return -1


def skip_field(data: bytes, place: int, quote: bytes) -> int:
    """Go over an interpolated expression and its format, up to behind the closing brace."""
    depth = 0
    while (match := FIELD.search(data, place)) is not None:
        sign, place = match[0], match.end()
        if sign in (b"'", b'"'):
            place = skip_string(data, match.start())
        elif sign == b"#":
            return -1
        elif sign == b":" and not depth:
            return skip_format(data, place, quote)
        elif sign == b"}" and not depth:
            return place
        depth += BRACKETS.get(sign, 0)
        if place < 0:
            return -1
    return -1


def skip_format(data: bytes, place: int, quote: bytes) -> int:
    """Go over a format, which may interpolate as well, up to behind the closing brace."""
    while 0 <= place < len(data):
        one = data[place : place + 1]
        if one == b"}":
            return place + 1
        if data.startswith(quote, place):
            return -1
        place = skip_field(data, place + 1, quote) if one == b"{" else place + 1
    return -1


def skip_string(data: bytes, quote_at: int) -> int:
    """Go over a string within an expression, whose prefix has been passed; -1 when it does not end."""
    start = quote_at
    while start and data[start - 1 : start] in (b"f", b"F", b"t", b"T", b"r", b"R"):
        start -= 1
    match = TOKEN.match(data, start)
    if match is not None and match.lastindex == TEMPLATE:
        end = end_of_template(data, match.end(), match[TEMPLATE])
        return end if end > match.end() else -1
    match = TOKEN.match(data, quote_at)
    return match.end() if match is not None and match.lastindex == STRING else -1
