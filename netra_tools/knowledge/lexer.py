"""The text of an XML file as tokens, whatever is wrong with it: nothing is left out, nothing is guessed.

The tokens of a file, one behind the other, are the file.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from netra_tools.knowledge.entities import NAME
from netra_tools.knowledge.tags import Tag, read_tag

TEXT: Final = "text"
STRAY: Final = "stray"  # one `<` that begins nothing
TAG: Final = "tag"
REMARK: Final = "remark"  # a comment
SECTION: Final = "section"  # CDATA
INSTRUCTION: Final = "instruction"  # for a program, and the declaration
TYPE: Final = "type"  # a document type or a part of one before the first tag, and all behind it
UNENDED: Final = "unended"  # a comment, section or instruction that has no end
SPANS: Final = (("<!--", "-->", REMARK), ("<![CDATA[", "]]>", SECTION), ("<?", "?>", INSTRUCTION))
TYPE_PART = re.compile(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)\b")
NO_INSTRUCTION = re.compile(rf"<\?(?!{NAME})")


class Token(NamedTuple):
    """A part of a text; offsets count characters."""

    kind: str
    start: int
    end: int
    tag: Tag | None = None


def lex(text: str) -> list[Token]:
    """Split a text into tokens."""
    tokens: list[Token] = []
    at, begun = 0, False
    while at < len(text):
        begin = text.find("<", at)
        begin = len(text) if begin < 0 else begin
        if begin > at:
            tokens.append(Token(TEXT, at, begin))
        if begin < len(text):
            tokens.append(markup(text, begin, begun))
            begun = begun or tokens[-1].kind == TAG
        at = tokens[-1].end
    return tokens


def markup(text: str, at: int, begun: bool) -> Token:
    """Read what a `<` begins; `begun` says that a tag stands before it."""
    for opening, closing, kind in SPANS:
        if text.startswith(opening, at) and not NO_INSTRUCTION.match(text, at):
            end = text.find(closing, at + len(opening))
            return Token(UNENDED, at, len(text)) if end < 0 else Token(kind, at, end + len(closing))
    if not begun and TYPE_PART.match(text, at):
        return Token(TYPE, at, len(text))
    tag = read_tag(text, at)
    return Token(STRAY, at, at + 1) if tag is None else Token(TAG, at, tag.end, tag)
