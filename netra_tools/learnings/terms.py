"""The words by which a text is found: small, without endings, identifiers also in their parts.

`parseConfig_file` gives `parseconfig_file`, `pars`, `configur` and `fil`; `caches`, `cached` and `caching`
all give `cach`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

WORD: Final = re.compile(r"\w+(?:[-'\u2019]\w+)*")
PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_STOP: Final = """
    a about after again all also an and any are as at be been before being between both but by can cannot
    could did do does doing down each every few for from further get got had has have having he her here his
    how i if in into is it its itself just let like may me might more most must my no nor not of off on once
    only or other our out over own same she should so some such than that the their them then there these
    they this those through to too under until up us very was we were what when where which while who why
    will with would you your"""
STOP: Final = frozenset(_STOP.split())
VOWELS: Final = frozenset("aeiouy")
# Endings, the longer ones first, and what stands for them.
ENDINGS: Final = (
    ("ization", "ize"), ("isation", "ise"), ("iveness", ""), ("ation", ""), ("ition", "it"), ("ings", ""),
    ("ness", ""), ("ment", ""), ("able", ""), ("ible", ""), ("edly", ""), ("ally", "al"), ("sion", "s"),
    ("tion", "t"), ("ing", ""), ("ied", "y"), ("ate", ""), ("ely", ""), ("ed", ""), ("er", ""), ("or", ""),
    ("ly", ""), ("es", ""),
)  # fmt: skip
LEAST: Final = 3  # letters that must remain
LONG: Final = frozenset(("ation", "ate", "or", "able", "ible", "ment"))  # before these one more must
DOUBLED: Final = frozenset("bdfgmnprt")
_IRREGULAR: Final = """
    analyses analysis, bought buy, broke break, broken break, built build, caught catch, chosen choose,
    chose choose, config configure, configs configure, criteria criterion, did do, failure fail,
    failures fail, found find, forgot forget, forgotten forget, gave give, given give, held hold, hung
    hang, indices index, kept keep, left leave, lost lose, made make, matrices matrix, ran run, said
    say, sent send, slept sleep, thrown throw, threw throw, told tell, took take, taken take, undid
    undo, undone undo, wrote write, written write
"""
IRREGULAR: Final = dict(pair.split() for pair in _IRREGULAR.split(","))


def terms_of(text: str) -> list[str]:
    """Give the terms of a text, in its order; one that occurs twice is given twice."""
    found: list[str] = []
    for word in WORD.findall(text):
        found += terms_of_word(word)
    return found


@cache
def terms_of_word(word: str) -> tuple[str, ...]:
    """Give the terms of one word: itself and, of an identifier, its parts."""
    whole = word.lower()
    if word.isalpha() and (whole == word or word[1:].islower() or word.isupper()):
        return () if whole in STOP else (stem(whole),)
    parts = [part.lower() for part in PART.findall(word)]
    terms = [stem(part) for part in parts if part not in STOP]
    return tuple(terms) if len(parts) == 1 else (whole, *terms)


def stem(word: str) -> str:
    """Take the ending of an English word away, so that its forms are one term."""
    word = IRREGULAR.get(word, word)
    if len(word) <= LEAST or not word.isascii() or not word.isalpha():
        return word
    word = without_plural(word)
    for ending, instead in ENDINGS:
        head = word[: -len(ending)]
        least = LEAST + (ending in LONG)
        if word.endswith(ending) and len(head) >= least and not VOWELS.isdisjoint(head):
            word = head + instead
            break
    return plain_end(word)


def plain_end(word: str) -> str:
    """Make the ends alike that remain of the forms of a word: `runn`, `parse`, `duplicat`."""
    if len(word) > LEAST and word[-1] == word[-2] and word[-1] in DOUBLED:
        word = word[:-1]
    if word.endswith("at") and len(word) > LEAST + 2:
        word = word[:-2]
    if word.endswith("y") and len(word) > LEAST:
        return f"{word[:-1]}i"
    return word[:-1] if word.endswith("e") and len(word) > LEAST else word


def without_plural(word: str) -> str:
    """Take the `s` of a plural away."""
    if word.endswith("ies") and len(word) > LEAST + 1:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
