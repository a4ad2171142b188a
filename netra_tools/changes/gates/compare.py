"""Two versions of a Python file, token by token, imports set aside: every difference must be explained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.gates.blocks import Block, Element, set_aside
from netra_tools.changes.gates.bound import Bound, compare
from netra_tools.changes.gates.listed import without_left
from netra_tools.changes.gates.renames import Renames, Wording
from netra_tools.changes.gates.statements import TRIVIA, differing_lines
from netra_tools.changes.gates.tokens import CHAIN, COMMENT, NAME, NEWLINE, SPACE, STRING, TEMPLATE, Token
from netra_tools.facts.read import read_source
from netra_tools.model import Definition

MOST_SHOWN: Final = 60
NONE: Final = Block(0)
FUTURE: Final = "__future__."
DECLARING: Final = frozenset((b"global", b"nonlocal"))
TYPE_COMMENT: Final = b"# type:"
SPACES = re.compile(rb"\s+")
WORDS = re.compile(rb"\\.|" + NAME + rb"(?:\." + NAME + rb")*|.", re.DOTALL)
Problem = tuple[int, str]  # offset in what is after, and what is wrong


class Sides(NamedTuple):
    """What the names of both versions mean, and what the plan renames."""

    before: Bound
    after: Bound
    renames: Renames
    wording: Wording
    source: bytes  # what is before
    definitions: Sequence[Definition] = ()

    def is_parameter(self, name: str, start: int) -> bool:
        """Say whether a name is a parameter of a function around a place: then it is no import."""
        line = self.source.count(b"\n", 0, start) + 1
        return any(
            found.line <= line <= found.end_line and any(one.name == name for one in found.parameters)
            for found in self.definitions
        )


class Walk:
    """Goes along both versions at once."""

    def __init__(self, before: list[Element], after: list[Element], sides: Sides) -> None:
        self.elements = (before, after)
        self.at = [0, 0]
        self.sides = sides
        self.free = not sides.renames.pairs  # blank lines around imports may come and go

    def problems(self) -> Iterator[Problem]:
        """Yield what is not explained; behind the first such token nothing can be said."""
        while (pair := (self.here(0), self.here(1))) != (None, None):
            old, new = pair
            if isinstance(old, Block) or isinstance(new, Block):
                yield from self.blocks(old, new)
            elif not self.step(old, new):
                yield self.end(), f"{shown(old)} became {shown(new)}"
                return

    def step(self, old: Token | None, new: Token | None) -> bool:
        """Go on where two tokens are the same, or blank lines beside imports are not."""
        if old is not None and new is not None and self.same(old, new):
            self.at = [self.at[0] + 1, self.at[1] + 1]
            return True
        return self.skip_declared() or (self.free and (self.skip_blank(0) or self.skip_blank(1)))

    def skip_declared(self) -> bool:
        """Go over the name of an import that is declared global or nonlocal besides."""
        match self.elements[1][self.at[1] : self.at[1] + 3]:
            case [Token(text=b","), Token(text=b" "), Token() as name] if self.is_declaration():
                if plain(name.text) in self.sides.after.locals:
                    self.at[1] += 3
                    return True
        return False

    def is_declaration(self) -> bool:
        """Say whether we are in a statement that declares names."""
        for element in reversed(self.elements[1][: self.at[1]]):
            if isinstance(element, Block) or element.kind == NEWLINE or element.text == b";":
                return False
            if element.text in DECLARING:
                return True
        return False

    def here(self, side: int) -> Element | None:
        """Give what comes next."""
        elements, at = self.elements[side], self.at[side]
        return elements[at] if at < len(elements) else None

    def end(self) -> int:
        """Give where we are in what is after."""
        new = self.here(1)
        if new is not None:
            return new.start
        last = self.elements[1][-1] if self.elements[1] else None
        return last.start if last is not None else 0

    def blocks(self, old: Element | None, new: Element | None) -> Iterator[Problem]:
        """Compare imports that stand at one place."""
        one = old if isinstance(old, Block) else NONE
        other = new if isinstance(new, Block) else NONE
        start = self.end()
        self.at[0] += one is not NONE
        self.at[1] += other is not NONE
        if self.free and other is NONE:
            self.skip_pass()
        for text in compare_blocks(one, other, self.sides):
            yield start, text

    def skip_pass(self) -> None:
        """Go over a `pass` that stands where all imports of a body went."""
        elements, at = self.elements[1], self.at[1]
        line = elements[at : at + 3]
        if [one.text.strip() for one in line if isinstance(one, Token)] == [b"", b"pass", b""]:
            self.at[1] += 3

    def same(self, old: Token, new: Token) -> bool:
        """Say whether two tokens are the same but for what is renamed."""
        if old.text == new.text:
            return True
        if old.kind != new.kind or self.free:
            return False
        if old.kind == CHAIN:
            return not self.is_bound_here(old, new) and explained_chain(old.text, new.text, self.sides)
        if old.kind in (STRING, TEMPLATE):
            return explained_text(old.text, new.text, self.sides)
        typed = old.kind == COMMENT and old.text.startswith(TYPE_COMMENT)
        return typed and explained_text(old.text, new.text, self.sides)

    def is_bound_here(self, old: Token, new: Token) -> bool:
        """Say whether a name is that of an argument, `f(name=1)`, or a parameter."""
        root = plain(old.text).partition(".")[0]
        if root != plain(new.text).partition(".")[0] and self.sides.is_parameter(root, old.start):
            return True
        elements, at = self.elements[0], self.at[0]
        behind = code_text(elements[at + 1 : at + 4])
        ahead = code_text(list(reversed(elements[max(at - 6, 0) : at])))
        if ahead in (b"def", b"class"):
            return root not in self.sides.renames.symbols_of(self.sides.before.module.name)
        return behind.startswith(b"=") and not behind.startswith(b"==") and ahead.endswith((b"(", b","))

    def skip_blank(self, side: int) -> bool:
        """Go over a newline beside imports."""
        here = self.here(side)
        if not isinstance(here, Token) or here.kind not in (NEWLINE, SPACE):
            return False
        if not beside_block(self.elements[side], self.at[side]):
            return False
        self.at[side] += 1
        return True


def beside_block(elements: Sequence[Element], at: int) -> bool:
    """Say whether nothing but blank lines is between a place and imports."""
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(elements):
            element = elements[place]
            if isinstance(element, Block):
                return True
            if element.kind not in (NEWLINE, SPACE):
                break
            place += step
    return False


def code_text(elements: Iterator[Element] | Sequence[Element]) -> bytes:
    """Give the first token that is code."""
    for element in elements:
        if isinstance(element, Block):
            return b""
        if element.kind not in TRIVIA:
            return element.text
    return b""


def compare_files(before: bytes, after: bytes, sides: Sides) -> Iterator[Problem]:
    """Yield what differs between two versions of a file and is not explained."""
    lines = differing_lines(before, after)
    sorts = not sides.renames.pairs
    both = without_left(*lines, sides.before.module.name, sides.renames)
    old, new = [set_aside(one, sorts=sorts) for one in both]
    yield from Walk(old, new, sides).problems()


def compare_blocks(before: Block, after: Block, sides: Sides) -> Iterator[str]:
    """Compare imports at one place: what they bring, and what stands among them."""
    olds, news = bound_of(before, sides.before), bound_of(after, sides.after)
    if sides.renames.pairs:
        yield from compare(olds, news, sides.renames)
        yield from compare_layout(before, after)
    else:
        yield from compare_order(before, after, news, sides)
    if set(after.comments) - set(before.comments):
        yield "a comment in an import came from nowhere"
    if before.newlines and after.newlines and after.newlines - before.newlines:
        yield "the newlines of an import are others"


def compare_order(before: Block, after: Block, news: Bound, sides: Sides) -> Iterator[str]:
    """Compare imports that were put in order, or made absolute: none means what was not imported before."""
    extra = sorted(news.imported - sides.before.imported)
    known = sides.before.module.name or not any(full.startswith(".") for full in sides.before.imported)
    yield from [f"{full} is imported, and was not before" for full in extra if known]
    future = [full for full in sides.before.imported - sides.after.imported if full.startswith(FUTURE)]
    yield from [f"{full} is imported no more" for full in sorted(future)]
    if sorted(before.remarks()) != sorted(after.remarks()):
        yield "a comment among imports is lost or changed"


def compare_layout(before: Block, after: Block) -> Iterator[str]:
    """Compare comments, blank lines and indentation of imports that a rename touched."""
    if before.between != after.between:
        yield "what stands between imports has changed"
    if set(before.comments) - set(after.comments):
        yield "a comment in an import is lost"
    if before.code and after.code and after.indents - before.indents:
        yield "imports are indented in another way"


def bound_of(block: Block, whole: Bound) -> Bound:
    """Read what the imports of a block bind."""
    return Bound(read_source(b"\n".join(block.code)).facts.imports if block.code else (), whole.module)


def explained_chain(old: bytes, new: bytes, sides: Sides) -> bool:
    """Say whether two names mean the same thing before and after."""
    before, after = plain(old), plain(new)
    if before == after or SPACES.findall(new) not in ([], SPACES.findall(old)):
        return False  # spaces within a name are no concern of a rename
    meanings = sides.after.meanings(after)
    return any(
        sides.renames.explains(full, meaning)
        for full in sides.before.meanings(before)
        for meaning in meanings
    )


def explained_text(old: bytes, new: bytes, sides: Sides) -> bool:
    """Say whether a string or a type comment holds new names where it held old ones, and nothing else."""
    if sides.wording.explains(old, new):
        return True
    before, after = WORDS.findall(old), WORDS.findall(new)
    return len(before) == len(after) and all(
        one == other or (is_reference(one, old) and explained_chain(one, other, sides))
        for one, other in zip(before, after, strict=True)
    )


def is_reference(word: bytes, text: bytes) -> bool:
    """Say whether a word in a text can be a name: one without a dot is a word of prose in most strings."""
    alone = text.lstrip(b"rRbBuU").strip(b"'\"") == word
    return b"." in word or alone or text.startswith((b"f", b"F", b"t", b"T", TYPE_COMMENT))


def plain(chain: bytes) -> str:
    """Give a name without the spaces in it."""
    return b"".join(chain.split()).decode("utf-8", "replace")


def shown(element: Element | None) -> str:
    """Write a token for a message."""
    if element is None:
        return "nothing"
    text = b"import" if isinstance(element, Block) else element.text
    written = repr(text.decode("utf-8", "replace"))
    return written if len(written) <= MOST_SHOWN else f"{written[: MOST_SHOWN - 3]}..."
