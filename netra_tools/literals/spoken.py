"""Answers without an index: from the committed vocabulary, or that nothing can be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.known import FEW
from netra_tools.literals.question import EXACT, UNKNOWN, VARIANT, Answer, Meant, Question
from netra_tools.literals.validate import status_of
from netra_tools.literals.vocabulary import Vocabulary

if TYPE_CHECKING:
    from netra_tools.literals.lexicon import Lexicon


class Spoken:
    """Answers from the committed words: whether they exist and what they are, not where."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Sequence[Sequence[str]] = ()) -> None:
        self.synonyms = synonyms
        self.categories: dict[str, list[str]] = {}
        for value, category in vocabulary.words:
            self.categories.setdefault(value, []).append(category)
        self.lexicon: Lexicon | None = None

    def answer(self, question: Question) -> Answer:
        """Answer one question."""
        found = sorted(self.categories.get(question.value, ()), key=CATEGORIES.index)
        if found:
            answer = Answer(question, EXACT)
            answer.categories = dict.fromkeys(found, 1)
            if question.category and question.category not in found:
                answer.status = VARIANT
                answer.notes.append(f"it is no {question.category} here, but {' and '.join(found)}")
        else:
            suggestions = self.suggest(question)
            answer = Answer(question, status_of(question.value, suggestions))
            answer.suggestions = suggestions
        answer.source = "vocabulary"
        return answer

    def suggest(self, question: Question) -> list[Meant]:
        """Say what was probably meant."""
        from netra_tools.literals.indexing import in_memory
        from netra_tools.literals.near import suggest
        from netra_tools.literals.thesaurus import Thesaurus

        if self.lexicon is None:
            words = [(value, 1, name) for value, names in self.categories.items() for name in names]
            self.lexicon = in_memory(words)
            self.lexicon.thesaurus = Thesaurus(self.synonyms)
        found = suggest(question.value, self.lexicon, category=question.category or None, limit=FEW)
        meant = [Meant(item.value, item.score, item.why) for item in found]
        for item in meant:
            item.category = self.categories[item.value][0]
        return meant


class Nobody:
    """Answers where there is neither an index nor a vocabulary."""

    def answer(self, question: Question) -> Answer:
        """Say that nothing can be told."""
        answer = Answer(question, UNKNOWN)
        answer.source = "nothing"
        answer.notes.append("there is neither an index nor a vocabulary: run netra literals scan")
        return answer
