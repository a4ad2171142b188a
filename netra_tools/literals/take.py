"""What one file gives to the index: its strings, judged by its own text alone."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from netra_tools.literals.classify import Classifier
from netra_tools.literals.occurrences import encode_code
from netra_tools.literals.write import Taken
from netra_tools.model import REFERENCE, FileFacts, Literal


def take(classifier: Classifier, file: FileFacts, literals: Sequence[Literal]) -> Taken:
    """Judge the strings of a file and make columns of them."""
    verdicts, links = classifier.judge(file, literals)
    places: dict[str, int] = {}
    columns: list[list[int]] = [[], []]
    spans: list[tuple[int, ...]] = []
    for literal, verdict in zip(literals, verdicts, strict=True):
        if literal.kind == REFERENCE:
            continue
        columns[0].append(places.setdefault(literal.value, len(places)))
        columns[1].append(encode_code(verdict[0], literal.kind, literal.role, verdict[1:]))
        spans.append(literal[-4:])
    numbers = array("I", [*columns[0], *columns[1]])
    for column in zip(*spans, strict=True):
        numbers.extend(column)
    return Taken(tuple(places), numbers.tobytes(), links)
