"""Words that are likely slips: never used here, no English, and a letter or two from a frequent word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from netra_tools.literals.edits import describe, distance, one_edit
from netra_tools.literals.lexicon import Lexicon, Word, highest
from netra_tools.literals.words import singular, split_words

FREQUENT: Final = 5  # values that must hold a word for it to be what was meant
_SHORTEST: Final = 4
_TWO_EDITS: Final = 6  # letters from which two edits are a slip, too, where they keep most letters
_FAR: Final = 8  # letters from which any two edits are
_LONGEST: Final = 24
_SPELT_ALIKE: Final = 25
_ENDING: Final = 2  # last letters in which two words may differ by intent: configurator, configuration
_SHORTEST_PART: Final = 3  # letters of the words that a new compound may be made of


class Slip(NamedTuple):
    """A word of a value, the word that was likely meant, and the letters that part them in words."""

    word: str
    meant: str
    why: str


def unknown_word(value: str, lexicon: Lexicon, english: Callable[[str], bool]) -> Slip | None:
    """Find the first word of a value that is likely a slip; `lexicon` does not hold the value.

    `english` is asked last of all, so that its words need not be loaded while nothing is suspect.
    """
    words = {singular(word): word for word in split_words(value) if _can_slip(word)}
    known = lexicon.words([*words, *words.values()])
    for one, word in words.items():
        if one not in known and word not in known:
            meant = _one_edit_away({one, word}, lexicon) or _two_edits_away(one, lexicon)
            if meant and not english(word) and not english(one):
                slip = min(one, word, key=lambda form: distance(form, meant))
                return Slip(word, meant, describe(slip, meant))
    return None


def _can_slip(word: str) -> bool:
    return word.isascii() and word.isalpha() and _SHORTEST <= len(word) <= _LONGEST


def _one_edit_away(forms: set[str], lexicon: Lexicon) -> str:
    edits = {form: one_edit(form) for form in forms}
    found = lexicon.words(set().union(*edits.values()))
    near = [
        found[meant]
        for form, others in edits.items()
        for meant in found.keys() & others
        if found[meant].held >= FREQUENT and _is_slip(form, meant)
    ]
    return "" if not near or _is_compound(min(forms, key=len), lexicon, FREQUENT) else _most_frequent(near)


def _is_slip(word: str, meant: str) -> bool:
    if _is_affixed(word, meant) or word[:-1] == meant[:-1]:  # serializer, serialized
        return False
    return len(word) > _SHORTEST or sorted(word) == sorted(meant)


def _two_edits_away(word: str, lexicon: Lexicon) -> str:
    if len(word) < _TWO_EDITS:
        return ""
    alike = lexicon.spelt(highest(lexicon.sharing(word), _SPELT_ALIKE))
    near = [other for other in alike if other.held >= FREQUENT and _is_far_slip(word, other.word)]
    return "" if not near or _is_compound(word, lexicon, 1) else _most_frequent(near)


def _is_far_slip(word: str, meant: str) -> bool:
    same_stem = word[:-_ENDING] == meant[: len(word) - _ENDING]
    if word[0] != meant[0] or same_stem or _is_affixed(word, meant):
        return False
    return (len(word) >= _FAR or _letters_apart(word, meant) <= 2) and distance(word, meant) == 2


def _most_frequent(words: list[Word]) -> str:
    return min(words, key=lambda other: (-other.held, other.word)).word


def _is_affixed(word: str, meant: str) -> bool:
    """Whether letters were put before or behind a word (`dcvoltage`); its last one twice is a slip."""
    return word.endswith(meant) or (word.startswith(meant) and word != meant + meant[-1])


def _letters_apart(left: str, right: str) -> int:
    one, two = Counter(left), Counter(right)
    return (one - two).total() + (two - one).total()


def _is_compound(word: str, lexicon: Lexicon, held: int) -> bool:
    """Whether a word is made of two that enough values hold, as in `softplug`."""
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    known = lexicon.words({part for at in cuts for part in (word[:at], singular(word[at:]))})
    usual = {part for part, found in known.items() if found.held >= held}
    return any(word[:at] in usual and singular(word[at:]) in usual for at in cuts)
