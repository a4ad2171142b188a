"""From the facts and the text of a file to its measures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from netra_tools.facts.maintainability import maintainability
from netra_tools.facts.measures import RANK_ENDS, WORST, Function, Measures, pack
from netra_tools.model import Definition, Facts

MODULE_MARKS = re.compile(rb"^pytestmark\b[^=\n]*=([^\n]*(?:\n[ \t\])][^\n]*)*)", re.MULTILINE)
MARK = re.compile(rb"\bmark\.(\w+)")
MARKER = "mark."
LOCAL = "<locals>"


def pack_measures(facts: Facts, source: bytes) -> bytes:
    """Measure a file and pack what was found."""
    return pack(measure(facts, source))


def measure(facts: Facts, source: bytes) -> Measures:
    """Measure a file; of one that is no Python, `source` is empty and there is no index."""
    functions = [one for one in facts.definitions if one.kind != "class"]
    ranks = [0] * (len(RANK_ENDS) + 1)
    for one in functions:
        ranks[bisect_left(RANK_ENDS, one.complexity)] += 1
    return Measures(
        facts.lines,
        tuple(ranks),
        sum([one.complexity for one in functions]),
        tuple([Function(one.name, one.line, one.complexity) for one in functions if one.complexity >= WORST]),
        tests_of(facts, source),
        maintainability(source) if source or not facts.lines.physical else None,
        bool(facts.problems),
    )


def tests_of(facts: Facts, source: bytes) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Count the functions that a test runner would collect, by the markers that they have."""
    classes = {one.name: one for one in facts.definitions if one.kind == "class"}
    tests = [one for one in facts.definitions if is_test(one, classes)]
    if not tests:
        return ()
    outer = module_marks(source)
    counts = Counter((*marks_of(one), *class_marks(one, classes), *outer) for one in tests)
    return tuple(sorted(counts.items()))


def is_test(one: Definition, classes: dict[str, Definition]) -> bool:
    """Say whether a runner takes a function for a test: pytest by its name, unittest by its class."""
    owner, _, name = one.name.rpartition(".")
    if one.kind == "class" or not name.startswith("test") or LOCAL in one.name:
        return False
    if not owner:
        return True
    around = classes.get(owner)
    return around is not None and (owner.rpartition(".")[2].startswith("Test") or bool(around.bases))


def marks_of(one: Definition) -> list[str]:
    """Name the markers that stand at a definition."""
    return [name.rpartition(".")[2] for name in one.decorators if MARKER in name]


def class_marks(one: Definition, classes: dict[str, Definition]) -> list[str]:
    """Name the markers of the class that a test belongs to."""
    around = classes.get(one.name.rpartition(".")[0])
    return [] if around is None else marks_of(around)


def module_marks(source: bytes) -> list[str]:
    """Name the markers that a module gives to all its tests."""
    if b"pytestmark" not in source:
        return []
    return [name.decode() for found in MODULE_MARKS.findall(source) for name in MARK.findall(found)]
