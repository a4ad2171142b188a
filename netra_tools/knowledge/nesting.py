"""Which tags of a text open and close elements, and which are text that only looks like one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.knowledge.evidence import INLINE, follows_words, is_wrapped, precedes_words
from netra_tools.knowledge.faults import MISMATCHED_TAG, TOO_DEEP, TRUNCATED, Fault, Lines
from netra_tools.knowledge.lexer import TAG, Token
from netra_tools.knowledge.tags import CLOSE, EMPTY, OPEN

MOST_DEPTH: Final = 200  # lxml's own limit is 256
MOST_OPEN: Final = 1000  # many are only written about
MOST_TOLD: Final = 100  # tags without a partner: with more of them the others are no news


class Nesting(NamedTuple):
    """What became of the tags, by the numbers of their tokens."""

    pairs: dict[int, int]  # from what opens an element to what closes it; the same for an empty one
    quoted: frozenset[int]
    faults: tuple[Fault, ...]


def nest(text: str, tokens: Sequence[Token]) -> Nesting:
    """Find out which tags belong together."""
    nester = Nester(text, tokens)
    for number, token in enumerate(tokens):
        if token.kind == TAG:
            nester.take(number)
        if len(nester.stack) > MOST_OPEN:
            message = f"more than {MOST_OPEN} elements are open at once"
            return Nesting({}, frozenset(), (Fault(token.start, TOO_DEEP, message),))
    faults = tuple(nester.finish())
    deepest = find_deepest(nester.pairs)
    if deepest >= 0:
        message = f"elements stand in one another more than {MOST_DEPTH} deep"
        faults = (Fault(tokens[deepest].start, TOO_DEEP, message),)
    return Nesting(nester.pairs, frozenset(nester.quoted), faults)


def find_deepest(pairs: dict[int, int]) -> int:
    """Give the first element that is too deep; -1 when none is."""
    ends: list[int] = []
    for number in sorted(pairs):
        while ends and ends[-1] < number:
            ends.pop()
        ends.append(pairs[number])
        if len(ends) > MOST_DEPTH:
            return number
    return -1


class Nester:
    """Goes through the tags of a text, and keeps those that have no partner for the end."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.stack: list[int] = []
        self.pairs: dict[int, int] = {}
        self.parents: dict[int, int] = {}
        self.quoted: set[int] = set()
        self.unclosed: dict[int, int] = {}  # what opens and is not closed -> what closes an outer element
        self.strays: list[int] = []  # what closes nothing
        self.used: set[tuple[str, int]] = set()  # names of elements, each with what it stands in
        self.among_words: set[str] = set()  # names of elements that stand behind words

    def name(self, number: int) -> str:
        """Give the name of a tag."""
        tag = self.tokens[number].tag
        return "" if tag is None else tag.name

    def take(self, number: int) -> None:
        """Take the next tag."""
        tag = self.tokens[number].tag
        form = "" if tag is None else tag.form
        if form in (OPEN, EMPTY):
            self.parents[number] = self.stack[-1] if self.stack else -1
        if form == OPEN:
            self.stack.append(number)
        elif form == EMPTY:
            self.pairs[number] = number
        elif form == CLOSE:
            self.close(number)

    def close(self, number: int) -> None:
        """Take a tag that closes an element, or seems to."""
        name = self.name(number)
        if self.stack and self.name(self.stack[-1]) == name:
            self.pairs[self.stack.pop()] = number
            return
        above = self.above(name)
        if is_wrapped(self.text, self.tokens[number]) or self.is_written_about(number, above):
            self.quoted.add(number)
        elif above is None:
            self.strays.append(number)
        else:
            self.unclosed.update(dict.fromkeys(above, number))
            del self.stack[len(self.stack) - len(above) :]
            self.pairs[self.stack.pop()] = number

    def above(self, name: str) -> list[int] | None:
        """Give what is open above the last element of a name; None when no such element is open."""
        for place in range(len(self.stack) - 1, -1, -1):
            if self.name(self.stack[place]) == name:
                return self.stack[place + 1 :]
        return None

    def is_written_about(self, number: int, above: list[int] | None) -> bool:
        """Say whether a closing tag stands in a sentence, and what is open had better stay open."""
        if not (self.follows_words(number) and precedes_words(self.text, self.tokens, number)):
            return False
        return above is None or not all(map(self.may_be_text, above))

    def may_be_text(self, number: int) -> bool:
        """Say whether a tag that opens an element may be written about."""
        return self.follows_words(number) or is_wrapped(self.text, self.tokens[number])

    def follows_words(self, number: int) -> bool:
        """Say whether a tag stands behind words."""
        return follows_words(self.text, self.tokens, number)

    def finish(self) -> Iterator[Fault]:
        """Judge what has no partner."""
        self.note_names()
        cut = [number for number in self.stack if not self.swap(number)]
        closing = self.strays and self.strays[-1] == self.last_tag()
        if cut and not closing:
            yield self.truncated(cut[-1])
        for number in list(self.without_quoted())[:MOST_TOLD]:
            if not self.swap(number):
                yield self.mismatched(number, self.unclosed[number])
        strays = [number for number in self.strays[:MOST_TOLD] if not self.swap_end(number)]
        yield from map(self.stray, strays)

    def without_quoted(self) -> Iterator[int]:
        """Set apart what is not closed and sure to be text, and give the rest, the outer ones first."""
        for number in sorted(self.unclosed):
            if self.is_quoted(number):
                self.quoted.add(number)
            else:
                yield number

    def note_names(self) -> None:
        """Note how the elements that are closed are called, and where such stand."""
        for number in self.pairs:
            name = self.name(number)
            self.used.add((name, self.closed_above(number)))
            if name not in self.among_words and self.follows_words(number):
                self.among_words.add(name)

    def last_tag(self) -> int:
        """Give the last tag of all."""
        return max((number for number, token in enumerate(self.tokens) if token.kind == TAG), default=-1)

    def is_quoted(self, number: int) -> bool:
        """Say whether what opens an element that is not closed is sure to be text."""
        if is_wrapped(self.text, self.tokens[number]):
            return True
        name = self.name(number)
        if self.may_be_inline(number) or not self.follows_words(number):
            return False
        parent = self.parents[number]
        while parent in self.quoted:
            parent = self.parents[parent]
        if parent >= 0 and self.name(parent) == name:
            return False
        return (name, self.closed_above(number)) not in self.used and name not in self.among_words

    def closed_above(self, number: int) -> int:
        """Give the next element around a tag that is closed; -1 for none."""
        above = self.parents[number]
        while above >= 0 and above not in self.pairs:
            above = self.parents[above]
        return above

    def may_be_inline(self, number: int) -> bool:
        """Say whether a tag is written well, and stands for an element that belongs within sentences."""
        tag = self.tokens[number].tag
        return self.name(number) in INLINE and tag is not None and not tag.faults

    def swap(self, number: int) -> bool:
        """Give an element that is not closed the end of one within it which is sure to be text."""
        inner = [
            other
            for other in self.pairs
            if other > number
            and self.name(other) == self.name(number)
            and self.pairs[other] != other
            and is_wrapped(self.text, self.tokens[other])
        ]
        if len(inner) != 1:
            return False
        self.pairs[number] = self.pairs.pop(inner[0])
        self.quoted.add(inner[0])
        return True

    def swap_end(self, number: int) -> bool:
        """Give an end without a beginning to an element that ends at what is sure to be text."""
        ended = [
            other
            for other, end in self.pairs.items()
            if other < end < number
            and self.name(other) == self.name(number)
            and self.pairs.get(self.parents[other], len(self.tokens)) > number
            and is_wrapped(self.text, self.tokens[end])
        ]
        if len(ended) != 1:
            return False
        self.quoted.add(self.pairs[ended[0]])
        self.pairs[ended[0]] = number
        return True

    def line(self, number: int) -> int:
        """Give the line of a tag."""
        return Lines(self.text).place(self.tokens[number].start)[0]

    def truncated(self, number: int) -> Fault:
        """Say that the file ends too early."""
        message = f"the file ends within <{self.name(number)}> of line {self.line(number)}"
        return Fault(len(self.text), TRUNCATED, message)

    def mismatched(self, number: int, outer: int) -> Fault:
        """Say what is not closed, and where that shows."""
        name, closed = self.name(number), self.name(outer)
        at = self.tokens[number].start
        within = [other for other in self.strays if number < other < outer]
        if within:
            self.strays.remove(within[-1])
            message = f"<{name}> is closed by </{self.name(within[-1])}> on line {self.line(within[-1])}"
            return Fault(at, MISMATCHED_TAG, message)
        message = f"<{name}> is not closed before </{closed}> on line {self.line(outer)}"
        return Fault(at, MISMATCHED_TAG, f"{message}: close it, or write &lt;{name}> if it is text")

    def stray(self, number: int) -> Fault:
        """Say what closes nothing."""
        still = [other for other in self.stack if other not in self.pairs]
        opened = f"; <{self.name(still[-1])}> of line {self.line(still[-1])} is open" if still else ""
        message = f"</{self.name(number)}> closes nothing{opened}"
        return Fault(self.tokens[number].start, MISMATCHED_TAG, message)
