"""What the look of a value changes where the position is not sure of itself."""

from __future__ import annotations

from functools import cache
from typing import Final

from netra_tools.literals.categories import (
    CONFIGURATION,
    DATA,
    DATABASE,
    ENVIRONMENT,
    EVENTS,
    FIELDS,
    FORMATS,
    IDENTIFIERS,
    MESSAGES,
    METRICS,
    PATHS,
    PROTOCOL,
    STATES,
)
from netra_tools.literals.values import (
    CODE,
    CONDITION,
    DEPLOYMENT,
    DOTTED,
    EMPTY,
    FILE,
    HEADER,
    ICON,
    LAST_LOOK,
    LATEX,
    LONG_NUMBER,
    MIME,
    NAMES,
    NUMBER,
    OPTION,
    OTHER_LOOK,
    PARTS,
    PHRASE,
    PLACEHOLDER,
    QUANTITY,
    REGEX,
    ROUTE,
    SENTENCE,
    SEPARATOR,
    SQL,
    TIME_PATTERN,
    TITLE,
    UPPER,
    URL,
    VOCABULARY,
    WORD,
)
from netra_tools.literals.verdict import GUESSED, Verdict

Looks = dict[int, Verdict]

# What a value of that look is when nothing speaks against it.
LOUD: Final = {
    EMPTY: DATA, NUMBER: DATA, LONG_NUMBER: DATA, SEPARATOR: FORMATS, PLACEHOLDER: FORMATS,
    TIME_PATTERN: FORMATS, REGEX: FORMATS, LATEX: FORMATS, URL: PATHS, ROUTE: PATHS, PARTS: PATHS,
    FILE: PATHS, MIME: PROTOCOL, VOCABULARY: PROTOCOL, HEADER: PROTOCOL,
    SQL: DATABASE, SENTENCE: MESSAGES, PHRASE: MESSAGES,
    ICON: IDENTIFIERS,
}  # fmt: skip
_WORDS_OF_STATE = {CONDITION: STATES, DEPLOYMENT: ENVIRONMENT}
_UNSURE = {**LOUD, **_WORDS_OF_STATE, CODE: FORMATS, OPTION: CONFIGURATION, OTHER_LOOK: DATA}

# Which looks overrule a name that says the category.
_OVERRULING: Final = {
    ENVIRONMENT: (EMPTY, URL, FILE, VOCABULARY, SENTENCE),
    CONFIGURATION: (EMPTY, URL, ROUTE, SENTENCE, MIME, SQL),
    PATHS: (EMPTY, SENTENCE, MIME, TIME_PATTERN),
    DATABASE: (EMPTY, URL, FILE, MIME),
    EVENTS: (EMPTY, NUMBER, URL, ROUTE, PHRASE, SENTENCE, MIME, SQL, FILE, SEPARATOR),
    METRICS: (EMPTY, NUMBER, URL, ROUTE, PHRASE, SENTENCE, MIME, SQL, FILE, SEPARATOR),
    STATES: (
        URL, ROUTE, FILE, SENTENCE, MIME, SQL, ICON, TIME_PATTERN, REGEX, VOCABULARY, HEADER, PLACEHOLDER,
        PARTS,
    ),
    IDENTIFIERS: (*LOUD, *_WORDS_OF_STATE),
    FIELDS: (EMPTY, URL, MIME, SEPARATOR, SQL, ICON),
    MESSAGES: (EMPTY, URL, FILE, SQL, ICON, SEPARATOR, PLACEHOLDER),
    FORMATS: (EMPTY, URL, FILE),
    PROTOCOL: (EMPTY, URL, ROUTE, FILE, SENTENCE, REGEX, TIME_PATTERN, SQL),
    DATA: (
        URL, FILE, SENTENCE, MIME, REGEX, TIME_PATTERN, SQL, ICON, SEPARATOR, PLACEHOLDER, CONDITION,
        DEPLOYMENT,
    ),
}  # fmt: skip

