"""What is decided about a string literal, how surely, and by which rule."""

from __future__ import annotations

from typing import Final, NamedTuple

# How surely a category is known (`Verdict.strength`): the smaller, the surer.
PROVED: Final = 0  # by the position
LIKELY: Final = 1  # by a name
GUESSED: Final = 2  # by the look of the value
STRENGTHS: Final = ("proved", "likely", "guessed")


class Verdict(NamedTuple):
    """The category of one literal. `reason` is the slug of the rule that decided."""

    category: int
    reason: str
    strength: int


class CallRule(NamedTuple):
    """What stands at `slots` of calls of `functions`.

    A slot is the number of an argument, a keyword, `*` for every argument, `**` for every keyword, `{}`
    for the keys of dictionaries given to the call, `k{}` for those of what the keyword `k` gives. A function
    is its last name, or its last names with dots; `a..b` is `b` of whatever lies in `a`; a `*` in the last
    name stands for any text.
    """

    slug: str
    category: int
    strength: int
    slots: str
    functions: str
    text: str


class NameRule(NamedTuple):
    """What a thing of that name holds. `x` is the whole name, `*_x` its end, `x_*` its beginning, in words.

    Names are compared in lower case, camel case split, leading underscores left out.
    """

    slug: str
    category: int
    names: str
    text: str
    plain: int = -1  # the category of values that look like the name of something, when it differs
