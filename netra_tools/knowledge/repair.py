"""Mending of XML by writing text so that it is read as text, with the proof that nothing else changed.

No parser's recovery is used: it moves elements into one another in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from netra_tools.knowledge.diagnose import Examined, examine
from netra_tools.knowledge.encoding import Source, decode
from netra_tools.knowledge.entities import decoded, one_line_end
from netra_tools.knowledge.events import Event, local, text_event
from netra_tools.knowledge.faults import NOT_WELL_FORMED, Diagnosis, Lines
from netra_tools.knowledge.lexer import SECTION, STRAY, TAG, TEXT, Token
from netra_tools.knowledge.outside import last_content, name_of
from netra_tools.knowledge.tags import CLOSE, EMPTY, OPEN, Tag

CDATA: Final = len("<![CDATA[")
CDATA_CLOSING: Final = len("]]>")
XMLNS: Final = "xmlns"


class Repair(NamedTuple):
    """What became of a file: other bytes, or why there are none."""

    mended: tuple[Diagnosis, ...]
    left: tuple[Diagnosis, ...] = ()  # what is for a person to mend; then nothing is mended
    data: bytes | None = None


def repair(data: bytes) -> Repair:
    """Mend what can be mended without a guess; all of it, or nothing."""
    source = decode(data)
    if isinstance(source, Diagnosis):
        return Repair((), (source,))
    examined = examine(source.text)
    lines = Lines(source.text)
    told = [lines.diagnosis(fault) for fault in examined.faults]
    left = tuple(one for one in told if not one.fixable)
    if left:
        return Repair(tuple(one for one in told if one.fixable), left)
    return prove(data, source, examined, tuple(told))


def prove(data: bytes, source: Source, examined: Examined, told: tuple[Diagnosis, ...]) -> Repair:
    """Write the file anew, and hold what a parser reads in it against what the old one said."""
    from netra_tools.knowledge.tree import Refusal, events, parse

    splices = sorted(splice for fault in examined.faults for splice in fault.splices)
    written = source.spliced(data, splices) if splices else data
    root = parse(written)
    if isinstance(root, Refusal):
        problem = Diagnosis(root.line, root.column, NOT_WELL_FORMED, root.message, False)
        return Repair((), (problem,))
    if list(events(root)) != list(meant(examined)):
        message = "mending it would change its text or its elements"
        first = told[0] if told else Diagnosis(1, 0, NOT_WELL_FORMED, "", False)
        return Repair(
            (), (first._replace(message=f"{first.message}; {message}".lstrip("; "), fixable=False),)
        )
    return Repair(told, (), written if splices else None)


def meant(examined: Examined) -> Iterator[Event]:
    """Give the elements and the text that a text was meant to hold, in their order."""
    text, tokens, (_, moved, joined) = examined.text, examined.tokens, examined.outside
    end = last_content(text, tokens) if moved >= 0 else len(text)
    pieces: list[str] = []
    depth = 0
    for number, token in enumerate(tokens):
        tag = token.tag if number not in examined.nesting.quoted else None
        if tag is None:
            pieces += [text_of(text, token, end)] if depth else ()
        elif number != moved and number not in joined:
            depth += {CLOSE: -1, EMPTY: 0}.get(tag.form, 1)
            yield from text_event(pieces)
            yield from tag_events(text, tag)
    if moved >= 0:
        yield from text_event(pieces)
        yield CLOSE, name_of(tokens, moved), ()


def text_of(text: str, token: Token, end: int) -> str:
    """Give the text that a token stands for, as far as it lies before an end."""
    if token.kind == SECTION:
        return one_line_end(text[token.start + CDATA : token.end - CDATA_CLOSING])
    if token.kind in (TEXT, STRAY, TAG):
        return decoded(text, token.start, min(token.end, max(end, token.start)))
    return ""


def tag_events(text: str, tag: Tag) -> Iterator[Event]:
    """Give what a tag does."""
    if tag.form != CLOSE:
        values = [(local(name), value) for name, value in tag.values(text) if name.partition(":")[0] != XMLNS]
        yield OPEN, tag.name, tuple(sorted(values))
    if tag.form != OPEN:
        yield CLOSE, tag.name, ()
