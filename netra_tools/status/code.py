"""Complexity, maintainability and dead code, of the measures that a run has taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from netra_tools.facts.maintainability import rank
from netra_tools.facts.measures import Measures
from netra_tools.report.escape import encodable
from netra_tools.status.model import Data, Source, known, number

if TYPE_CHECKING:
    from netra_tools.reach.model import Dead

MOST: Final = 20  # of the worst that are named
RANKS: Final = "ABCDEF"
NO_FUNCTIONS: Final = "there are no functions to measure"
NO_FILES: Final = "no file could be parsed by the Python that runs netra"


def complexity_of(measures: Mapping[str, Measures], source: Source) -> Data:
    """Tell the complexity of functions and the maintainability of files."""
    ranks = [sum(column) for column in zip(*(one.ranks for one in measures.values()), strict=True)] or [0] * 6
    functions, total = sum(ranks), sum(one.complexity for one in measures.values())
    worst = [
        (one.complexity, path, one.line, one.name) for path, found in measures.items() for one in found.worst
    ]
    worst.sort(key=lambda row: (-row[0], *row[1:]))
    mean = total / functions if functions else None
    return {
        "mean": known(mean, "complexity", source, NO_FUNCTIONS),
        "functions": number(functions, "functions", source),
        "ranks": {
            letter: number(count, "functions", source) for letter, count in zip(RANKS, ranks, strict=True)
        },
        "worst": [
            {"path": encodable(path), "name": name, "line": line, "value": value}
            for value, path, line, name in worst[:MOST]
        ],
        "maintainability": maintainability_of(measures, source),
    }


def maintainability_of(measures: Mapping[str, Measures], source: Source) -> Data:
    """Tell radon's index of maintainability."""
    found = {path: one.maintainability for path, one in measures.items() if one.maintainability is not None}
    worst = sorted(found.items(), key=lambda pair: (pair[1], pair[0]))[:MOST]
    ranks = Counter(map(rank, found.values()))
    unmeasured = sum(one.maintainability is None for one in measures.values())
    mean = sum(found.values()) / len(found) if found else None
    return {
        "mean": known(mean, "of 100", source, NO_FILES),
        "files": number(len(found), "files", source),
        "unmeasured": number(unmeasured, "files", source),
        "ranks": {letter: number(ranks[letter], "files", source) for letter in RANKS[:3]},
        "worst": [
            {"path": encodable(path), "value": round(value, 2), "rank": rank(value)} for path, value in worst
        ],
    }


def dead_code_of(dead: Sequence[Dead], source: Source) -> Data:
    """Tell what nothing needs."""
    kinds = Counter(one.kind for one in dead)
    largest = sorted(dead, key=lambda one: (-one.size, one.path, one.line, one.name))
    return {
        "symbols": number(len(dead), "symbols", source),
        "lines": number(dead_lines(dead), "lines", source),
        "kinds": {kind: number(count, "symbols", source) for kind, count in sorted(kinds.items())},
        "largest": [
            {
                "path": encodable(one.path),
                "line": one.line,
                "kind": one.kind,
                "name": one.name,
                "lines": one.size,
            }
            for one in largest[:MOST]
        ],
    }


def dead_lines(dead: Sequence[Dead]) -> int:
    """Count the lines that are dead, each once."""
    spans: dict[str, set[int]] = {}
    for one in dead:
        spans.setdefault(one.path, set()).update(range(one.first_line, max(one.end_line, one.first_line) + 1))
    return sum(map(len, spans.values()))
