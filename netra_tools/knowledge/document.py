"""A well-formed XML file as elements that know where they stand, down to each attribute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from netra_tools.knowledge.diagnose import Examined, examine
from netra_tools.knowledge.encoding import Source, decode
from netra_tools.knowledge.entities import decoded, one_line_end
from netra_tools.knowledge.events import local
from netra_tools.knowledge.faults import TOO_LARGE, Diagnosis, Lines
from netra_tools.knowledge.lexer import REMARK, SECTION, TEXT, Token
from netra_tools.knowledge.tags import Attribute, Tag

MOST_BYTES = 4_000_000
FENCE = len("<![CDATA["), len("]]>")
OPENING, CLOSING = "<!--", "-->"


class Piece(NamedTuple):
    """A run of text within an element, and where it lies in the file."""

    text: str  # as it is meant
    start: int
    end: int


class Node:
    """One element. Offsets count characters of the text."""

    def __init__(self, tag: Tag, token: Token, parent: Node | None) -> None:
        self.tag = tag
        self.name = local(tag.name)
        self.start = token.start
        self.inner = token.end, token.end  # where its content begins and ends; an empty one has none
        self.end = token.end
        self.parent = parent
        self.children: list[Node] = []
        self.pieces: list[Piece] = []
        self.attributes = {local(one.name): one for one in tag.attributes}

    def walk(self) -> Iterator[Node]:
        """Give this element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    @property
    def text(self) -> str:
        """Give the text that stands in it and in none of its children."""
        return "".join([piece.text for piece in self.pieces])

    def value(self, document: Document, name: str) -> str:
        """Give the value of an attribute; "" when it has none of this name."""
        found = self.attributes.get(name)
        return "" if found is None else document.value(found)


class Document(NamedTuple):
    """A file that was read."""

    data: bytes
    source: Source
    root: Node
    lines: Lines
    comments: tuple[Piece, ...]

    def value(self, attribute: Attribute) -> str:
        """Give the value of an attribute."""
        return decoded(self.source.text, attribute.start, attribute.end)


def read(data: bytes) -> Document | tuple[Diagnosis, ...]:
    """Read a file, or say all that is wrong with it."""
    if len(data) > MOST_BYTES:
        return (Diagnosis(1, 0, TOO_LARGE, f"{len(data)} bytes, limit {MOST_BYTES}", False),)
    source = decode(data)
    if isinstance(source, Diagnosis):
        return (source,)
    examined = examine(source.text)
    lines = Lines(source.text)
    if examined.faults:
        return tuple([lines.diagnosis(fault) for fault in examined.faults])
    return Document(data, source, grow(examined), lines, tuple(comments(examined)))


def grow(examined: Examined) -> Node:
    """Make elements of the tokens of a text that is well-formed."""
    pairs = examined.nesting.pairs
    roots: list[Node] = []
    stack: list[Node] = []
    for number, token in enumerate(examined.tokens):
        if number in pairs and token.tag is not None:
            node = Node(token.tag, token, stack[-1] if stack else None)
            (stack[-1].children if stack else roots).append(node)
            if pairs[number] != number:
                stack.append(node)
        elif token.tag is not None:
            closed = stack.pop()
            closed.inner, closed.end = (closed.inner[0], token.start), token.end
        elif stack:
            stack[-1].pieces += pieces_of(examined.text, token)
    return roots[0]


def pieces_of(text: str, token: Token) -> Iterator[Piece]:
    """Give the text that a token holds."""
    if token.kind == TEXT:
        yield Piece(decoded(text, token.start, token.end), token.start, token.end)
    elif token.kind == SECTION:
        start, end = token.start + FENCE[0], token.end - FENCE[1]
        yield Piece(one_line_end(text[start:end]), start, end)


def comments(examined: Examined) -> Iterator[Piece]:
    """Give the comments, without what opens and closes them."""
    for token in examined.tokens:
        if token.kind == REMARK:
            start, end = token.start + len(OPENING), token.end - len(CLOSING)
            yield Piece(examined.text[start:end], token.start, token.end)
