"""NET601: new literals that look like a slip of the finger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from netra_tools.model import Finding, Note
from netra_tools.rules.rule import LiteralRule

if TYPE_CHECKING:
    from netra_tools.literals.slips import Slip
    from netra_tools.literals.view import View

MOST_NOTES: Final = 3
LETTERS = re.compile(r"[a-z]+")


class LiteralNearMiss(LiteralRule):
    """A new literal holds a word that no other holds, that is no English, and that looks like a frequent one.

    It is a letter or two from a word that five literals or more hold.

    New is what the committed vocabulary does not hold (`netra literals scan` writes it); without one,
    nothing is. Only names that code depends on are looked at, no messages and no tests. A word that is meant
    is accepted by the comment `# netra: literal ok`, or with the vocabulary: commit what `scan` writes.
    What a file or directory is called is no slip either.

    Why is this bad?
        A misspelt key, event or path is an error that nothing reports: the reader finds no such key and
        goes on without it.

    Example:
        # app/keys.py
        KEYS = ("temperature", "temperature_low", "temperature_high", "min_temperature", "max_temperature")
        # app/sensor.py
        def read(record):
            return record["tempreature_unit"]

    Use instead:
        # app/keys.py
        KEYS = ("temperature", "temperature_low", "temperature_high", "min_temperature", "max_temperature")
        # app/sensor.py
        def read(record):
            return record["temperature_unit"]
    """

    code = "NET601"
    slug = "literal-near-miss"
    hint = (
        "write it as everywhere else; a new word is accepted by `# netra: literal ok` or with the vocabulary"
    )

    def check(self, view: View) -> Iterator[Finding]:
        """Report each word that is a slip, at the first new value that holds it."""
        from netra_tools.literals.slips import unknown_word

        slips: dict[str, tuple[Slip, list[int]]] = {}
        for value, number in {word.value: word.text for word in view.new_words if not word.is_known}.items():
            slip = unknown_word(value, view.lexicon, is_english)
            if slip is not None and not is_name(slip.word, value, view):
                slips.setdefault(slip.word, (slip, []))[1].append(number)
        for word, (slip, numbers) in slips.items():
            held = view.lexicon.words([slip.meant])[slip.meant].held
            message = f"`{word}` stands in no other literal, `{slip.meant}` in {held}: {slip.why}"
            first, *others = sorted(place for number in numbers for place in view.places(number))
            notes = tuple([Note(place.path, place.span[0], "here, too") for place in others[:MOST_NOTES]])
            yield self.finding(first.path, first.span, word, message, notes=notes)


def is_english(word: str) -> bool:
    """Tell whether a word is English; the list of words is found when the first one is asked."""
    from netra_tools.literals import english

    return english.is_english(word)


def is_name(word: str, value: str, view: View) -> bool:
    """Tell whether a module is called so, or the word is a part of one written together: FFmpeg."""
    whole = next((text for text in LETTERS.findall(value.lower()) if word in text), word)
    return view.is_in_paths(word) or (whole != word and whole in view.lexicon.words([whole]))
