from __future__ import annotations

import pytest

from netra_tools.model import Finding
from netra_tools.report.frames import frame

# name: line, first column, last column, and what is shown in 40 columns
CASES: dict[str, tuple[bytes, int, int, str, str]] = {
    "plain": (b"import os", 7, 9, "import os", "       ^^"),
    "nothing between": (b"def f(:", 6, 6, "def f(:", "      ^"),
    "behind the end": (b"def f(", 6, 7, "def f(", "      ^"),
    "far behind the end": (b"x", 90, 99, "x", " ^"),
    "tabs stand at multiples of four": (b"\tif x:\ty", 4, 5, "    if x:   y", "       ^"),
    "a tab within the span": (b"a\tb", 0, 3, "a   b", "^^^^^"),
    "bytes before the span": ("é = a".encode(), 5, 6, "é = a", "    ^"),
    "wide characters": ("名 = 前".encode(), 6, 9, "名 = 前", "     ^^"),
    "an accent of its own": ("e\u0301 = x".encode(), 6, 7, "e\u0301 = x", "    ^"),
    "controls": (b"a\x00\x1b[1mb", 6, 7, r"a\x00\x1b[1mb", "            ^"),
    "text direction": ("a\u202eb".encode(), 4, 5, r"a\u202eb", "       ^"),
    "a form feed": (b"\x0cx = 1", 1, 2, r"\x0cx = 1", "    ^"),
    "not utf-8": (b"x = '\xff'", 4, 7, "x = '\ufffd'", "    ^^^"),
    "within a character": ("éa".encode(), 1, 2, "éa", " ^"),
    "space at the end": (b"x = 1   ", 0, 8, "x = 1", "^^^^^"),
    "cut behind": (b"x = " + b"a" * 90, 0, 1, "x = " + "a" * 33 + "...", "^"),
    "cut within the span": (b"x = " + b"a" * 90, 4, 94, "x = " + "a" * 33 + "...", "    " + "^" * 33),
    "cut before": (b"a" * 60 + b"xyz", 60, 63, "..." + "a" * 20 + "xyz", " " * 23 + "^^^"),
    "cut on both sides": (
        b"a" * 60 + b"x" + b"b" * 60,
        60,
        61,
        "..." + "a" * 20 + "x" + "b" * 13 + "...",
        " " * 23 + "^",
    ),
    "just as wide": (b"a" * 40, 0, 40, "a" * 40, "^" * 40),
    "one too wide": (b"a" * 41, 0, 1, "a" * 37 + "...", "^"),
    "a wide character at the cut": (("名" * 30).encode(), 0, 3, "名" * 18 + "...", "^^"),
    "a megabyte": (b"x," * 500_000, 0, 1, "x," * 18 + "x...", "^"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_line_and_its_carets(name: str) -> None:
    line, column, end_column, text, carets = CASES[name]
    shown = frame(line, _span(column, 1, end_column), 40)
    assert (shown.text, " " * shown.offset + "^" * shown.length) == (text, carets)


def test_a_span_of_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    shown = frame(b"    def f(a):  ", _span(4, 9, 2), 40)
    assert shown == ("    def f(a):", 4, 9)


def _span(column: int, end_line: int, end_column: int) -> Finding:
    return Finding("NET101", "relative-import", "error", "a.py", 1, column, end_line, end_column, "", "")
