"""A status as Markdown: the file MASTER_WIP_STATUS.md, and what a pull request is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from netra_tools.report.markdown import text
from netra_tools.status.markdown.compliance import areas, failures, limits, rules
from netra_tools.status.markdown.history import hot_spots, owners, trend
from netra_tools.status.markdown.inventory import complexity, knowledge, tests
from netra_tools.status.markdown.numbers import Numbers, cell_code, table
from netra_tools.status.model import Data
from netra_tools.status.words import UNKNOWN, amount, plain

Section = Callable[[Data, Numbers], Iterator[str]]
MADE_BY: Final = "Written by `netra status`: do not edit it. netra's docs/scores.md has the formulas."
MARKED: Final = "A number in brackets names its source, at the end; those without one are of the first."


def render_markdown(document: Data) -> str:
    """Write all of a status."""
    numbers = Numbers()
    blocks = ["\n".join(section(document, numbers)) for section in SECTIONS]
    return "\n\n".join(block for block in blocks if block) + "\n"


def head(document: Data, _: Numbers) -> Iterator[str]:
    """Yield the title."""
    found = document["repository"]
    yield f"# Status of {text(found['name'])}"


def about(document: Data, numbers: Numbers) -> Iterator[str]:
    """Yield who wrote this, and of how much."""
    found = document["repository"]
    yield f"{MADE_BY} {MARKED}"
    yield ""
    files = numbers.write(found["files"], "files")
    told = [f"{files} files, {amount(found['lines'])}"]
    told += [
        f"{plain(found['suppressed'])} findings silenced by comments",
        f"{plain(found['exempt'])} exempt",
    ]
    told += [f"only {text(', '.join(found['paths']))}"] if found["paths"] else []
    yield "; ".join(told) + "."
    for notice in found["notices"]:
        yield f"\n> note: {text(notice)}"


def scores(document: Data, numbers: Numbers) -> Iterator[str]:
    """Yield the score and its dimensions."""
    found = document["scores"]
    yield f"## Score: {plain(found['system'])}, {found['grade']}"
    yield ""
    low, mean = plain(found["minimum"]), plain(found["mean"])
    yield f"The lesser of {low}, the lowest critical dimension, and {mean}, the weighted mean of all known."
    yield ""
    rows = []
    for one in found["dimensions"]:
        if one["score"]["value"] is None:
            numbers.want(one["score"]["missing"], one["title"])
        critical = "yes" if one["critical"] else ""
        why = text(one["why"]) if one["score"]["value"] is not None else "see below"
        rows.append(
            (text(one["title"]), critical, f"{one['weight']}", plain(one["score"]), one["grade"], why)
        )
    yield from table(("dimension", "critical", "weight", "score", "grade", "why"), rows, "lcrrll")


def missing(_: Data, numbers: Numbers) -> Iterator[str]:
    """Yield what is not known, and how to provide it."""
    if numbers.wanted:
        yield "## Unknown, and how to provide it"
        yield ""
    for how, names in numbers.wanted.items():
        yield f"- {text(', '.join(names))}: {text(how)}"


def sources(_: Data, numbers: Numbers) -> Iterator[str]:
    """Yield the sources by number, with their times."""
    yield "## Sources"
    yield ""
    rows = [
        (
            f"{number}",
            text(one["what"]),
            cell_code(one["path"]) if one["path"] else "",
            one["at"] or UNKNOWN,
            text(one["stale"] or ""),
        )
        for number, one in enumerate(numbers.sources, 1)
    ]
    yield from table(("", "what", "file", "state of", "stale"), rows, "rllll")


SECTIONS: Final[tuple[Section, ...]] = (
    *(head, about, scores, areas, rules, failures, limits, knowledge, tests, complexity),
    *(trend, hot_spots, owners, missing, sources),
)
