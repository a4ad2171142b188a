"""What tells a tag that somebody wrote about from one that somebody meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netra_tools.knowledge.lexer import STRAY, TEXT, Token

WRAPS: Final = frozenset(("``", "''", '""', "()", "[]", "\u201c\u201d", "\u2018\u2019"))
MOST_SEEN: Final = 400
# Elements that stand within sentences: one that is not closed may have been meant as well as quoted.
INLINE: Final = frozenset(
    (
        *("a", "abbr", "b", "bdi", "br", "cite", "code", "dfn", "em", "emphasis", "i", "img", "kbd", "link"),
        *("literal", "mark", "p", "q", "ref", "s", "samp", "small", "span", "strong", "sub", "sup", "tt"),
        *("u", "var", "wbr"),
    )
)


def is_wrapped(text: str, token: Token) -> bool:
    """Say whether quotes or backticks stand around a tag: somebody writes about it."""
    if text[max(token.start - 1, 0) : token.start] + text[token.end : token.end + 1] in WRAPS:
        return True
    before, after = line_before(text, token.start), line_after(text, token.end)
    return before.count("`") % 2 == 1 and after.count("`") % 2 == 1


def follows_words(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Say whether words stand before a tag on its line, and no other tag between."""
    if number == 0 or tokens[number - 1].kind not in (TEXT, STRAY):
        return False
    begin = max(tokens[number - 1].start, text.rfind("\n", 0, tokens[number].start) + 1)
    return has_word(text[begin : tokens[number].start])


def precedes_words(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Say whether words stand behind a tag on its line, and no other tag between."""
    if number + 1 == len(tokens) or tokens[number + 1].kind not in (TEXT, STRAY):
        return False
    after = tokens[number + 1]
    return has_word(text[after.start : after.end].partition("\n")[0])


def line_before(text: str, offset: int) -> str:
    """Give what stands before an offset on its line, as far as a reader would look."""
    first = max(offset - MOST_SEEN, 0)
    return text[max(text.rfind("\n", first, offset) + 1, first) : offset]


def line_after(text: str, offset: int) -> str:
    """Give what stands behind an offset on its line, as far as a reader would look."""
    return text[offset : offset + MOST_SEEN].partition("\n")[0]


def has_word(text: str) -> bool:
    """Say whether a letter or a digit is in a text."""
    return any(map(str.isalnum, text))
