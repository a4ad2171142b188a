"""How alike two values are, from 0 to 1, and why in words.

The words of both are paired, the likest first; the score is the likeness of the pairs as a share of all
words of both. Order, case and separators count a little, so that they decide between equals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final, NamedTuple

from netra_tools.literals.edits import describe, distance
from netra_tools.literals.holes import specific
from netra_tools.literals.lexicon import Lexicon
from netra_tools.literals.paths import other_ends, other_extension
from netra_tools.literals.word_likeness import NOTHING, PLURAL, Likeness, compare_words, score_of
from netra_tools.literals.words import HOLE, convention, singular, split_words

FLOOR: Final = 0.6  # what is less alike is not near
OTHER_ORDER: Final = 0.95
OTHER_STYLE: Final = 0.985
OTHER_MARKS: Final = 0.96  # a path is none without its slashes
OTHER_EXTENSION: Final = 0.8
OTHER_BREAKS: Final = 0.96
_KNOWN_WORD: Final = 0.9  # a word that exists here is less likely to be a slip
_LIGHT: Final = 0.5  # numbers, holes, single letters and particles say less than words
_PARTICLES: Final = frozenset(
    (
        "an",
        "the",
        "of",
        "to",
        "in",
        "for",
        "by",
        "at",
        "is",
        "are",
        "has",
        "have",
        "was",
        "get",
        "set",
        "my",
        HOLE,
    )
)
_JOINED_EDIT: Final = 1.2  # what one edit takes when no words can be paired
_HOLES: Final = 0.5  # the score of a template that has no character of its own
_OWN: Final = 0.45  # what it adds when they are all its own
_EXTENSION = re.compile(r"\.[a-z]\w{1,4}$")


class Pair(NamedTuple):
    """Two words that stand for one another: their places in both values, and how alike they are."""

    left: int
    right: int
    like: Likeness


class Comparison:
    """Compares one asked value with candidates; remembers what it found out about words."""

    def __init__(self, asked: str, lexicon: Lexicon) -> None:
        self.asked = asked
        self.words = split_words(asked)
        self.thesaurus = lexicon.thesaurus
        self._joined = "".join(self.words)
        self._style = convention(asked)
        known = lexicon.words(map(singular, self.words))
        self._known = {word for word in self.words if singular(word) in known}
        self._weights = [_weight(word) for word in self.words]
        self._seen: dict[str, dict[str, Likeness]] = defaultdict(dict)

    def value(self, candidate: str) -> Likeness:
        """Compare with a value; why they are alike is told from `FLOOR` on."""
        words = split_words(candidate)
        found = self._by_words(words, candidate)
        joined = "".join(words)
        if found.score < OTHER_BREAKS and abs(len(joined) - len(self._joined)) <= 2:
            found = max(found, self._by_letters(joined), key=score_of)
        if extension := other_extension(self.asked, candidate):
            found = Likeness(max(found.score, OTHER_EXTENSION), extension)
        if found.score >= FLOOR:
            found = self._with_style(found, words, candidate)
        return max(found, _compare_template(candidate, self.asked), key=score_of)

    def word(self, asked: str, other: str) -> Likeness:
        """Compare a word of the value with another."""
        found = self._seen[asked].get(other)
        if found is None:
            found = compare_words(asked, other, self.thesaurus)
            if asked in self._known and found.score < PLURAL:
                found = Likeness(found.score * _KNOWN_WORD, found.why)
            self._seen[asked][other] = found
        return found

    def _by_letters(self, joined: str) -> Likeness:
        if joined == self._joined:
            return Likeness(OTHER_BREAKS, "other word breaks")
        apart = distance(self._joined, joined, 2)
        if apart > 2 or len(joined) < 4 * apart or _digits(joined) != _digits(self._joined):
            return NOTHING
        return Likeness(0.97 - _JOINED_EDIT * apart / len(joined), describe(self._joined, joined))

    def _by_words(self, words: tuple[str, ...], candidate: str) -> Likeness:
        pairs = self._pairs(words)
        score = self._share(words, pairs)
        if score < FLOOR:
            return Likeness(score, "")
        reasons = list(dict.fromkeys(pair.like.why for pair in pairs if pair.like.why))
        places = [pair.right for pair in pairs]
        if places != sorted(places):
            whole = not reasons and len(pairs) == len(words) == len(self.words)
            reasons.append("same words, other order" if whole else "other order")
            score *= OTHER_ORDER
        if len(pairs) < max(len(words), len(self.words)):
            reasons = other_ends(self.asked, candidate) or [*reasons, *self._unpaired(words, pairs)]
        return Likeness(score, "; ".join(reasons))

    def _share(self, words: tuple[str, ...], pairs: list[Pair]) -> float:
        weights = [_weight(word) for word in words]
        shared = 0.0
        for left, right, like in pairs:
            shared += like.score * (self._weights[left] + weights[right])
        return shared / (sum(self._weights) + sum(weights))

    def _pairs(self, words: tuple[str, ...]) -> list[Pair]:
        found = [
            (like.score, -abs(left - right), left, right, like)
            for left, asked in enumerate(self.words)
            for seen in (self._seen[asked],)
            for right, other in enumerate(words)
            if (like := seen.get(other) or self.word(asked, other)).score
        ]
        pairs: dict[int, Pair] = {}
        taken = set()
        for _, _, left, right, like in sorted(found, reverse=True):
            if left not in pairs and right not in taken:
                taken.add(right)
                pairs[left] = Pair(left, right, like)
        return [pairs[left] for left in sorted(pairs)]

    def _unpaired(self, words: tuple[str, ...], pairs: list[Pair]) -> list[str]:
        lefts, rights = {pair.left for pair in pairs}, {pair.right for pair in pairs}
        spare = "_".join(word for at, word in enumerate(self.words) if at not in lefts)
        lacking = "_".join(word for at, word in enumerate(words) if at not in rights)
        if spare and lacking:
            return [f"{spare} -> {lacking}"]
        return [f"without {spare}" if spare else f"with {lacking}"]

    def _with_style(self, found: Likeness, words: tuple[str, ...], candidate: str) -> Likeness:
        score, style = found.score, convention(candidate)
        if words == self.words or style != self._style:
            score *= OTHER_STYLE
        if candidate.isupper() != self.asked.isupper():
            score *= OTHER_STYLE
        if _marks(candidate) != _marks(self.asked):
            score *= OTHER_MARKS
        return Likeness(score, "; ".join(filter(None, (found.why, self._styles(style, words, candidate)))))

    def _styles(self, style: str, words: tuple[str, ...], candidate: str) -> str:
        if self.asked.lower() == candidate.lower():
            return "other case"
        if words == self.words:
            return "other separators" if style == self._style else f"other style: {self._style} -> {style}"
        return "other case" if style != self._style and style.lower() == self._style.lower() else ""


def _compare_template(template: str, value: str) -> Likeness:
    own = specific(template, value, in_parts=True)
    return Likeness(_HOLES + _OWN * own / len(value), "matches the template") if own else NOTHING


def _weight(word: str) -> float:
    return _LIGHT if len(word) == 1 or word in _PARTICLES or word.isdigit() else 1.0


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _marks(value: str) -> tuple[bool, bool, str, str]:
    extension = _EXTENSION.search(value)
    first = value[:1] if value[:1] in "_-." else ""
    return "/" in value, ":" in value, first, extension[0] if extension else ""
