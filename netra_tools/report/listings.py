"""Values and where they stand, as text and as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.listing import Listed, Located, marks_of
from netra_tools.model import ROLES
from netra_tools.report.answers import quoted
from netra_tools.report.escape import encodable, printable
from netra_tools.report.result import plural

WIDEST: Final = 44  # characters of a value beside which its categories still line up
LONGEST: Final = 80  # characters of a value that are shown

Places = Mapping[int, Sequence[Located]]


def render_text(listed: Sequence[Listed], places: Places, most: int = 1) -> str:
    """Write a line for each value; with more than one place, `most` of them below it."""
    names = [cut(one.value) for one in listed]
    counts = [counts_of(one) for one in listed]
    widths = (column(names, WIDEST), column(counts, WIDEST))
    lines: list[str] = []
    for one, name, count in zip(listed, names, counts, strict=True):
        found = places[one.number]
        head = f"{name:<{widths[0]}}  {count}"
        if most > 1:
            lines.append(head)
            lines.extend(place_lines(found, most))
        else:
            head = f"{name:<{widths[0]}}  {count:<{widths[1]}}"
            lines.append(f"{head}  {spot(found[0])}{more(len(found) - 1)}")
    return "".join([f"{line}\n" for line in lines])


def column(texts: Sequence[str], most: int) -> int:
    """Give the width of a column: that of its widest text that is not too wide."""
    return max([len(text) for text in texts if len(text) <= most], default=0)


def cut(value: str) -> str:
    """Write a value in quotes, its beginning when it is long."""
    if len(value) <= LONGEST:
        return quoted(value)
    return f"{quoted(value[:LONGEST])}... {plural(len(value), 'character')}"


def counts_of(listed: Listed) -> str:
    """Write how often a value stands in which category."""
    return ", ".join([f"{name} {times:,}" for name, times in listed.categories.items()])


def more(count: int) -> str:
    """Write how many places are not shown."""
    return f" and {count:,} more" if count > 0 else ""


def place_lines(found: Sequence[Located], most: int) -> Iterator[str]:
    """Write places, what is defined first."""
    before = None
    for located in found[:most]:
        word = "defined" if located.at.defined else "used"
        yield f"  {word if word != before else '':8} {described(located)}"
        before = word
    if len(found) > most:
        yield f"  {'':8} and {len(found) - most:,} more"


def spot(located: Located) -> str:
    """Write a place as editors recognise it; columns count from 1."""
    row, item = located
    return f"{printable(row.path)}:{item.line}:{item.column + 1}"


def described(located: Located) -> str:
    """Write a place and what a value is there."""
    row, item = located
    marks = "".join([f", {mark}" for mark in marks_of(row)])
    return f"{spot(located)}  ({CATEGORIES[item.category]}, {ROLES[item.role]}{marks})"


def render_json(listed: Sequence[Listed], places: Places, matched: str = "") -> str:
    """Write an object for each value, one a line, with all places; `matched` says what was matched."""
    said = {"matched": matched} if matched else {}
    return "".join([f"{json.dumps(record(one, places[one.number]) | said)}\n" for one in listed])


def record(listed: Listed, found: Sequence[Located]) -> dict[str, object]:
    """Give a value and its places as plain values."""
    return {
        "value": listed.value,
        "categories": listed.categories,
        "total": listed.total,
        "files": listed.files,
        "places": [place_record(located) for located in found],
    }


def place_record(located: Located) -> dict[str, object]:
    """Give a place as plain values; columns count from 1, as in all reports."""
    row, item = located
    return {
        "path": encodable(row.path),
        "line": item.line,
        "column": item.column + 1,
        "category": CATEGORIES[item.category],
        "role": ROLES[item.role],
        "defined": item.defined,
        "marks": marks_of(row),
    }
