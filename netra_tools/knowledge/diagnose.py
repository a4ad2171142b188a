"""All that is wrong with the text of an XML file, each thing where it stands and with its likely cause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.knowledge.entities import NAME, NO_CHARACTER, references
from netra_tools.knowledge.faults import (
    CDATA_END,
    CHARACTER,
    COMMENT,
    CONFLICT_MARKER,
    DOCUMENT_TYPE,
    LATE_DECLARATION,
    NO_ELEMENT,
    QUOTED_TAG,
    STRAY_LESS_THAN,
    TOO_DEEP,
    TRUNCATED,
    Fault,
    Splice,
)
from netra_tools.knowledge.lexer import INSTRUCTION, REMARK, STRAY, TEXT, TYPE, UNENDED, Token, lex
from netra_tools.knowledge.nesting import Nesting, nest
from netra_tools.knowledge.outside import Outside, look_behind
from netra_tools.knowledge.tags import BROKEN

CONFLICT = re.compile(r"^(?:<<<<<<<|=======|>>>>>>>)(?=[ \r\n]|$)", re.MULTILINE)
DECLARATION = re.compile(r"<\?xml[ \t\r\n]")
NAMED = re.compile(rf"<{NAME}")
# With one of these nothing else is told: it would be no news, or wrong.
DECISIVE: Final = frozenset((CONFLICT_MARKER, DOCUMENT_TYPE, NO_ELEMENT, TOO_DEEP, TRUNCATED))
UNKNOWN: Final = Nesting({}, frozenset(), ())


class Examined(NamedTuple):
    """A text as tokens, what they are, and what is wrong with it, in the order of the text."""

    text: str
    tokens: tuple[Token, ...]
    nesting: Nesting
    outside: Outside
    faults: tuple[Fault, ...]


def examine(text: str) -> Examined:
    """Find out what a text holds, and what keeps it from being XML."""
    tokens = tuple(lex(text))
    early = find_conflict(text) or next(filter(None, (unreadable(text, token) for token in tokens)), None)
    if early is not None:
        return Examined(text, tokens, UNKNOWN, Outside(), (early,))
    nesting = UNKNOWN if any(map(is_broken, tokens)) else nest(text, tokens)
    is_whole = nesting.pairs and not nesting.faults
    outside = look_behind(text, tokens, nesting) if is_whole else Outside()
    faults = [*nesting.faults, *outside.faults, *within(text, tokens, nesting.quoted), *characters(text)]
    if not nesting.pairs and not faults:
        faults = [Fault(0, NO_ELEMENT, "the file holds no element")]
    return Examined(text, tokens, nesting, outside, decisive(faults))


def is_broken(token: Token) -> bool:
    """Say whether a tag has no end that can be known."""
    return token.tag is not None and token.tag.form == BROKEN


def decisive(faults: list[Fault]) -> tuple[Fault, ...]:
    """Give all faults in their order; where one of them makes the others meaningless, that one."""
    found = [fault for fault in faults if fault.kind in DECISIVE]
    return tuple(found[:1] or sorted(faults))


def find_conflict(text: str) -> Fault | None:
    """Find what git leaves where two versions could not be merged."""
    found = list(CONFLICT.finditer(text))
    marks = [one[0][0] for one in found]
    for number in range(len(found) - 2):
        if marks[number : number + 3] == ["<", "=", ">"]:
            lines = [text.count("\n", 0, one.start()) + 1 for one in found[number : number + 3]]
            message = (
                f"a merge conflict is not resolved: its marks are on lines {lines[0]}, {lines[1]}, {lines[2]}"
            )
            return Fault(found[number].start(), CONFLICT_MARKER, message)
    return None


def unreadable(text: str, token: Token) -> Fault | None:
    """Say what keeps all behind a token from being read."""
    if token.kind == TYPE:
        message = "a document type or an entity is declared: it could name other files, or grow without end"
        return Fault(token.start, DOCUMENT_TYPE, message)
    if token.kind == UNENDED:
        line = text.count("\n", 0, token.start) + 1
        return Fault(len(text), TRUNCATED, f"the file ends within {text[token.start :][:4]} of line {line}")
    return None


def within(text: str, tokens: Sequence[Token], quoted: frozenset[int]) -> Iterator[Fault]:
    """Give what is wrong with single tokens."""
    for number, token in enumerate(tokens):
        if number in quoted:
            yield quoted_tag(text, token)
        elif token.tag is not None:
            yield from token.tag.faults
        else:
            yield from JUDGES.get(token.kind, nothing)(text, token)


def nothing(_text: str, _token: Token) -> Iterator[Fault]:
    """Find nothing wrong with what can hold anything."""
    yield from ()


def characters(text: str) -> Iterator[Fault]:
    """Give the first character that no file may hold."""
    found = NO_CHARACTER.search(text)
    if found is not None:
        yield Fault(found.start(), CHARACTER, f"U+{ord(found[0]):04X} is no character that XML allows")


def remark(text: str, token: Token) -> Iterator[Fault]:
    """Give what is wrong with a comment."""
    end = text.find("--", token.start + 4, token.end - 1)
    if 0 <= end < token.end - 3:
        yield Fault(end, COMMENT, "-- stands in a comment: write - - or another dash")


def in_text(text: str, token: Token) -> Iterator[Fault]:
    """Give what is wrong with a piece of text."""
    yield from (one.fault for one in references(text, token.start, token.end) if one.fault)
    at = text.find("]]>", token.start, token.end)
    while at >= 0:
        mend = (Splice(at + 2, at + 3, "&gt;"),)
        yield Fault(at, CDATA_END, "]]> stands in text, and ends nothing: write ]]&gt;", mend)
        at = text.find("]]>", at + 3, token.end)


def stray(text: str, token: Token) -> Iterator[Fault]:
    """Say what a `<` is that begins nothing."""
    mend = (Splice(token.start, token.end, "&lt;"),)
    follows = text[token.end : token.end + 12].partition("<")[0].partition("\n")[0]
    is_named = NAMED.match(text, token.start)
    if token.end == len(text) or (is_named and text.find(">", token.end) < 0):
        yield Fault(token.start, TRUNCATED, "the file ends within a tag")
    elif is_named:
        yield Fault(token.start, QUOTED_TAG, f"<{follows} is text and no tag: write &lt;", mend)
    else:
        what = f"before '{follows.strip()}', which is no name" if follows.strip() else "for itself"
        yield Fault(token.start, STRAY_LESS_THAN, f"< stands {what}: write &lt;", mend)


def quoted_tag(text: str, token: Token) -> Fault:
    """Say that a tag is text; what it holds is text with it."""
    splices = [Splice(token.start, token.start + 1, "&lt;")]
    for one in references(text, token.start + 1, token.end):
        splices += one.fault.splices if one.fault else ()
    name = text[token.start : token.end]
    message = f"{name if len(name) < 40 else name[:40]} is quoted in text and opens no element: write &lt;"
    return Fault(token.start, QUOTED_TAG, message, tuple(splices))


def late(text: str, token: Token) -> Iterator[Fault]:
    """Say that the declaration does not stand first."""
    if token.start and DECLARATION.match(text, token.start):
        mend = (Splice(0, token.start, ""),) if text[: token.start].isspace() else ()
        message = "the XML declaration must stand at the very beginning"
        yield Fault(token.start, LATE_DECLARATION, message, mend)


JUDGES: Final = {TEXT: in_text, STRAY: stray, REMARK: remark, INSTRUCTION: late}
