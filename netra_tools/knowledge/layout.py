"""The normal layout of an XML file: elements that hold elements are indented, and what is said stays.

White space is moved only where it stands between elements and nothing else; text, comments, CDATA,
instructions, and the order and values of attributes stay as they are.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from netra_tools.knowledge.diagnose import Examined, examine
from netra_tools.knowledge.encoding import Source, decode
from netra_tools.knowledge.faults import LINE_END, Diagnosis, Lines
from netra_tools.knowledge.lexer import REMARK, SECTION, TEXT, Token
from netra_tools.knowledge.tags import CLOSE, EMPTY, Tag

INDENT: Final = "    "
WIDTH: Final = 110
PRESERVED: Final = ("xml:space", "preserve")


class Layout(NamedTuple):
    """A file in its normal layout, or what keeps it from that."""

    data: bytes
    problems: tuple[Diagnosis, ...] = ()


def lay_out(data: bytes) -> Layout:
    """Give a file in its normal layout; a file that is not well-formed stays as it is."""
    source = decode(data)
    if isinstance(source, Diagnosis):
        return Layout(data, (source,))
    examined = examine(source.text)
    if examined.faults:
        lines = Lines(source.text)
        return Layout(data, tuple([lines.diagnosis(fault) for fault in examined.faults]))
    return prove(data, source, Writer(examined).write())


def prove(data: bytes, source: Source, text: str) -> Layout:
    """Hold what a parser reads in the new text against what it reads in the old one."""
    from netra_tools.knowledge.tree import Refusal, contents, parse

    written = source.mark + text.encode(source.codec)
    old, new = parse(data), parse(written)
    if isinstance(old, Refusal):
        return Layout(data, (Diagnosis(old.line, old.column, "not-well-formed", old.message, False),))
    if isinstance(new, Refusal) or list(contents(old)) != list(contents(new)):
        return Layout(data, (Diagnosis(1, 0, "layout", "laying it out would change what it says", False),))
    return Layout(written)


class Writer:
    """Writes the tokens of a text that is well-formed."""

    def __init__(self, examined: Examined) -> None:
        self.text = examined.text
        self.tokens = examined.tokens
        self.pairs = examined.nesting.pairs
        self.free = free_elements(examined)
        found = LINE_END.search(self.text)
        self.end = found[0] if found else "\n"
        self.pieces: list[str] = []
        self.stack: list[int] = []  # what is open of the elements within which white space is free
        self.gap = 0  # line ends since the last token that was written

    def write(self) -> str:
        """Write all of it."""
        number = 0
        while number < len(self.tokens):
            token = self.tokens[number]
            if token.kind == TEXT:
                self.gap = len(LINE_END.findall(self.text, token.start, token.end))
                number += 1
                continue
            number = self.put(number, token)
            self.gap = 0
        return "".join(self.pieces).rstrip() + self.end

    def put(self, number: int, token: Token) -> int:
        """Write a token, and an element whole when white space within it counts; give what follows."""
        tag = token.tag
        if tag is None:
            self.begin(stays=token.kind == REMARK and not self.gap)
            self.pieces.append(self.text[token.start : token.end])
            return number + 1
        if tag.form == CLOSE:
            self.stack.pop()
            self.gap = min(self.gap, 1)
            self.begin()
            self.pieces.append(f"</{tag.name}>")
            return number + 1
        self.begin()
        self.pieces.append(self.written(token, tag))
        if tag.form == EMPTY:
            return number + 1
        if number in self.free:
            self.stack.append(number)
            return number + 1
        last = self.pairs[number]
        self.pieces.append(self.text[token.end : self.tokens[last].start] + f"</{tag.name}>")
        return last + 1

    def begin(self, *, stays: bool = False) -> None:
        """Begin a line for a token; one empty line is kept, and a remark stays behind what it is about."""
        if not self.pieces:
            return
        if stays:
            self.pieces.append(" ")
            return
        is_first = self.stack and self.pieces[-1].startswith("<") and self.is_just_opened()
        self.pieces.append(self.end * (2 if self.gap > 1 and not is_first else 1) + self.indent())

    def is_just_opened(self) -> bool:
        """Say whether the last piece opened the element that is open now."""
        token = self.tokens[self.stack[-1]]
        return token.tag is not None and self.pieces[-1] == self.written(token, token.tag)

    def indent(self) -> str:
        """Give the white space that a line begins with."""
        return INDENT * len(self.stack)

    def written(self, token: Token, tag: Tag) -> str:
        """Write a tag: one space between attributes, or each on a line when they are too long for one."""
        values = [f"{one.name}={self.text[one.start - 1 : one.end + 1]}" for one in tag.attributes]
        closing = "/>" if tag.form == EMPTY else ">"
        line = " ".join([f"<{tag.name}", *values]) + closing
        if len(line) + len(self.indent()) <= WIDTH or len(values) < 2:
            return line
        inner = self.end + self.indent() + INDENT
        return f"<{tag.name}" + "".join([inner + value for value in values]) + closing


def free_elements(examined: Examined) -> frozenset[int]:
    """Give the elements within which white space says nothing: they hold elements, and no text."""
    text, pairs = examined.text, examined.nesting.pairs
    holds, spoken, stack = set(), set(), [-1]
    for number, token in enumerate(examined.tokens):
        if token.kind == SECTION or (token.kind == TEXT and not text[token.start : token.end].isspace()):
            spoken.add(stack[-1])
        elif number in pairs and token.tag is not None:
            holds.add(stack[-1])
            if PRESERVED in token.tag.values(text):
                spoken.add(number)
            if pairs[number] != number:
                stack.append(number)
        elif token.tag is not None:
            stack.pop()
    return frozenset(holds - spoken - {-1})
