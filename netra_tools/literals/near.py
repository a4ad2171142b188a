"""What was meant by a value that does not exist: the nearest values of a lexicon, and why they are near."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from netra_tools.literals.edits import distance
from netra_tools.literals.lexicon import LONGEST, Entry, Lexicon, highest
from netra_tools.literals.likeness import FLOOR, Comparison
from netra_tools.literals.readings import Meaning, find_meanings, read_words
from netra_tools.literals.word_likeness import Likeness

_CANDIDATES: Final = 60  # compared in full
_POSTINGS: Final = 40_000  # past so many, further words only tell candidates apart
_PREFERRED: Final = 0.03  # what the asked category, or the file that it stands near to, adds
_MOST_FREQUENT: Final = 0.02
_MOST_WORDS: Final = 16

Slot = dict[int, dict[int, float]]  # by number of words: the values that hold a meaning, and how likely it is


class Suggestion(NamedTuple):
    """A value that may have been meant, how near it is from 0 to 1, and why in words."""

    value: str
    score: float
    why: str
    category: str
    weight: int


def suggest(
    asked: str,
    lexicon: Lexicon,
    *,
    category: str | None = None,
    favoured: Collection[str] = (),
    limit: int = 5,
) -> list[Suggestion]:
    """List what may have been meant, the nearest first; `favoured` are the values used nearby."""
    if len(asked) > LONGEST:
        return []
    comparison = Comparison(asked, lexicon)
    if not 0 < len(comparison.words) <= _MOST_WORDS:
        return []
    entries = lexicon.entries(_candidates(comparison, lexicon))
    ranked = []
    for entry in _one_a_value(entries, category):
        like = comparison.value(entry.value)
        if like.score >= FLOOR and entry.value != asked:
            rank = like.score + _preference(entry, category, favoured)
            ranked.append((rank, like, entry))
    nearest = heapq.nlargest(limit * 4, ranked, key=lambda each: each[0])
    nearest.sort(key=lambda each: (-round(each[0], 3), distance(asked, each[2].value), each[2].value))
    return [_suggestion(like, entry) for _, like, entry in nearest[:limit]]


def _suggestion(like: Likeness, entry: Entry) -> Suggestion:
    return Suggestion(entry.value, round(like.score, 3), like.why, entry.category, entry.weight)


def _preference(entry: Entry, category: str | None, favoured: Collection[str]) -> float:
    usual = min(_MOST_FREQUENT, entry.weight.bit_length() * 0.002)
    preferred = (entry.category == category) + (entry.value in favoured)
    return usual + preferred * _PREFERRED


def _one_a_value(entries: Iterable[Entry], category: str | None) -> list[Entry]:
    best: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda each: (each.category == category, each.weight, each.category)):
        best[entry.value] = entry
    return list(best.values())


def _candidates(comparison: Comparison, lexicon: Lexicon) -> list[int]:
    """Find the values whose words have most in common with one of the readings."""
    readings = read_words(comparison.words, lexicon)
    if len(readings[0]) > 1 and _exists(readings[0], lexicon):
        readings = readings[:1]  # in another order or style: nobody slipped
        meanings = find_meanings(readings, lexicon, comparison, doubted=False)
    else:
        meanings = find_meanings(readings, lexicon, comparison)
    slots = {word: _slot(found, lexicon) for word, found in meanings.items()}
    scores: dict[int, float] = {}
    for reading in readings:
        for number, score in _overlap([slots[word] for word in dict.fromkeys(reading)]).items():
            scores[number] = max(score, scores.get(number, 0.0))
    return highest(scores, _CANDIDATES)


def _exists(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    known = lexicon.words(words)
    slots = [_slot([Meaning(word, 1.0)], lexicon) for word in known.values()]
    return len(slots) == len({*words}) and max(_overlap(slots).values(), default=0.0) == 1.0


def _slot(meanings: Sequence[Meaning], lexicon: Lexicon) -> Slot:
    score_of = {meaning.word.id: meaning.score for meaning in meanings}
    slot: Slot = defaultdict(dict)
    rows = lexicon.holding(score_of)
    rows.sort(key=lambda row: score_of[row[0]])  # the likelier one overwrites
    for word, length, ids in rows:
        slot[length].update(dict.fromkeys(ids, score_of[word]))
    return slot


def _overlap(slots: Sequence[Slot]) -> dict[int, float]:
    """Score values by the words that they share: twice what is shared, of all words of both."""
    shared: Slot = defaultdict(dict)
    read = 0
    for slot in sorted(slots, key=lambda slot: sum(map(len, slot.values()))):
        widen = read < _POSTINGS
        for length, scores in slot.items():
            read += len(scores)
            _add(shared[length], scores, widen)
    return {
        number: 2 * scores[number] / (len(slots) + length)
        for length, scores in shared.items()
        for number in highest(scores, _CANDIDATES)
    }


def _add(shared: dict[int, float], scores: dict[int, float], widen: bool) -> None:
    if not shared and widen:
        shared.update(scores)
    elif widen:
        for number, score in scores.items():
            shared[number] = shared.get(number, 0.0) + score
    else:
        for number in shared.keys() & scores.keys():
            shared[number] += scores[number]
