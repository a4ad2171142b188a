"""The normal layout: what moves, what stays, and that it stays when it is done again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from lxml import etree

from netra_tools.knowledge.layout import lay_out
from tests.knowledge.test_edit import TREES
from tests.knowledge.zoo_files import FINE, MENDED, animals

CASES = {
    "elements": ("<a><b/><c><d/></c></a>", "<a>\n    <b/>\n    <c>\n        <d/>\n    </c>\n</a>\n"),
    "text stays": ("<a>\n <b> x\n  y </b></a>", "<a>\n    <b> x\n  y </b>\n</a>\n"),
    "mixed content stays": ("<a><p>x <b><i/> </b></p></a>", "<a>\n    <p>x <b><i/> </b></p>\n</a>\n"),
    "tags": ("<a   c='1'\n  b=\"2\" ><b />\n</a >", "<a c='1' b=\"2\">\n    <b/>\n</a>\n"),
    "comments": ("<!-- 1 --><a><b/> <!-- 2 -->\n<!-- 3\n 4 --></a>", "<!-- 1 --> <a>"),
    "one empty line": ("<a>\n\n\n<b/>\n\n\n\n<c/>\n\n</a>", "<a>\n    <b/>\n\n    <c/>\n</a>\n"),
    "CDATA stays": ("<a><![CDATA[ ]]><b/></a>", "<a><![CDATA[ ]]><b/></a>\n"),
    "space that is to be preserved": (
        '<a xml:space="preserve"> <b/> </a>',
        '<a xml:space="preserve"> <b/> </a>\n',
    ),
    "white space alone": ("<a> \n </a>", "<a> \n </a>\n"),
    "line ends": ("<a>\r\n<b/></a>", "<a>\r\n    <b/>\r\n</a>\r\n"),
    "instructions": (
        "<?xml version='1.0'?><?x y?><a><?p q?><b/></a>",
        "<?xml version='1.0'?>\n<?x y?>\n<a>\n    <?p q?>\n    <b/>\n</a>\n",
    ),
}
CASES["comments"] = (
    "<!-- 1 -->\n<a><b/> <!-- 2 -->\n<!-- 3\n 4 --></a>",
    "<!-- 1 -->\n<a>\n    <b/> <!-- 2 -->\n    <!-- 3\n 4 -->\n</a>\n",
)


@pytest.mark.parametrize(("old", "new"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_layout(old: str, new: str) -> None:
    done = lay_out(old.encode())
    assert (done.data.decode(), done.problems) == (new, ())
    assert lay_out(done.data).data == done.data


def test_long_tags_have_an_attribute_on_each_line() -> None:
    long = "x" * 60
    done = lay_out(f'<a><b one="{long}" two="{long}"/></a>'.encode()).data.decode()
    assert done == f'<a>\n    <b\n        one="{long}"\n        two="{long}"/>\n</a>\n'


@pytest.mark.parametrize("name", [one.name for one in animals() if one.fate == FINE])
def test_the_zoo_says_what_it_said(name: str) -> None:
    [animal] = [one for one in animals() if one.name == name]
    done = lay_out(animal.data)
    assert done.problems == ()
    assert canonical(done.data) == canonical(animal.data)


@pytest.mark.parametrize("name", [one.name for one in animals() if one.fate != FINE])
def test_what_is_not_well_formed_stays(name: str) -> None:
    [animal] = [one for one in animals() if one.name == name]
    done = lay_out(animal.data)
    assert (done.data, bool(done.problems)) == (animal.data, True)
    assert animal.fate != MENDED or lay_out(animal.mended).problems == ()


@settings(max_examples=100, deadline=None)
@given(TREES)
def test_nothing_that_is_said_changes(tree: str) -> None:
    data = f'<root xmlns:n="urn:n">{tree}</root>'.encode()
    done = lay_out(data)
    assert done.problems == ()
    assert canonical(done.data) == canonical(data)
    assert lay_out(done.data).data == done.data


def canonical(data: bytes) -> bytes:
    """Give what XML's canonical form makes of a file, without white space between elements only."""
    root = etree.fromstring(data)
    for node in root.iter():
        texts = [node.text or "", *[child.tail or "" for child in node]]
        if len(node) and not "".join(texts).strip():
            node.text = None if isinstance(node.tag, str) else node.text
            for child in node:
                child.tail = None
    result: bytes = etree.tostring(root, method="c14n", with_comments=True)
    return result
