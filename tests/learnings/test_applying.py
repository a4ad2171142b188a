"""A learning in a specification is one element, where it belongs, and nothing else moves."""

from __future__ import annotations

import pytest

from netra_tools.errors import NetraError
from netra_tools.learnings.applying import linked, said_in, unsaid_in
from netra_tools.learnings.model import Applied, Learning
from tests.learnings.shapes import SAID, SHAPES

SPEC = """<!-- ours -->
<specification>
  <title>Caches</title>
  <section id="keys" title="Keys of caches"><rule  id='r1'>Name all.</rule></section>
  <section><title>The  Disk</title>
    <p>It is &amp; stays.</p>   <!-- here -->
  </section>
  <section name="empty"/>
</specification>
"""
LEARNED = SAID._replace(section="keys", takeaway="name <all> of it")
TEXT = "Keys name the configuration: name &lt;all&gt; of it"
REF = f'<learning-ref ref="L-7" severity="high">{TEXT}</learning-ref>'


@pytest.mark.parametrize(
    ("section", "before", "added"),
    [
        pytest.param("keys", "</rule>", f"\n  {REF}", id="by id"),
        pytest.param("keys of CACHES", "</rule>", f"\n  {REF}", id="by title"),
        pytest.param("the disk", "<!-- here -->", f"\n    {REF}", id="by the title within"),
        pytest.param("", '<section name="empty"/>', f"\n  {REF}", id="the whole"),
    ],
)
def test_it_is_put_into_its_section(section: str, before: str, added: str) -> None:
    done = said_in("s.xml", SPEC.encode(), LEARNED._replace(section=section)).decode()
    at = SPEC.index(before) + len(before)
    assert done == SPEC[:at] + added + SPEC[at:]


def test_an_empty_section_is_opened() -> None:
    done = said_in("s.xml", SPEC.encode(), LEARNED._replace(section="empty")).decode()
    assert done == SPEC.replace(
        '<section name="empty"/>', f'<section name="empty">\n      {REF}\n  </section>'
    )


def test_it_is_brought_up_to_date_and_taken_out_again() -> None:
    once = said_in("s.xml", SPEC.encode(), LEARNED)
    assert said_in("s.xml", once, LEARNED) == once
    later = said_in("s.xml", once, LEARNED._replace(takeaway="name some of it", severity="low"))
    assert later == once.replace(b"name &lt;all&gt;", b"name some").replace(
        b'severity="high">K', b'severity="low">K'
    )
    elsewhere = LEARNED._replace(section="the disk")
    both = said_in("s.xml", once, elsewhere)
    left = unsaid_in("s.xml", both, "L-7", "the disk")
    assert (
        left.split()
        == said_in("s.xml", SPEC.encode(), elsewhere).replace(b"rule></s", b"rule>\n  </s").split()
    )
    assert unsaid_in("s.xml", both, "L-8") == both


@pytest.mark.parametrize(
    ("text", "section", "message"),
    [
        pytest.param(SPEC, "key", "s.xml has no section 'key'", id="no section"),
        pytest.param(SPEC, "Name all.", "has no section", id="no heading"),
        pytest.param("<a>R&D</a>", "keys", "s.xml:1: a bare & stands in text", id="not well-formed"),
    ],
)
def test_what_cannot_take_it(text: str, section: str, message: str) -> None:
    with pytest.raises(NetraError, match=message):
        said_in("s.xml", text.encode(), LEARNED._replace(section=section))


@pytest.mark.parametrize("name", [name for name, (_, said) in SHAPES.items() if said and said[0].id == "L-7"])
def test_a_learning_of_any_shape_says_where_it_is_applied(name: str) -> None:
    data, place = SHAPES[name][0].encode(), Applied("SPEC/s.xml", 'the "disk"')
    done = linked("l.xml", data, "L-7", place)
    assert linked("l.xml", done, "L-7", place) == done
    other = linked("l.xml", done, "L-7", Applied("SPEC/t.xml", ""))
    assert (done.count(b"<applied-to"), other.count(b"<applied-to")) == (1, 1)
    assert b"s.xml" not in other


def test_a_learning_without_anything_to_keep_in_mind() -> None:
    done = said_in("s.xml", b"<spec/>", Learning("a", title="T")).decode()
    assert done == '<spec>\n    <learning-ref ref="a">T</learning-ref>\n</spec>'
