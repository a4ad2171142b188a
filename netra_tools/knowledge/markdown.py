"""What a Markdown file that leads to others refers to: its links, and paths that it lists as code.

Source: https://spec.commonmark.org/0.31.2/ (links, definitions, code spans, fences)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from netra_tools.knowledge.blocks import fence_after
from netra_tools.knowledge.document import Piece
from netra_tools.knowledge.faults import Lines
from netra_tools.knowledge.kinds import MASTER_INDEX
from netra_tools.knowledge.known import PATH, Known, Reference
from netra_tools.knowledge.silence import found_in

LINK = re.compile(
    r"\]\([ \t]*(?P<item><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*\)"
)
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*(?P<item><[^<>\n]*>|\S+)", re.MULTILINE)
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
NAME = r"[\w.@+-]*[\w@+-]"
ALONE = re.compile(rf"(?:\./)?(?:{NAME}/)+{NAME}\.\w{{1,5}}(?P<line>:\d+)?(?:#[\w.:-]+)?")
LISTED = re.compile(r"[ \t>]*(?:[-*+][ \t]|\d+[.)][ \t]|#{1,6}[ \t]|\|)|[^\n]*\|")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
NO_TEXT = re.compile(r"[^\n]")


def look_at_index(path: str, data: bytes) -> Known:
    """Say what an index refers to. It has no schema, and any of its parts may have been written by hand."""
    text = data.decode("utf-8", "surrogateescape")
    lines = Lines(text)
    plain = without_fences(text)
    comments = [Piece(found[1], *found.span()) for found in COMMENT.finditer(plain)]
    plain = COMMENT.sub(blank, plain)
    references = sorted(set(references_in(plain, lines)), key=lambda one: (one.line, one.column))
    return Known(MASTER_INDEX, (), (), tuple(references), tuple(found_in(text, lines, comments)))


def references_in(text: str, lines: Lines) -> Iterator[Reference]:
    """Give the paths of a text without fences and comments."""
    spans = list(CODE.finditer(text))
    prose = CODE.sub(blank, text)
    for pattern in (LINK, DEFINITION):
        for found in pattern.finditer(prose):
            # What the pattern saw may be a span: the target itself is as it was.
            value = unquote(text[slice(*found.span("item"))].strip("<>"))
            if value and not ADDRESS.match(value):
                yield reference(value, *found.span("item"), lines)
    for span in spans:
        alone = ALONE.fullmatch(span[1])
        if alone and (alone["line"] or is_listed(text, span)) and not is_linked(text, span):
            yield reference(span[1], *span.span(1), lines)


def is_listed(text: str, span: re.Match[str]) -> bool:
    """Say whether a code span stands in a list, a table or a heading: in sentences it may be an example."""
    start = text.rfind("\n", 0, span.start()) + 1
    return LISTED.match(text, start, span.start()) is not None


def is_linked(text: str, span: re.Match[str]) -> bool:
    """Say whether a code span is what a link shows: the link says where it leads."""
    return text[: span.start()].endswith("[") and text[span.end() : span.end() + 2] in ("](", "][")


def reference(value: str, start: int, end: int, lines: Lines) -> Reference:
    """Make a reference of a part of the text."""
    line, column = lines.place(start)
    return Reference(PATH, value, line, column, lines.place(end)[1])


def without_fences(text: str) -> str:
    """Blank out fenced code; all else stays where it is."""
    found, fence = [], b""
    for line in text.splitlines(keepends=True):
        before = fence
        fence = fence_after(fence, line.encode("utf-8", "surrogateescape"))
        found.append(NO_TEXT.sub(" ", line) if before or fence else line)
    return "".join(found)


def blank(found: re.Match[str]) -> str:
    """Give as much white space as was found."""
    return NO_TEXT.sub(" ", found[0])