# What one rule leaves to the look, besides what its category does.
_BY_RULE: Final = {
    "reflected": {UPPER: CONFIGURATION, SENTENCE: MESSAGES},  # getattr(settings, "X")
    "command-name": {OPTION: PROTOCOL, PHRASE: PROTOCOL, CODE: PROTOCOL},
    "state-name": {OPTION: PROTOCOL, DOTTED: IDENTIFIERS},
    "key": {HEADER: PROTOCOL},
    "scope-name": {URL: PROTOCOL},
    "alias-name": {UPPER: ENVIRONMENT},  # Field(alias="X") of a settings class
    "statistics-key": {QUANTITY: METRICS},
    "reason-name": {CONDITION: IDENTIFIERS},
    "format-name": {WORD: STATES, CONDITION: STATES},
    "unique-name": {PLACEHOLDER: IDENTIFIERS},
    "in-database-package": {
        SEPARATOR: FORMATS, SENTENCE: MESSAGES, REGEX: FORMATS, NUMBER: DATA, TITLE: IDENTIFIERS,
        PLACEHOLDER: FORMATS,
    },
}  # fmt: skip

# Where a role alone leans to something else than identifiers, by look.
_BY_ROLE: Final = {
    "keyword": {WORD: STATES},
    "compared": {DOTTED: EVENTS},
    "default": {WORD: STATES},
    "returned": {WORD: STATES},
}

LOOK_REASONS: Final = {
    EMPTY: ("looks-empty", "it is empty"),
    NUMBER: ("looks-numeric", "it looks like a number, date or version"),
    LONG_NUMBER: ("looks-opaque", "it looks like a digest or token"),
    SEPARATOR: ("looks-separating", "it holds neither letters nor digits"),
    PLACEHOLDER: ("looks-filled-in", "it is a template without words"),
    TIME_PATTERN: ("looks-like-time-format", "it looks like the pattern of a date or time"),
    REGEX: ("looks-like-regex", "it looks like a regular expression"),
    LATEX: ("looks-like-latex", "it looks like LaTeX"),
    URL: ("looks-like-url", "it looks like a URL"),
    ROUTE: ("looks-like-route", "it begins with a slash"),
    PARTS: ("looks-like-parts", "it has parts between slashes"),
    FILE: ("looks-like-file", "it ends like the name of a file"),
    MIME: ("looks-like-mime", "it looks like a MIME type"),
    HEADER: ("looks-like-header", "it looks like an HTTP header"),
    VOCABULARY: ("looks-standard", "it is a word of HTTP, an encoding, type, algorithm or unit"),
    SQL: ("looks-like-sql", "it looks like SQL"),
    SENTENCE: ("looks-like-sentence", "it reads like a sentence"),
    PHRASE: ("looks-like-phrase", "it reads like a phrase"),
    ICON: ("looks-like-icon", "it looks like the name of an icon"),
    CODE: ("looks-like-code", "it looks like a fragment of code"),
    OPTION: ("looks-like-option", "it looks like an option of a command line"),
    CONDITION: ("looks-like-condition", "it is an everyday word for a condition"),
    QUANTITY: ("looks-measured", "it names what is measured"),
    DEPLOYMENT: ("looks-like-deployment", "it is a word for a deployment environment"),
}
NO_LOOK: Final = ("looks-like-name", "it looks like a name")


@cache
def looks_for(category: int, plain: int, slug: str) -> Looks:
    """Give the looks that overrule a name; `plain` is what values are that look like names."""
    loud = {**LOUD, **_WORDS_OF_STATE}
    changed = {} if slug == "reflected" else {look: loud[look] for look in _OVERRULING.get(category, ())}
    changed.update(_BY_RULE.get(slug, {}))
    if plain >= 0:
        changed.update((look, plain) for look in NAMES if look != ICON)
    return _verdicts(changed, category)


@cache
def looks_of_unknown(role: str, in_test: int) -> Looks:
    """Give what values are where the position says nothing."""
    if in_test:
        changed = dict.fromkeys(range(LAST_LOOK + 1), DATA)
        changed.update((look, LOUD[look]) for look in (URL, FILE, SQL, MIME, REGEX))
    else:
        changed = {**_UNSURE, **_BY_ROLE.get(role, {})}
    return _verdicts(changed, IDENTIFIERS)


def _verdicts(changed: dict[int, int], category: int) -> Looks:
    return {
        look: Verdict(found, LOOK_REASONS.get(look, NO_LOOK)[0], GUESSED)
        for look, found in changed.items()
        if found != category
    }
