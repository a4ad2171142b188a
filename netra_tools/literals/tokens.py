"""An estimate of how many tokens a language model makes of a text, without its tables.

Words of up to six letters are one token, longer ones one for every five letters; up to three digits or signs
are one. It is rather too high: of the vocabularies of Home Assistant, Django, Airflow, pandas and SymPy,
compact or as JSON lines, it counts 4 to 29 % more tokens than cl100k_base makes.
"""

from __future__ import annotations

import re

PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]{1,3}|[!-/:-@[-`{-~]{1,3}|[^\x00-\x7f]|\n")
LONGEST_WORD = 6  # letters that are one token
LETTERS = 5  # of a longer word in one token


def estimate(text: str) -> int:
    """Estimate the tokens of a text."""
    return sum([1 if len(part) <= LONGEST_WORD else -(-len(part) // LETTERS) for part in PART.findall(text)])
