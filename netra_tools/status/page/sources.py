"""Lines of source for a page: those of what matters most first, each line once, and not without end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

BUDGET = 3_000_000  # characters
WIDEST = 240  # characters of a line; the rest of it is cut off

Finding = Mapping[str, Any]


class Sources(NamedTuple):
    """Lines by path as stretches `[first line, [line, ...]]`, and how many findings are without theirs."""

    stretches: dict[str, list[list[Any]]]
    left_out: int


def choose_sources(findings: Sequence[Finding], budget: int = BUDGET) -> Sources:
    """Take the lines of findings while they fit: of new ones before known, of errors before warnings."""
    lines: dict[str, dict[int, str]] = {}
    left_out = 0
    for finding in sorted(findings, key=urgency):
        source = finding.get("source")
        if not source:
            continue
        known = lines.setdefault(finding["path"], {})
        numbered = enumerate(source["lines"], source["first"])
        fresh = {number: shorten(line) for number, line in numbered if number not in known}
        size = sum(map(len, fresh.values()))
        if size > budget:
            left_out += 1
            continue
        budget -= size
        known.update(fresh)
    return Sources({path: stretches(lines[path]) for path in sorted(lines) if lines[path]}, left_out)


def urgency(finding: Finding) -> tuple[bool, bool]:
    """Order findings by how soon somebody will look at them."""
    return finding["status"] != "new", finding["severity"] != "error"


def shorten(line: str) -> str:
    """Cut a line that is too wide, and show that it is."""
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"


def stretches(lines: Mapping[int, str]) -> list[list[Any]]:
    """Part numbered lines where a number is missing."""
    found: list[list[Any]] = []
    following = -1
    for number in sorted(lines):
        if number != following:
            found.append([number, []])
        found[-1][1].append(lines[number])
        following = number + 1
    return found
