"""Says whether a value exists, what it is, where it stands, and if it does not, what was meant."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.literals.elsewhere import Elsewhere
from netra_tools.literals.holes import specific
from netra_tools.literals.known import FEW, Known, count, find
from netra_tools.literals.lexicon import Lexicon
from netra_tools.literals.near import suggest
from netra_tools.literals.question import ABSENT, NEAR, UNKNOWN, VARIANT, Answer, Meant, Question
from netra_tools.literals.store import Store
from netra_tools.literals.words import normal_form


class Index:
    """Answers from the index."""

    def __init__(self, store: Store, root: str) -> None:
        self.store = store
        self.known = Known(store.connected())
        self.elsewhere = Elsewhere(store, root)
        self.lexicon: Lexicon | None = None

    def answer(self, question: Question) -> Answer:
        """Answer one question."""
        known = self.known.answer(question)
        if known is not None:
            return known
        suggestions = self.suggest(question)
        notes = self.elsewhere.find(question.value)
        answer = Answer(question, UNKNOWN if notes else status_of(question.value, suggestions))
        answer.suggestions = suggestions
        answer.notes.extend(notes)
        return answer

    def suggest(self, question: Question) -> list[Meant]:
        """Say what was probably meant."""
        if self.lexicon is None:
            self.lexicon = self.store.lexicon()
        found = suggest(question.value, self.lexicon, category=question.category or None, limit=FEW)
        return [self.place(Meant(item.value, item.score, item.why), question) for item in found]

    def place(self, meant: Meant, question: Question) -> Meant:
        """Say what a suggestion is, and where it stands."""
        found = find(self.known.connection, meant.value)
        if found is not None:
            number, postings = found
            counts = count(postings)
            meant.category = question.category or max(counts, key=lambda name: counts[name])
            places = self.known.places(number, postings, question, defined=True, most=1)
            places = places or self.known.places(number, postings, question, defined=False, most=1)
            meant.where = places[0] if places else None
        return meant


def status_of(value: str, suggestions: Sequence[Meant]) -> str:
    """Tell from what is near what can be said of a value that stands nowhere."""
    if not suggestions:
        return ABSENT
    form = normal_form(value)
    if any(normal_form(meant.value) == form for meant in suggestions):
        return VARIANT
    return VARIANT if any(specific(meant.value, value, in_parts=True) for meant in suggestions) else NEAR
