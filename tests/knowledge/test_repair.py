"""What is mended means what it meant: good files are broken, and mended, or left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from netra_tools.knowledge.repair import repair
from netra_tools.knowledge.tree import Refusal, events, parse

WORDS = (
    *(
        "cache",
        "R&D",
        "a && b",
        "<30s",
        "< 300 lines",
        "(<0.5)",
        "Map<string>",
        "List<User>",
        "Q & A",
        "x <= y",
    ),
    *("a literal <critical-takeaway> here", "`<section>`", "?a=1&b=2", "if a <b and c> d", "run <value> now"),
    *("closing </item> tag", "`</spec>`", "é✓", "&", "<-", "5 > 3", "and <b> or", "]]>"),
)
ESCAPED = re.compile("&lt;|&amp;|&gt;")
MEANT = {"&lt;": "<", "&amp;": "&", "&gt;": ">"}


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join).map(escape)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(["section", "item", "b", "critical-takeaway"])
    bodies = st.one_of(
        TEXTS, st.lists(inner, min_size=1, max_size=3).map(lambda lines: "\n" + "\n".join(lines) + "\n")
    )
    return st.builds(
        lambda name, title, body: f'<{name} title="{title}">{body}</{name}>', names, TEXTS, bodies
    )


FILES = st.recursive(TEXTS.map(lambda text: f"<item>{text}</item>"), element, max_leaves=6)


@settings(max_examples=150, deadline=None)
@given(FILES, st.data())
def test_what_is_mended_means_what_it_meant(body: str, data: st.DataObject) -> None:
    good = f"<spec>\n{body}\n</spec>\n"
    keep = data.draw(st.lists(st.booleans(), min_size=60, max_size=60))
    count = iter(keep * (len(good) // 60 + 1))
    bad = ESCAPED.sub(lambda found: found[0] if next(count) else MEANT[found[0]], good)
    if not isinstance(parse(bad.encode()), Refusal):
        return  # it means something else now, and nobody can know
    done = repair(bad.encode())
    if done.data is None:
        assert done.left
        return
    assert list(events(root_of(done.data))) == list(events(root_of(good.encode())))


def root_of(data: bytes) -> etree._Element:
    root = parse(data)
    assert not isinstance(root, Refusal), root
    return root


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        b"<a>" * 300 + b"</a>" * 300,
        b"<a>&y;</a>",
    ],
)
def test_the_parser_itself_refuses_what_is_hostile(data: bytes) -> None:
    assert isinstance(parse(data), Refusal)


@pytest.mark.parametrize("count", [1, 900])
def test_many_mistakes_on_one_line_are_mended_in_one_go(count: int) -> None:
    done = repair(b"<a>" + b"x & Map<string> y" * count + b"</a>")
    assert done.data == b"<a>" + b"x &amp; Map&lt;string> y" * count + b"</a>"
