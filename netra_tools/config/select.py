"""Names that stand for rules: `ALL`, a slug, a code, or the start of a code such as `NET2`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netra_tools.config.model import RuleSpec
from netra_tools.errors import near_miss

ALL = "ALL"


def matching(word: str, specs: Sequence[RuleSpec]) -> frozenset[str]:
    """Give the slugs that a word stands for; none when it stands for nothing."""
    return frozenset(spec.slug for spec in specs if word in (ALL, spec.slug) or _starts(spec.code, word))


def expand(words: Iterable[str], specs: Sequence[RuleSpec]) -> frozenset[str]:
    """Give the slugs that any of the words stands for."""
    return frozenset().union(*(matching(word, specs) for word in words))


def unknown(words: Iterable[str], specs: Sequence[RuleSpec], where: str) -> list[tuple[str, str]]:
    """Note each word that stands for no rule."""
    return [
        (f"{where}: no rule is called '{word}'", meant(word, specs))
        for word in words
        if not matching(word, specs)
    ]


def meant(word: str, specs: Sequence[RuleSpec]) -> str:
    """Say which rule was probably meant by a word that stands for none."""
    if matching(word.upper(), specs):
        return f"did you mean '{word.upper()}'?"
    if word[-1:].isdigit():  # codes lie side by side: the nearest one is no better a guess than the next
        return near_miss("", [spec.code for spec in specs])
    slugs = [spec.slug for spec in specs]
    close = near_miss(word.replace("_", "-").lower(), slugs)
    return close if close.startswith("did") else near_miss("", slugs)


def vocabulary(specs: Sequence[RuleSpec]) -> list[str]:
    """List every word that stands for some rule."""
    words = {ALL}
    for spec in specs:
        words.add(spec.slug)
        words.update(spec.code[:end] for end in range(_letters(spec.code), len(spec.code) + 1))
    return sorted(words)


def _starts(code: str, word: str) -> bool:
    """Say whether a word is a code or its start, with all the code's letters."""
    return code.startswith(word) and len(word) >= _letters(code)


def _letters(code: str) -> int:
    """Count the letters in front of a code's digits."""
    return len(code.rstrip("0123456789"))
