from __future__ import annotations

import pytest

from netra_tools.report.escape import encodable, printable

# text: printable, encodable
CASES = {
    "plain é 名 🎉": ("plain é 名 🎉", "plain é 名 🎉"),
    "a\nb\rc\td": (r"a\nb\rc\td", "a\nb\rc\td"),
    "\x1b[31m\x00\x7f\x9b": (r"\x1b[31m\x00\x7f\x9b", "\x1b[31m\x00\x7f\x9b"),
    "caf\udce9": (r"caf\xe9", r"caf\xe9"),
    "\ud800": (r"\ud800", r"\ud800"),
    "\u202e\u2028\ufeff": (r"\u202e\u2028\ufeff", "\u202e\u2028\ufeff"),
    "\U000e0001": (r"\U000e0001", "\U000e0001"),
}


@pytest.mark.parametrize("text", CASES)
def test_escapes(text: str) -> None:
    assert (printable(text), encodable(text)) == CASES[text]
