"""Numbers in Markdown: each names its source; of one that is not known, what would provide it is noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from netra_tools.report.escape import printable
from netra_tools.report.markdown import code
from netra_tools.status.model import Data
from netra_tools.status.words import UNKNOWN, plain

Row = Sequence[str]
ENDS: Final = {"l": "---", "r": "---:", "c": ":---:"}


class Numbers:
    """Remembers which sources the numbers have that were written, and which numbers are not known."""

    def __init__(self) -> None:
        self.sources: list[Data] = []
        self.wanted: dict[str, list[str]] = {}  # what would provide a number -> what it is called

    def write(self, found: Data, name: str) -> str:
        """Write a number, with the mark of its source unless that is the first one."""
        if found["value"] is None:
            self.want(found["missing"], name)
            return UNKNOWN
        source = found["source"]
        if source not in self.sources:
            self.sources.append(source)
        mark = self.sources.index(source) + 1
        stale = ", stale" if source["stale"] else ""
        return plain(found) + (f" \\[{mark}{stale}\\]" if mark > 1 or stale else "")

    def want(self, how: str, name: str) -> None:
        """Note that a number is not known."""
        names = self.wanted.setdefault(how, [])
        if name not in names:
            names.append(name)


def table(heads: Row, rows: Iterable[Row], sides: str) -> Iterator[str]:
    """Yield a table; `sides` says of each column whether it leans to the left, the right or the centre."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join(ENDS[side] for side in sides)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def cell_code(words: str) -> str:
    """Write code within a table, where a pipe ends a cell even in a code span."""
    return code(printable(words)).replace("|", "\\|")


def place(one: Data) -> str:
    """Write a path with its line."""
    return printable(f"{one['path']}:{one['line']}" if one.get("line") else one["path"])


def spaced(name: str) -> str:
    """Write a key as words."""
    return name.replace("_", " ").replace("-", " ")
