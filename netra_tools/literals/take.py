"""What one file gives to the index: its strings, judged by its own text alone."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from netra_tools.literals.classify import Classifier
from netra_tools.literals.key_category import category_of_key
from netra_tools.literals.occurrences import encode_code
from netra_tools.literals.write import Taken
from netra_tools.model import KEY, REFERENCE, FileFacts, Literal

PROVED = 0
Verdict = tuple[int, int, bool, int]  # category, strength, whether it is defined here, reason


def take(classifier: Classifier, file: FileFacts, literals: Sequence[Literal]) -> Taken:
    """Judge the strings of a file and make columns of them."""
    verdicts, links = classifier.judge(file, literals)
    return pack([pair for pair in zip(literals, verdicts, strict=True) if pair[0].kind != REFERENCE], links)


def take_keys(literals: Sequence[Literal], dialect: str) -> Taken:
    """Judge the keys of a file that defines some; what is interpolated in it is used, not defined."""
    return pack(
        [
            (found, (category_of_key(dialect, found.owner, found.value), PROVED, found.role == KEY, 0))
            for found in literals
        ],
        b"",
    )


def pack(pairs: Sequence[tuple[Literal, Verdict]], links: bytes) -> Taken:
    """Make columns of literals and what they are."""
    places: dict[str, int] = {}
    texts = [places.setdefault(literal.value, len(places)) for literal, _ in pairs]
    codes = [encode_code(verdict[0], found.kind, found.role, verdict[1:]) for found, verdict in pairs]
    numbers = array("I", [*texts, *codes])
    for column in zip(*[literal[-4:] for literal, _ in pairs], strict=True):
        numbers.extend(column)
    return Taken(tuple(places), numbers.tobytes(), links)
