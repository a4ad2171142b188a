"""What stands before and behind the first element: one file is one element."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from netra_tools.knowledge.faults import AFTER_ROOT, BEFORE_ROOT, Fault, Splice
from netra_tools.knowledge.lexer import SECTION, STRAY, TAG, TEXT, Token
from netra_tools.knowledge.nesting import Nesting


class Outside(NamedTuple):
    """What is wrong outside of the first element, and the tags that a repair moves or leaves out."""

    faults: tuple[Fault, ...] = ()
    moved: int = -1  # what closes the first element, and is to stand at the end
    joined: frozenset[int] = frozenset()  # what closes an element and opens it again


class Span(NamedTuple):
    """An element at the top: the numbers of the tags that open and close it."""

    opens: int
    closes: int


def look_behind(text: str, tokens: Sequence[Token], nesting: Nesting) -> Outside:
    """Judge what is outside of the first element."""
    roots = list(roots_of(nesting))
    first = roots[0]
    before = [token for token in tokens[: first.opens] if is_content(text, token)]
    behind = filter(lambda number: is_content(text, tokens[number]), outer_numbers(roots, len(tokens)))
    faults = tuple([before_root(text, token) for token in before[:1]])
    places = sorted([*[one.opens for one in roots[1:2]], *behind])
    if not places:
        return Outside(faults)
    mended = None if before else append(text, tokens, nesting, roots) or join(text, tokens, roots)
    what = f"{describe(text, tokens, places[0])} stands behind the root element"
    at = tokens[places[0]].start
    if mended is None:
        message = f"{what}, which line {line_of(text, tokens, first.closes)} closes"
        return Outside((*faults, Fault(at, AFTER_ROOT, message)))
    fault = Fault(at, AFTER_ROOT, f"{what}: {mended[1]}", mended[0])
    return Outside((*faults, fault), *touched(tokens, roots, mended[0]))


def roots_of(nesting: Nesting) -> Iterator[Span]:
    """Give the elements at the top."""
    done = -1
    for opens in sorted(nesting.pairs):
        if opens > done:
            done = nesting.pairs[opens]
            yield Span(opens, done)


def outer_numbers(roots: Sequence[Span], count: int) -> Iterator[int]:
    """Give the numbers of the tokens behind the first element and in none of the others."""
    for root, limit in zip(roots, [*[other.opens for other in roots[1:]], count], strict=True):
        yield from range(root.closes + 1, limit)


def is_content(text: str, token: Token) -> bool:
    """Say whether a token is text, outside of comments and instructions."""
    if token.kind == TEXT:
        return not text[token.start : token.end].isspace()
    return token.kind in (STRAY, SECTION, TAG)


def append(
    text: str, tokens: Sequence[Token], nesting: Nesting, roots: Sequence[Span]
) -> tuple[tuple[Splice, ...], str] | None:
    """Take into the first element what follows: text, and elements of names that it holds already."""
    first = roots[0]
    names = {name_of(tokens, number) for number in nesting.pairs if first.opens < number < first.closes}
    if first.opens == first.closes or any(name_of(tokens, one.opens) not in names for one in roots[1:]):
        return None
    tag = tokens[first.closes]
    end = last_content(text, tokens)
    name = name_of(tokens, first.opens)
    splices = (Splice(tag.start, tag.end, ""), Splice(end, end, f"</{name}>"))
    return splices, f"</{name}> belongs behind it"


def join(text: str, tokens: Sequence[Token], roots: Sequence[Span]) -> tuple[tuple[Splice, ...], str] | None:
    """Make one element of several of the same name and attributes."""
    opening = [text[tokens[one.opens].start : tokens[one.opens].end] for one in roots]
    if len(set(opening)) > 1 or len(roots) < 2 or any(one.opens == one.closes for one in roots):
        return None
    splices = []
    for one, following in pairwise(roots):
        splices += [cut(tokens[one.closes]), cut(tokens[following.opens])]
    end, last = last_content(text, tokens), tokens[roots[-1].closes]
    name = name_of(tokens, roots[0].opens)
    if end > last.end:
        splices += [cut(last), Splice(end, end, f"</{name}>")]
    return tuple(splices), f"the elements <{name}> belong together"


def touched(
    tokens: Sequence[Token], roots: Sequence[Span], splices: Sequence[Splice]
) -> tuple[int, frozenset[int]]:
    """Give the tag that closes the whole and moves, and those that are left out."""
    starts = {splice.start for splice in splices if splice.end > splice.start}
    gone = {number for one in roots for number in one if tokens[number].start in starts}
    moves = any(splice.start == splice.end for splice in splices)
    moved = max(gone) if moves else -1
    return moved, frozenset(gone - {moved})


def cut(token: Token) -> Splice:
    """Leave a token out."""
    return Splice(token.start, token.end, "")


def last_content(text: str, tokens: Sequence[Token]) -> int:
    """Give the end of the last that is neither white space nor remark."""
    last = next(token for token in reversed(tokens) if is_content(text, token))
    return last.start + len(text[last.start : last.end].rstrip())


def name_of(tokens: Sequence[Token], number: int) -> str:
    """Give the name of a tag."""
    tag = tokens[number].tag
    return "" if tag is None else tag.name


def line_of(text: str, tokens: Sequence[Token], number: int) -> int:
    """Give the line that a token begins on."""
    return text.count("\n", 0, tokens[number].start) + 1


def describe(text: str, tokens: Sequence[Token], number: int) -> str:
    """Name what should not stand here."""
    token = tokens[number]
    if token.kind == TAG:
        return f"a second element <{name_of(tokens, number)}>"
    return f"'{text[token.start : token.end].strip().partition(chr(10))[0][:30]}'"


def before_root(text: str, token: Token) -> Fault:
    """Say what stands before the first element."""
    lead = len(text[token.start : token.end]) - len(text[token.start : token.end].lstrip())
    words = text[token.start : token.end].strip().partition("\n")[0][:30]
    message = f"'{words}' stands before the first element: remove it, or make it a comment"
    return Fault(token.start + lead, BEFORE_ROOT, message)
