"""NET602: new literals that write an old one in another way."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.words import convention, normal_form, split_words
from netra_tools.model import Finding
from netra_tools.rules.rule import LiteralRule

if TYPE_CHECKING:
    from netra_tools.literals.view import NewWord, View

NAME = re.compile(r"[\w./-]+")  # neither a template nor a sentence
MARKS = string.punctuation + string.whitespace


class LiteralVariant(LiteralRule):
    """A new literal has the words of a committed one, in the same category and the same convention of case.

    What is new and how it is accepted is as for `literal-near-miss`. Values in different conventions are
    different things: an environment variable and the setting that it fills have one name.

    Why is this bad?
        Two spellings of one key are two keys: what is written under one is not found under the other.

    Options:
        plurals: report values that differ by the plural of a word, too

    Example:
        # app/links.py
        def link(record):
            return record["baseUrl"] or record["baseURL"]

    Use instead:
        # app/links.py
        def link(record):
            return record["baseUrl"]
    """

    code = "NET602"
    slug = "literal-variant"
    hint = "write it as the one that exists; what is another thing is accepted by `# netra: literal ok`"
    severity: Literal["error", "warning", "off"] = "warning"
    plurals: bool = False

    def check(self, view: View) -> Iterator[Finding]:
        """Report each new value that is written otherwise elsewhere."""
        for word in view.new_words:
            committed = self._committed(view, word)
            if committed:
                place = view.places(word.text, word.category)[0]
                message = f"`{word.value}` is written `{committed}` elsewhere ({CATEGORIES[word.category]})"
                yield self.finding(place.path, place.span, word.value, message)

    def _committed(self, view: View, word: NewWord) -> str:
        """Give the committed value that a new one is a variant of; "" when there is none."""
        form = self._form(word.value)
        for other in view.with_words_of(word.value) if is_name(word.value) else ():
            alike = other != word.value and is_name(other) and self._form(other) == form
            if alike and view.committed.holds(other, word.category):
                return other
        return ""

    def _form(self, value: str) -> tuple[str, ...]:
        """Give what two values have in common that are variants."""
        words = normal_form(value).split() if self.plurals else split_words(value)
        return (convention(value), *edges(value), *words)


def is_name(value: str) -> bool:
    """Tell whether a value is no template, no sentence and no single letter: `-C` is not `-c`."""
    return bool(NAME.fullmatch(value)) and len(value.strip(MARKS)) > 1


def edges(value: str) -> tuple[str, str]:
    """Give what stands before the first word and behind the last: `_name` is not `name`."""
    return value[: len(value) - len(value.lstrip(MARKS))], value[len(value.rstrip(MARKS)) :]
