"""Why a literal has its category, in words."""

from __future__ import annotations

from functools import cache

from netra_tools.literals.call_rules import CALL_RULES
from netra_tools.literals.looks import LOOK_REASONS, NO_LOOK
from netra_tools.literals.name_rules import KEY_RULES, MEMBER_RULES, VALUE_RULES

_FIXED = {
    "documentation": "a docstring, or a string that stands as a statement",
    "own-rule": "a rule of this repository says so",
    "exported": "a name that a module or class lists of itself",
    "table-name": "the name of a table or revision",
    "key": "key of a dictionary of which nothing else is known",
    "member": "member of an enumeration",
    "matched-case": "a case of `match`",
    "literal-type": "member of a Literal type",
    "forward-reference": "a type that is named before it is defined",
    "subject-of-call": "what the called function's name says it is about",
    "in-database-package": "it lies in a package about databases",
    "option-default": "default of a parameter that takes one of a closed set",
    "sent-type": "the type of a message that is sent",
    "otherwise": "nothing says more than that it is a name",
    "constant-used": "what the uses of the constant prove",
    "key-of-file": "a key of a file that configures something",
    "bytes": "bytes, which the vocabulary of texts leaves out",
    "handed-on": "what the called function does with that parameter",
}


@cache
def reasons() -> dict[str, str]:
    """Give the words for every reason that a verdict can have."""
    found = dict((*LOOK_REASONS.values(), NO_LOOK))
    for rule in (*CALL_RULES, *VALUE_RULES, *KEY_RULES, *MEMBER_RULES):
        found.setdefault(rule.slug, rule.text)
    return {**found, **_FIXED}


@cache
def slugs() -> tuple[str, ...]:
    """List all reasons; the index keeps the place of one in this list."""
    return tuple(sorted(reasons()))


@cache
def numbers() -> dict[str, int]:
    """Give the place of each reason in the list of all."""
    return {slug: number for number, slug in enumerate(slugs())}
