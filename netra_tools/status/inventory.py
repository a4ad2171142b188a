"""The tests of a repository by level: told by marker, then folder, then name of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from netra_tools.project.globs import compile_globs
from netra_tools.status.model import Data, Source, known, number, unknown
from netra_tools.status.scores import PYRAMID, pyramid

if TYPE_CHECKING:
    from netra_tools.check.gather import Place
    from netra_tools.facts.measures import Measures

UNPLACED: Final = "unclassified"
# The words by which each level is known; those behind the pyramid's are told and not judged.
WORDS: Final = {
    "unit": ("unit", "unittest", "unittests", "l1"),
    "integration": ("integration", "functional", "contract", "l2", "l3"),
    "e2e": ("e2e", "end_to_end", "endtoend", "acceptance", "system", "selenium", "playwright", "l4"),
    "production": ("production", "staging", "smoke", "canary", "l5"),
    "performance": ("performance", "perf", "benchmark", "benchmarks", "stress"),
}
LEVEL_OF: Final = {word: level for level, words in WORDS.items() for word in words}
IN_NAMES: Final = frozenset(("unit", "integration", "functional", "e2e", "acceptance", "smoke"))  # of files
PART: Final = re.compile(r"[A-Za-z0-9]+")
NO_TESTS: Final = "no test functions were found: see 'tests' in the configuration"
UNTOLD: Final = (
    "too few tests say their level: put them into folders such as tests/unit and tests/integration, "
    "mark them (@pytest.mark.integration), or name globs in [tool.netra.status.levels]"
)
Globs = Mapping[str, Sequence[str]]


def tests_of(places: Sequence[Place], measures: Mapping[str, Measures], globs: Globs, source: Source) -> Data:
    """Count the tests of each level and hold their shares against the pyramid."""
    counts = count_tests(places, measures, globs)
    total = sum(counts.values())
    levels = [level for level in (*WORDS, *globs, UNPLACED) if level in PYRAMID or counts[level]]
    score = pyramid(counts, counts[UNPLACED])
    rows = []
    for level in dict.fromkeys(levels):
        ratio = counts[level] / total if total else None
        count = number(counts[level], "tests", source)
        rows.append(
            {
                "name": level,
                "count": count if total else unknown("tests", NO_TESTS),
                "ratio": known(ratio, "of all", source, NO_TESTS),
                "target": PYRAMID.get(level),
            }
        )
    return {
        "total": number(total, "tests", source),
        "files": number(
            sum(bool(measures[one.path].tests) for one in test_files(places, measures)), "files", source
        ),
        "levels": rows,
        "score": known(score, "of 100", source, UNTOLD if total else NO_TESTS),
    }


def test_files(places: Sequence[Place], measures: Mapping[str, Measures]) -> list[Place]:
    """List the files in which tests are looked for."""
    return [
        one for one in places if one.is_test and one.path in measures and not one.path.endswith("conftest.py")
    ]


def count_tests(places: Sequence[Place], measures: Mapping[str, Measures], globs: Globs) -> Counter[str]:
    """Count the tests of each level."""
    chosen = {level: compile_globs(tuple(patterns)) for level, patterns in globs.items()}
    counts: Counter[str] = Counter()
    for place in test_files(places, measures):
        found = measures[place.path].tests
        outer = next((level for level, holds in chosen.items() if holds(place.path)), "") if found else ""
        for marks, count in found:
            counts[outer or level_of_marks(marks) or level_of_path(place.path)] += count
    return counts


def level_of_marks(marks: Sequence[str]) -> str:
    """Give the level that markers tell; the nearest one counts."""
    return next((LEVEL_OF[mark.lower()] for mark in marks if mark.lower() in LEVEL_OF), "")


def level_of_path(path: str) -> str:
    """Give the level that the path of a file tells: the innermost folder that tells one, else its name."""
    *folders, name = path.split("/")
    for folder in reversed(folders):
        word = folder.lower().replace("-", "_")
        if word in LEVEL_OF:
            return LEVEL_OF[word]
        level = level_of_words(word)
        if level:
            return level
    return level_of_words(name.rpartition(".")[0].lower()) or UNPLACED


def level_of_words(text: str) -> str:
    """Give the level that a name tells where `test` stands in it, too: `test_x_e2e`, `unit_tests`."""
    if "end_to_end" in text or "end-to-end" in text:
        return "e2e"
    words = PART.findall(text)
    if not {"test", "tests"}.intersection(words):
        return ""
    return next((LEVEL_OF[word] for word in words if word in IN_NAMES and told_at(words, word)), "")


def told_at(words: Sequence[str], word: str) -> bool:
    """Say whether a word stands where a name tells its kind: at an end, or next to `test`."""
    at = words.index(word)
    near = words[max(at - 1, 0) : at + 2]
    return at in (0, len(words) - 1) or "test" in near or "tests" in near
