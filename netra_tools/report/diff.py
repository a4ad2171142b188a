"""What would change in a file, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

NOTHING = "/dev/null"


def unified(name: str, before: str | None, after: str) -> str:
    """Write the difference between two texts of a file; None for one that is new."""
    return compared(NOTHING if before is None else f"a/{name}", f"b/{name}", before or "", after)


def compared(origin: str, target: str, before: str, after: str) -> str:
    """Write the difference between two texts that go by these names."""
    return "".join(ended(difflib.unified_diff(lines_of(before), lines_of(after), origin, target)))


def lines_of(text: str) -> list[str]:
    """Split a text at its newlines alone, which stay."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def ended(lines: Iterator[str]) -> Iterator[str]:
    """End every line, and say where the file does not."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
