"""Show the line of source that a finding is about, with carets under its span."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.model import Finding
from netra_tools.report.escape import printable
from netra_tools.report.terminal import cell_width

_TAB = 4
_CUT = "..."
_KEPT = 20  # columns that stay visible before the span when a long line loses its beginning


class Frame(NamedTuple):
    """One line of source made printable, and where the carets go, in terminal columns."""

    text: str
    offset: int
    length: int


def frame(line: bytes, finding: Finding, width: int) -> Frame:
    """Show `line` in at most `width` terminal columns, with the beginning of the span in sight."""
    text = line.decode("utf-8", "replace").rstrip()
    start = _characters(line, finding.column, text)
    end = _characters(line, finding.end_column, text) if finding.end_line == finding.line else len(text)
    begin = start - _KEPT if start > width - _KEPT else 0
    pieces, stops = _lay_out(text, begin, width)
    offset = stops[min(start - begin, len(stops) - 1)]
    until = stops[min(max(end - begin, 0), len(stops) - 1)]
    return Frame("".join(pieces), offset, max(1, until - offset))


def _characters(line: bytes, column: int, text: str) -> int:
    """Turn a column in bytes into one in characters, at most the end of `text`."""
    return min(len(line[:column].decode("utf-8", "replace")), len(text))


def _lay_out(text: str, begin: int, width: int) -> tuple[list[str], list[int]]:
    """Write the characters from `begin` on as they print, with the column at which each one starts."""
    column = len(_CUT) if begin else 0
    pieces, stops = [_CUT] if begin else [], [column]
    # Accents take no column; a line of nothing else must still end somewhere.
    for char in text[begin : begin + 4 * width]:
        piece = " " * (_TAB - column % _TAB) if char == "\t" else printable(char)
        column += cell_width(piece)
        pieces.append(piece)
        stops.append(column)
        if column > width:
            return _shorten(pieces, stops, width)
    return pieces, stops


def _shorten(pieces: list[str], stops: list[int], width: int) -> tuple[list[str], list[int]]:
    """Take pieces off the end until the mark for what is cut fits."""
    while len(stops) > 1 and stops[-1] > width - len(_CUT):
        pieces.pop()
        stops.pop()
    pieces.append(_CUT)
    return pieces, stops
