"""Blocks between marks: what is around them stays to the byte, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.errors import NetraError
from netra_tools.knowledge.blocks import replace, split

KNOWN = ("rules", "scripts")
RULES = "<!-- netra: begin rules -->\nold\n<!-- netra: end rules -->\n"
WRITTEN = "<!-- netra: begin rules -->\nnew\n<!-- netra: end rules -->\n"
SCRIPTS = "<!-- netra: begin scripts -->\nnew\n<!-- netra: end scripts -->\n"
NEW = {"rules": "new\n"}

CASES = {
    "a block": (f"# Mine\n{RULES}mine\n", NEW, f"# Mine\n{WRITTEN}mine\n"),
    "nothing yet": ("# Mine\n", NEW, f"# Mine\n\n{WRITTEN}"),
    "no end of line": ("# Mine", NEW, f"# Mine\n\n{WRITTEN}"),
    "an empty file": ("", NEW, WRITTEN),
    "an empty line at the end": ("# Mine\n\n", NEW, f"# Mine\n\n{WRITTEN}"),
    "their order stays": (
        f"{SCRIPTS}between\n{RULES}",
        {"rules": "new\n", "scripts": "new\n"},
        f"{SCRIPTS}between\n{WRITTEN}",
    ),
    "one is missing": (RULES, {"rules": "new\n", "scripts": "new\n"}, f"{WRITTEN}\n{SCRIPTS}"),
    "one is wanted no more": (f"a\n{SCRIPTS}b\n{RULES}", NEW, f"a\nb\n{WRITTEN}"),
    "spaces around the marks": (
        "  <!--netra:  begin rules-->  \nold\n\t<!-- netra: end rules -->",
        NEW,
        WRITTEN,
    ),
    "fenced marks are examples": (f"```\n{RULES}```\n", NEW, f"```\n{RULES}```\n\n{WRITTEN}"),
    "what was generated fences nothing": (RULES.replace("old", "```"), NEW, WRITTEN),
    "marks within a line are prose": (f"see {RULES[:27]} here\n", NEW, f"see {RULES[:27]} here\n\n{WRITTEN}"),
    "conflicts within go": (
        RULES.replace("old", "<<<<<<< a\nold\n=======\nother\n>>>>>>> b"),
        NEW,
        WRITTEN,
    ),
    "other bytes": (
        "\ufeff\udcff caf\udce9\f\v\x85\u2028\n" + RULES,
        NEW,
        "\ufeff\udcff caf\udce9\f\v\x85\u2028\n" + WRITTEN,
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_replace(name: str, end: str) -> None:
    old, blocks, new = CASES[name]
    if "\n" not in old:
        end = "\n"
    data = old.replace("\n", end).encode("utf-8", "surrogateescape")
    expected = new.replace("\n", end).encode("utf-8", "surrogateescape")
    assert replace("index.md", data, blocks, KNOWN) == expected
    assert replace("index.md", expected, blocks, KNOWN) == expected


def test_most_lines_decide_how_lines_end() -> None:
    data = b"# Mine\r\na\nb\nc\n"
    assert replace("index.md", data, NEW, KNOWN) == data + b"\n" + WRITTEN.encode()


WRONG = {
    "no end": ("# a\n<!-- netra: begin rules -->\n", "index.md:2: the block 'rules' has no end"),
    "no beginning": ("<!-- netra: end rules -->\n", "index.md:1: the block 'rules' ends and has not begun"),
    "within another": (
        "<!-- netra: begin rules -->\n<!-- netra: begin scripts -->\n",
        "index.md:2: the block 'scripts' begins within 'rules'",
    ),
    "within itself": (
        "<!-- netra: begin rules -->\n<!-- netra: begin rules -->\n",
        "index.md:2: the block 'rules' begins within 'rules'",
    ),
    "across": (
        "<!-- netra: begin rules -->\n<!-- netra: end scripts -->\n",
        "index.md:2: the block 'scripts' ends and has not begun",
    ),
    "twice": (RULES + RULES, "index.md:4: the block 'rules' is there twice"),
    "code without an end": ("a\n```\n" + RULES, "index.md:2: a fenced piece of code has no end"),
    "unknown": ("<!-- netra: begin rule -->\n", "index.md:1: there is no block 'rule'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_marks_that_do_not_go_together(name: str) -> None:
    text, message = WRONG[name]
    with pytest.raises(NetraError) as caught:
        replace("index.md", text.encode(), NEW, KNOWN)
    assert caught.value.message == message


by_hand = st.lists(
    st.sampled_from(
        [b"text", b"# heading", b"", b"\xff\xfe", b"<!-- netra -->", b"- [a](b)", b"\t~x", b"a\rb"]
    ),
    max_size=6,
).map(lambda lines: b"".join(line + b"\n" for line in lines))
blocks = st.sampled_from([b"", *[one.encode() for one in (RULES, SCRIPTS)]])


@given(by_hand, blocks, by_hand, st.text("ab\n`*|", max_size=20))
@settings(max_examples=200, deadline=None)
def test_what_people_wrote_stays(before: bytes, block: bytes, after: bytes, text: str) -> None:
    data = before + block + after
    content = replace("index.md", data, {"rules": f"{text}\n", "scripts": "s\n"}, KNOWN)
    hand = [part.data for part in split("index.md", content, KNOWN) if not part.name]
    assert b"".join(part.data for part in split("index.md", content, KNOWN)) == content
    assert b"".join(hand).startswith(before + after)
    assert b"".join(hand)[len(before + after) :].strip() == b""
    assert replace("index.md", content, {"rules": f"{text}\n", "scripts": "s\n"}, KNOWN) == content
