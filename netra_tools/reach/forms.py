"""Names of which only a part is written: `on_{}`, `visit_`, `_handler`. Most have one gap only."""

from __future__ import annotations

import re

from netra_tools.facts.ties import HOLE


class Form:
    """What fits a word with holes, or one that is the beginning or the end of a name."""

    def __init__(self, word: str) -> None:
        if HOLE in word:
            self.start = word[: word.index(HOLE)]
            self.end = word[word.rindex(HOLE) + len(HOLE) :]
        else:
            self.start, self.end = (word, "") if word.endswith(("_", ".")) else ("", word)
        self.least = len(self.start) + len(self.end) + 1
        self.whole = word.count(HOLE) > 1 or "." in word
        self.pattern = pattern_of(word)

    def fits(self, name: str) -> bool:
        """Say whether a name without dots fits."""
        if len(name) < self.least or not name.startswith(self.start) or not name.endswith(self.end):
            return False
        return not self.whole or self.pattern.match(name) is not None


class Forms:
    """Many forms, found by the letter with which what fits must begin or end."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.by_start: dict[str, list[Form]] = {}
        self.by_end: dict[str, list[Form]] = {}
        self.others: list[Form] = []

    def add(self, form: Form) -> bool:
        """Add a form; say whether it is new."""
        text = form.pattern.pattern
        if text in self.known:
            return False
        self.known.add(text)
        if form.start:
            self.by_start.setdefault(form.start[0], []).append(form)
        elif form.end:
            self.by_end.setdefault(form.end[-1], []).append(form)
        else:
            self.others.append(form)
        return True

    def fits(self, name: str) -> bool:
        """Say whether a name fits one of them."""
        if not self.known or not name:
            return False
        for form in self.by_start.get(name[0], ()):
            if form.fits(name):
                return True
        for form in self.by_end.get(name[-1], ()):
            if form.fits(name):
                return True
        return any(form.fits(name) for form in self.others)


def pattern_of(word: str) -> re.Pattern[str]:
    """Give the pattern of the names of which a part is written: with a hole, or the beginning or the end."""
    whole = re.escape(word).replace(re.escape(HOLE), r"\w+")
    if HOLE not in word:
        whole = rf"{whole}\w+" if word.endswith(("_", ".")) else rf"\w+{whole}"
    return re.compile(rf"{whole}\Z")
