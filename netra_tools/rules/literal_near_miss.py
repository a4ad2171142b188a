"""NET601: new literals that look like a slip of the finger."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.literals.english import is_english
from netra_tools.literals.slips import unknown_word
from netra_tools.literals.view import View
from netra_tools.model import Finding, Note
from netra_tools.rules.rule import LiteralRule


class LiteralNearMiss(LiteralRule):
    """A new literal holds a word that stands nowhere else, is no English, and is a letter or two from one used often.

    New is what the committed vocabulary does not hold (`netra literals scan` writes it); without one,
    nothing is. Only names that code depends on are looked at, no messages and no tests. A word that is meant
    is accepted by the comment `# netra: literal ok`, or with the vocabulary: commit what `scan` writes.

    Why is this bad?
        A misspelt key, event or path is an error that nothing reports: the reader finds no such key and
        goes on without it.

    Example:
        # app/sensor.py
        def read(record):
            return record["tempreature_unit"]

    Use instead:
        # app/sensor.py
        KEYS = ("temperature", "temperature_low", "temperature_high", "min_temperature", "max_temperature")
        def read(record):
            return record["temperature_unit"]
    """

    code = "NET601"
    slug = "literal-near-miss"
    hint = "write the word as everywhere else; a new one is accepted by `# netra: literal ok` or with the vocabulary"

    def check(self, view: View) -> Iterator[Finding]:
        """Report each new value that holds a slip."""
        values = {word.value: word.text for word in view.new_words if not word.is_known}
        for value, number in values.items():
            slip = unknown_word(value, view.lexicon, is_english)
            if slip is None:
                continue
            places = view.places(number)
            held = view.lexicon.words([slip.meant])[slip.meant].held
            message = (
                f"`{value}` holds `{slip.word}`, which no other literal holds;"
                f" {held} hold `{slip.meant}` ({slip.why})"
            )
            notes = tuple([Note(place.path, place.span[0], "here, too") for place in places[1:4]])
            yield self.finding(places[0].path, places[0].span, value, message, notes=notes)
