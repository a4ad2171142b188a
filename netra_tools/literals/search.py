"""Finds values by what they look like: a part, a beginning, a glob, a regular expression, or a template."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Final, NamedTuple

from netra_tools.errors import NetraError
from netra_tools.literals.holes import specific
from netra_tools.literals.listing import Listed, Selection

PART: Final = "part"
PREFIX: Final = "prefix"
GLOB: Final = "glob"
REGEX: Final = "regex"
TEMPLATE: Final = "template"

Matches = Callable[[str], object]


class Pattern(NamedTuple):
    """What is looked for."""

    text: str
    form: str = PART
    case_sensitive: bool = False


def search(selection: Selection, pattern: Pattern) -> list[Listed]:
    """List the values that match: the same first, then those that begin so, then the most frequent.

    Raises: NetraError for a pattern that is none.
    """
    if pattern.form == TEMPLATE:
        return search_templates(selection, pattern.text)
    asked = pattern.text.lower()

    def order(listed: Listed) -> tuple[bool, bool, int, str]:
        value = listed.value.lower()
        return value != asked, not value.startswith(asked), -listed.total, listed.value

    return sorted(selection.values(matcher(pattern)), key=order)


def search_templates(selection: Selection, value: str) -> list[Listed]:
    """List the templates that can make a value, those that say the most of it first."""
    if not value:
        raise empty()
    found = selection.values(lambda template: specific(template, value))
    return sorted(found, key=lambda listed: (-specific(listed.value, value), -listed.total, listed.value))


def matcher(pattern: Pattern) -> Matches:
    """Give what says whether a value matches.

    Raises: NetraError for a pattern that is none.
    """
    if not pattern.text:
        raise empty()
    if pattern.form in (GLOB, REGEX):
        return compiled(pattern)
    text = pattern.text
    starts = pattern.form == PREFIX
    if pattern.case_sensitive:
        return (lambda value: value.startswith(text)) if starts else (lambda value: text in value)
    low = text.lower()
    if starts:
        return lambda value: value.lower().startswith(low)
    return lambda value: low in value.lower()


def compiled(pattern: Pattern) -> Matches:
    """Compile a glob, which is held against the whole value, or a regular expression, found anywhere."""
    import fnmatch

    flags = 0 if pattern.case_sensitive else re.IGNORECASE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a future Python will read otherwise
            if pattern.form == GLOB:
                return re.compile(fnmatch.translate(pattern.text), flags).match
            return re.compile(pattern.text, flags).search
    except (re.error, OverflowError, RecursionError) as error:
        raise NetraError(
            f"'{pattern.text}' is no regular expression: {str(error).lower()}",
            "without --regex it is looked for as it is written",
        ) from error


def empty() -> NetraError:
    """Say that an empty pattern would match everything."""
    return NetraError("the pattern is empty: every value holds it", "netra literals query lists values")
