"""Words that are likely slips: never used here, no English, and a letter or two from a frequent word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from os.path import commonprefix
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
        if one in known or word in known:
            continue
        meant = _one_edit_away(one, lexicon) or _one_edit_away(word, lexicon) or _two_edits_away(one, lexicon)
        if meant and not (english(word) or english(one)):
            return Slip(word, meant, describe(one, meant))
    return None


def _can_slip(word: str) -> bool:
    return word.isascii() and word.isalpha() and _SHORTEST <= len(word) <= _LONGEST


def _one_edit_away(word: str, lexicon: Lexicon) -> str:
    near = [
        other
        for other in lexicon.words(one_edit(word)).values()
        if other.held >= FREQUENT
        and not _is_affixed(word, other.word)
        and word[:-1] != other.word[:-1]  # serializer, serialized
        and (len(word) > _SHORTEST or sorted(word) == sorted(other.word))
    ]
    return "" if not near or _is_compound(word, lexicon, FREQUENT) else _most_frequent(near)


def _two_edits_away(word: str, lexicon: Lexicon) -> str:
    if len(word) < _TWO_EDITS:
        return ""
    near = [
        other
        for other in lexicon.spelt(highest(lexicon.sharing(word), _SPELT_ALIKE))
        if other.held >= FREQUENT
        and word[0] == other.word[0]
        and not _is_affixed(word, other.word)
        and len(commonprefix((word, other.word))) < len(word) - _ENDING
        and (len(word) >= _FAR or _letters_apart(word, other.word) <= 2)
        and distance(word, other.word) == 2
    ]
    return "" if not near or _is_compound(word, lexicon, 1) else _most_frequent(near)


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
