from __future__ import annotations

import os
from pathlib import Path

import pytest

from netra_tools.report.sources import MAX_BYTES, line_reader, split_lines

LINES: dict[str, tuple[bytes, list[bytes]]] = {
    "empty": (b"", [b""]),
    "final newline": (b"a\nb\n", [b"a", b"b", b""]),
    "all newlines": (b"a\r\nb\rc\nd", [b"a", b"b", b"c", b"d"]),
    "other separators are no newlines": (b"a\x0cb\x0bc\x1cd", [b"a\x0cb\x0bc\x1cd"]),
    "unicode separators neither": ("a\u2028b\x85c".encode(), ["a\u2028b\x85c".encode()]),
    "byte order mark": (b"\xef\xbb\xbfa", [b"a"]),
    "declared latin-1": (b"# coding: latin-1\n\xe9", [b"# coding: latin-1", "é".encode()]),
    "declared on line two": (
        b"#!x\n# -*- coding: cp1252 -*-\n\x80",
        [b"#!x", b"# -*- coding: cp1252 -*-", "€".encode()],
    ),
    "an unknown encoding": (b"# coding: nonsense\n\xe9", [b"# coding: nonsense", b"\xe9"]),
    "undeclared bytes": (b"a\n\xe9", [b"a", b"\xe9"]),
}


@pytest.mark.parametrize("name", LINES)
def test_lines_are_those_of_python(name: str) -> None:
    data, expected = LINES[name]
    assert split_lines(data) == expected


def test_lines_are_found_by_number(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"one\ntwo")
    (tmp_path / "b.py").write_bytes(b"three")
    read_line = line_reader(str(tmp_path), {})
    wanted = [("a.py", 2), ("a.py", 1), ("b.py", 1), ("a.py", 2), ("a.py", 3), ("a.py", 0)]
    assert [read_line(*place) for place in wanted] == [b"two", b"one", b"three", b"two", None, None]


@pytest.mark.parametrize("name", ["missing.py", "folder", "pipe", "large.py", "nul\0.py"])
def test_what_cannot_be_read_has_no_lines(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large.py").open("wb") as large:
        large.truncate(MAX_BYTES + 1)
    assert line_reader(str(tmp_path), {})(name, 2) is None


XML = '<?xml version="1.0" encoding="{}"?>\n<a>é</a>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(XML.format("ISO-8859-1").encode("latin-1"), id="latin-1"),
        pytest.param(XML.format("UTF-8").encode(), id="utf-8"),
        pytest.param(XML.format("UTF-16").encode("utf-16"), id="utf-16"),
        pytest.param(b"\xfe\xff" + XML.format("UTF-16").encode("utf-16-be"), id="utf-16, big end first"),
        pytest.param(XML.format("klingon").encode(), id="unknown"),
    ],
)
def test_lines_of_xml_are_read_in_its_encoding(data: bytes) -> None:
    assert split_lines(data)[1].decode() == "<a>é</a>"
