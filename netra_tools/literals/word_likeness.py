"""How alike two words are, from 0 to 1, and why in words."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from netra_tools.literals.edits import describe, distance
from netra_tools.literals.thesaurus import Thesaurus
from netra_tools.literals.words import HOLE, singular

PLURAL: Final = 0.97
SYNONYM: Final = 0.85
ABBREVIATION: Final = 0.75
DROPPED_LETTERS: Final = 0.65  # pwr for power, where the thesaurus does not know it
ENDING: Final = 0.68  # where four letters are the same; each further one adds to it
OTHER_NUMBER: Final = 0.3  # sensor_2 is no slip for sensor_1
_BEGINNING: Final = 3  # letters that stand for a word that begins so
_SHORT_FORM: Final = 4  # letters of a short form that a whole word stands for: configuration, config
_EDIT: Final = 0.9  # what one edit takes from a word of one letter
_FIRST_LETTER: Final = 0.08  # slips seldom hit the first one
_ENDINGS = re.compile(r"(?:|e|s|es|d|ed|r|er|or|ing|ion|ation|ment|ness|able|al|ly|y|ies|ity|ive|ance|ence)")


class Likeness(NamedTuple):
    """How alike, and why it is not the same; "" for the same."""

    score: float
    why: str


NOTHING: Final = Likeness(0.0, "")


def compare_words(asked: str, other: str, thesaurus: Thesaurus) -> Likeness:
    """Compare two words."""
    if asked == other:
        return Likeness(1.0, "")
    one, two = singular(asked), singular(other)
    if one == two:
        return Likeness(PLURAL, f"{'plural' if len(other) > len(asked) else 'singular'}: {asked} -> {other}")
    if asked[-1].isdigit() and other[-1].isdigit():
        return Likeness(OTHER_NUMBER, f"other number: {asked} -> {other}")
    if HOLE in (asked, other):
        return Likeness(OTHER_NUMBER, f"{asked} -> {other}")
    if two in thesaurus.same(one):
        number = 1.0 if (asked == one) == (other == two) else PLURAL
        return Likeness(SYNONYM * number, f"{asked} -> {other}")
    return _compare_letters(asked, other, one, two)


def _compare_letters(asked: str, other: str, one: str, two: str) -> Likeness:
    found = _slip(asked, other)
    if one != asked or two != other:
        slip = _slip(one, two)
        if (asked == one) != (other == two):
            slip = Likeness(slip.score * PLURAL, slip.why)
        if slip.score > found.score:
            found = slip
    shortened = _shortened(one, two)
    return Likeness(shortened, f"{asked} -> {other}") if shortened > found.score else found


def score_of(likeness: Likeness) -> float:
    """Return the score, as a key to compare by: reasons have no order."""
    return likeness.score


def _slip(asked: str, other: str) -> Likeness:
    if not -2 <= len(asked) - len(other) <= 2:
        return NOTHING
    longer = max(len(asked), len(other))
    most = 1 + (longer > 5) + (longer > 10)
    if longer < 3 or asked.isdigit() or other.isdigit():
        return NOTHING
    if len({*asked} ^ {*other}) > 2 * most:  # an edit changes two letters at most; this is ten times as quick
        return NOTHING
    apart = distance(asked, other, most)
    if apart > most:
        return NOTHING
    score = 1 - _EDIT * apart / len(asked) - (0 if asked[0] == other[0] else _FIRST_LETTER)
    return Likeness(score, describe(asked, other))


def _shortened(asked: str, other: str) -> float:
    if asked[0] != other[0] or min(len(asked), len(other)) < 2:
        return 0.0
    same = _same_start(asked, other)
    if same >= 4 and _ENDINGS.fullmatch(asked[same:]) and _ENDINGS.fullmatch(other[same:]):
        return ENDING + 0.02 * min(same, 8)
    if len(asked) < len(other):
        return _short_form(asked, other, _BEGINNING)
    return _short_form(other, asked, _SHORT_FORM) if len(other) >= max(_SHORT_FORM, 0.4 * len(asked)) else 0.0


def _short_form(short: str, word: str, least: int) -> float:
    if len(short) >= least and word.startswith(short):
        return ABBREVIATION
    return DROPPED_LETTERS if _drops_letters(short, word) else 0.0


def _same_start(left: str, right: str) -> int:
    for at, (one, two) in enumerate(zip(left, right, strict=False)):
        if one != two:
            return at
    return min(len(left), len(right))


def _drops_letters(short: str, long: str) -> bool:
    if len(long) < len(short) + 2 or len(short) > 5 or re.search("[aeiou]", short[1:-1]):
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)
