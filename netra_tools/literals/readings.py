"""What an asked value may have been meant to say, in words that the lexicon knows.

A reading is a way to cut the value into words (`redisurl` may be `redis url`, `tem_perature` may be
`temperature`); for each of its words there are the known words that it may stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple

from netra_tools.literals.edits import one_edit
from netra_tools.literals.lexicon import Lexicon, Word, highest
from netra_tools.literals.likeness import Comparison
from netra_tools.literals.words import HOLE, singular

_MEANINGS: Final = 10  # known words that one word may stand for
_RARE: Final = 2  # values that hold a word which may be a slip all the same
_LEAST: Final = 0.5  # how alike they must be
_SPELT_ALIKE: Final = 25  # words that share most letter triples and are compared in full
_SHORT: Final = 6  # letters up to which a word may be an abbreviation
_SHORTEST: Final = 3  # letters from which one can slip
_LONGEST: Final = 24
_CUTTABLE: Final = range(6, 49)
_PART: Final = 4  # letters that many parts have at least on average: `con if gu red` means nothing

Cut = tuple[int, int, tuple[str, ...]]  # how many words, how rare they are, the words


class Meaning(NamedTuple):
    """A known word that an asked word may stand for, and how likely."""

    word: Word
    score: float


def read_words(words: Sequence[str], lexicon: Lexicon) -> list[tuple[str, ...]]:
    """List the ways to cut a value into words, as it is written first."""
    plain = tuple(singular(word) for word in words if word != HOLE)
    known = lexicon.words(plain)
    readings = [plain]
    if len(plain) > 1:
        readings.extend(_join(plain, lexicon))
    if not all(word in known for word in plain):
        readings.append(_cut("".join(plain), lexicon) or plain)
        readings.append(tuple(part for word in plain for part in _parts(word, known, lexicon)))
    return list(dict.fromkeys(readings))


def find_meanings(
    readings: Sequence[tuple[str, ...]], lexicon: Lexicon, comparison: Comparison, *, doubted: bool = True
) -> dict[str, list[Meaning]]:
    """Find for each word of the readings the known words that it may stand for, the likeliest first.

    Where the words are not doubted, they stand for themselves and their synonyms alone.
    """
    asked = list(dict.fromkeys(chain.from_iterable(readings)))
    doubtful = _doubtful(readings if doubted else (), lexicon.words(asked))
    nearby = {word: (word, *comparison.thesaurus.same(word)) for word in asked}
    nearby |= {word: nearby[word] + _slips(word) for word in doubtful}
    found = lexicon.words({*chain.from_iterable(nearby.values())})
    meanings = {}
    for word in asked:
        others = {found[other] for other in found.keys() & nearby[word]}
        alike = _alike(word, lexicon) if word in doubtful else ()
        meanings[word] = _likeliest(word, others.union(alike), comparison)
    return meanings


def _doubtful(readings: Sequence[tuple[str, ...]], known: Mapping[str, Word]) -> set[str]:
    """Find the words that may be slips: the unknown and rare ones, or all where none is."""
    usual = {word for word, found in known.items() if found.held > _RARE}
    doubtful: set[str] = set()
    for reading in readings:
        doubtful.update({*reading} - usual or reading)
    return doubtful


def _slips(word: str) -> tuple[str, ...]:
    if word.isdigit() or not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    return (*one_edit(word), *(word[:end] for end in range(_SHORTEST, len(word))))


def _alike(word: str, lexicon: Lexicon) -> list[Word]:
    alike = lexicon.spelt(highest(lexicon.sharing(word), _SPELT_ALIKE))
    if word.isalpha() and _SHORTEST <= len(word) <= _SHORT:
        alike.extend(lexicon.like("*".join([*word, ""])))  # pwr as in power, temp as in temperature
    return alike


def _likeliest(word: str, others: Iterable[Word], comparison: Comparison) -> list[Meaning]:
    meanings = [Meaning(other, comparison.word(word, other.word).score) for other in others]
    meanings = [meaning for meaning in meanings if meaning.score >= _LEAST]
    meanings.sort(key=lambda each: (-each.score, -each.word.held, each.word.word))
    return meanings[:_MEANINGS]


def _join(words: tuple[str, ...], lexicon: Lexicon) -> list[tuple[str, ...]]:
    whole = "".join(words)
    pairs = {left + right: at for at, (left, right) in enumerate(pairwise(words))}
    known = lexicon.words(pairs)
    readings = [(*words[:at], pair, *words[at + 2 :]) for pair, at in pairs.items() if pair in known]
    return [(whole,), *readings] if len(whole) <= _LONGEST else readings


def _parts(word: str, known: Mapping[str, Word], lexicon: Lexicon) -> tuple[str, ...]:
    return (word,) if word in known else _cut(word, lexicon) or (word,)


def _cut(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut a text into known words; empty when it cannot be, or when they are too short to mean anything."""
    if len(text) not in _CUTTABLE:
        return ()
    parts = _fewest_parts(text, lexicon)
    return parts if len(parts) < 3 or len(text) >= _PART * len(parts) else ()


def _fewest_parts(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut a text into as few known words as can be, the more frequent ones where there is a choice."""
    size = len(text)
    spans = [(at, end) for end in range(2, size + 1) for at in range(max(0, end - _LONGEST), end - 1)]
    known = lexicon.words({singular(text[at:end]) for at, end in spans})
    best: dict[int, Cut] = {0: (0, 0, ())}
    for at, end in spans:
        word = known.get(singular(text[at:end]))
        if at in best and word is not None:
            count, rarity, before = best[at]
            cut = (count + 1, rarity - word.held.bit_length(), (*before, word.word))
            best[end] = min(best.get(end, cut), cut)
    return best[size][2] if size in best else ()
