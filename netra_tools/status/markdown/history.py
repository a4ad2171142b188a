"""Trend, hot spots and ownership of a status, as Markdown; nothing where no history is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netra_tools.report.markdown import text
from netra_tools.status.markdown.numbers import Numbers, cell_code, table
from netra_tools.status.model import Data
from netra_tools.status.words import UNKNOWN

MOST: Final = 10


def trend(document: Data, _: Numbers) -> Iterator[str]:
    """Yield how numbers have moved, or how to have that told."""
    found = document["trend"]
    yield "## Trend"
    yield ""
    rows = [(text(one["title"]), last(one), slope(one), text(one["verdict"])) for one in found["series"]]
    if rows:
        yield from table(("what", "last", "slope (95 %)", "verdict"), rows, "lrrl")
    else:
        yield f"{UNKNOWN}: {text(found['missing'] or '')}"
    for note in found["notes"]:
        yield ""
        yield f"> note: {text(note)}"


def last(series: Data) -> str:
    """Write the last value of a series."""
    return f"{series['points'][-1]['value']:,}" if series["points"] else UNKNOWN


def slope(series: Data) -> str:
    """Write a slope with its bounds."""
    if series["slope"] is None:
        return UNKNOWN
    bounds = f" ({series['low']:+.2g} to {series['high']:+.2g})" if series["low"] is not None else ""
    return f"{series['slope']:+.2g} per {series['per']}{bounds}"


def hot_spots(document: Data, _: Numbers) -> Iterator[str]:
    """Yield the files that change most and are hardest to change."""
    found = document["hot_spots"]
    if found:
        yield "## Hot spots"
        yield ""
        rows = [
            (
                cell_code(one["path"]),
                f"{one['changes']:,}",
                f"{one['complexity']:,}",
                text(one["owner"] or ""),
            )
            for one in found[:MOST]
        ]
        yield from table(("file", "changes", "complexity", "owner"), rows, "lrrl")


def owners(document: Data, _: Numbers) -> Iterator[str]:
    """Yield who has changed most of each part."""
    found = document["owners"]
    if found:
        yield "## Ownership"
        yield ""
        rows = [
            (cell_code(one["area"]), text(one["author"]), f"{one['share']:.0%}", f"{one['authors']:,}")
            for one in found
        ]
        yield from table(("area", "who", "share", "authors"), rows, "llrr")
