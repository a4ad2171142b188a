"""Whether a value is what a template makes: `agent:7:x` of `agent:{}:{}`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from netra_tools.literals.word_likeness import NOTHING, Likeness

_HOLE = re.compile(r"\$?\{[^{}]*\}")
_NO_LETTER: Final = 0.5  # the score where the template has no character of its own
_EACH_LETTER: Final = 0.45  # what it adds when they are all its own
_FEWEST_LETTERS: Final = 3  # with fewer nearly everything would match


def compare_template(template: str, value: str) -> Likeness:
    """Say how much of a value stands in a template that it matches."""
    if not fills(template, value):
        return NOTHING
    own = len(_HOLE.sub("", template)) / len(value)
    return Likeness(_NO_LETTER + _EACH_LETTER * own, "matches the template")


def fills(template: str, value: str) -> bool:
    """Say whether a value is what a template makes of something."""
    pattern = _pattern(template) if "{" in template else None
    return pattern is not None and pattern.fullmatch(value) is not None


@lru_cache(maxsize=1024)
def _pattern(template: str) -> re.Pattern[str] | None:
    fixed = _HOLE.split(template)
    if len(fixed) == 1 or sum(map(str.isalpha, "".join(fixed))) < _FEWEST_LETTERS:
        return None
    return re.compile(r"[^\s/:]+?".join(map(re.escape, fixed)))
