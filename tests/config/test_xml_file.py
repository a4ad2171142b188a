"""XML files as plain elements: what is refused, and where it says that something is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netra_tools.config.xml_file import MOST_BYTES, MOST_DEPTH, parse_xml, read_xml
from netra_tools.errors import NetraError

BILLION = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<x>&b;</x>
"""
EXTERNAL = b"""<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>"""
PARAMETER = b"""<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd"><x/>"""
AND = "write &amp; for & and &lt; for < in text"
REFUSED = [
    (
        "billion laughs",
        BILLION,
        "a.xml:2: a document type or an entity is declared",
        "remove the declaration",
    ),
    (
        "external entity",
        EXTERNAL,
        "a.xml:1: a document type or an entity is declared",
        "remove the declaration",
    ),
    (
        "external type",
        PARAMETER,
        "a.xml:1: a document type or an entity is declared",
        "remove the declaration",
    ),
    ("less than", b"<x>\n- < 50 lines\n</x>", "a.xml:2:4: not XML: not well-formed (invalid token)", AND),
    ("and", b"<x>\n\nread & write</x>", "a.xml:3:7: not XML: not well-formed (invalid token)", AND),
    ("open", b"<x>\n<y>\n</x>", "a.xml:3:3: not XML: mismatched tag", ""),
    ("undeclared", b"<x>&nbsp;</x>", "a.xml:1:4: not XML: undefined entity", ""),
    ("empty", b"", "a.xml:1:1: not XML: no element found", ""),
    ("text", b"hello", "a.xml:1:1: not XML: syntax error", ""),
    ("zeros", b"\0" * 9, "a.xml:1:1: not XML: not well-formed (invalid token)", ""),
    (
        "deep",
        b"<x>" * (MOST_DEPTH + 1) + b"</x>" * (MOST_DEPTH + 1),
        f"a.xml:1: elements stand in one another more than {MOST_DEPTH} deep",
        "",
    ),
]


@pytest.mark.parametrize(
    ("data", "message", "hint"), [row[1:] for row in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_refused(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(NetraError) as caught:
        parse_xml(data, "a.xml")
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_an_unknown_encoding_is_told() -> None:
    with pytest.raises(NetraError, match=r"a\.xml"):
        parse_xml(b"<?xml version='1.0' encoding='klingon'?><x/>", "a.xml")


def test_elements_know_their_lines_and_texts() -> None:
    root = parse_xml(b"<a>\n one <b i='1'>two</b> &lt;three&gt;<c><b/></c></a>", "a.xml")
    assert [(one.tag, one.line, one.text.strip(), one.attributes) for one in root.walk()] == [
        ("a", 1, "one  <three>", {}),
        ("b", 2, "two", {"i": "1"}),
        ("c", 2, "", {}),
        ("b", 2, "", {}),
    ]
    assert len(root.named("b")) == 2


def test_files(tmp_path: Path) -> None:
    assert read_xml(str(tmp_path), "a.xml") is None
    (tmp_path / "a.xml").write_bytes(b"<a>" + b" " * MOST_BYTES + b"</a>")
    with pytest.raises(NetraError, match=f"limit {MOST_BYTES}"):
        read_xml(str(tmp_path), "a.xml")
    (tmp_path / "b.xml").symlink_to(tmp_path / "a.xml")
    os.mkfifo(tmp_path / "c.xml")
    for name in ("b.xml", "c.xml", "."):
        with pytest.raises(NetraError, match="cannot be read"):
            read_xml(str(tmp_path), name)
