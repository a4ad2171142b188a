"""An edit of one element changes the bytes of that element and no others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.knowledge.document import Document, Node, read
from netra_tools.knowledge.edit import append, insert_after, remove, replace

FILE = """<?xml version="1.0"?>
<!-- all & sundry -->
<learnings  kind='x'>
    <learning   id="a" ><title>One &amp; two</title><![CDATA[ <raw> ]]></learning>
    <?keep this?>
    <learning id="b"/>
</learnings>
"""


def document(data: bytes) -> Document:
    found = read(data)
    assert isinstance(found, Document), found
    return found


def edited(change: Callable[[Document, list[Node]], bytes], text: str = FILE) -> str:
    found = document(text.encode())
    return change(found, list(found.root.walk())).decode()


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (
            lambda d, n: replace(d, n[2], "<title>Three</title>"),
            "<title>One &amp; two</title>",
            "<title>Three</title>",
        ),
        (
            lambda d, n: replace(d, n[3], "<learning\n  id='c'/>"),
            '<learning id="b"/>',
            "<learning\n      id='c'/>",
        ),
        (
            lambda d, n: insert_after(d, n[1], '<learning id="c"/>'),
            "</learning>\n",
            '</learning>\n    <learning id="c"/>\n',
        ),
        (lambda d, n: append(d, n[0], '<learning id="c"/>'), '"b"/>\n', '"b"/>\n    <learning id="c"/>\n'),
        (
            lambda d, n: append(d, n[3], "<title>B</title>"),
            ' id="b"/>',
            ' id="b">\n        <title>B</title>\n    </learning>',
        ),
        (lambda d, n: append(d, n[2], "<b/>"), "two</title>", "two\n        <b/>\n    </title>"),
        (lambda d, n: remove(d, n[3]), '    <learning id="b"/>\n', ""),
        (lambda d, n: remove(d, n[2]), "<title>One &amp; two</title>", ""),
    ],
)
def test_what_is_written(change: Callable[[Document, list[Node]], bytes], old: str, new: str) -> None:
    assert FILE.count(old) == 1
    assert edited(change) == FILE.replace(old, new)


def test_line_ends_and_encoding_are_those_of_the_file() -> None:
    data = '<?xml version="1.0" encoding="ISO-8859-1"?>\r\n<a>\r\n  <b>é</b>\r\n</a>\r\n'.encode("latin-1")
    found = document(data)
    result = append(found, found.root, "<c>\n  é \u2713\n</c>")
    assert result == data.replace(b"</b>", b"</b>\r\n  <c>\r\n    \xe9 &#10003;\r\n  </c>")


@pytest.mark.parametrize(
    "fragment", ["", "text", "<a>", "<a/><b/>", "<a>R & D</a>", "<x:a/>", "<!DOCTYPE a><a/>"]
)
def test_what_is_not_one_element_is_refused(fragment: str) -> None:
    with pytest.raises(ValueError):
        edited(lambda found, nodes: replace(found, nodes[3], fragment))


def test_the_root_stays() -> None:
    for change in (remove, lambda found, node: insert_after(found, node, "<b/>")):
        with pytest.raises(ValueError, match="the root element"):
            edited(lambda found, nodes, change=change: change(found, nodes[0]))  # type: ignore[misc]  # bound now


WORDS = st.text(st.sampled_from("ab <>&\"'\n\r\té✓😀"), max_size=8)
ESCAPES = {"<": "&lt;", "&": "&amp;", ">": "&gt;"}


def escaped(text: str) -> str:
    return "".join(ESCAPES.get(letter, letter) for letter in text)


def element(children: list[str]) -> st.SearchStrategy[str]:
    body = st.lists(
        st.sampled_from([*children, "<!-- c & < -->", "<![CDATA[ < & ]]>", "<?p i?>", "\n  "]), max_size=4
    )
    value = st.text(st.sampled_from("ab é✓>'"), max_size=4)
    return st.builds(
        lambda name, one, inner, text: f'<{name} one="{one}">{"".join(inner)}{escaped(text)}</{name}>',
        st.sampled_from(["a", "b", "n:c"]),
        value,
        body,
        WORDS,
    )


TREES = st.lists(element(["<e/>"]), min_size=1, max_size=3).flatmap(element)


@settings(max_examples=120, deadline=None)
@given(TREES, st.sampled_from(["utf-8", "utf-16"]), st.data())
def test_all_other_bytes_stay(tree: str, codec: str, data: st.DataObject) -> None:
    text = f'<?xml version="1.0" encoding="{codec}"?>\n<root xmlns:n="urn:n">{tree}</root>\n'
    raw = text.encode(codec)
    found = document(raw)
    node = data.draw(st.sampled_from(list(found.root.walk())[1:]))
    start = len(text[: node.start].encode(codec))
    end = start + len(text[node.start : node.end].encode(codec)) - (2 if codec == "utf-16" else 0)
    result = replace(found, node, "<new>é</new>")
    inner = "<new>é</new>".encode(codec)[2 if codec == "utf-16" else 0 :]
    assert result == raw[:start] + inner + raw[end:]
    assert text[node.start : node.end].startswith(f"<{node.tag.name}")
