"""A learning is read from whatever shape it was given."""

from __future__ import annotations

import pytest

from netra_tools.knowledge.document import Document, read
from netra_tools.learnings.model import Learning, pack, unpack
from netra_tools.learnings.reading import learnings_of
from tests.learnings.shapes import SAID, SHAPES


def read_all(text: str, path: str = "SPEC/learnings/x.xml") -> list[Learning]:
    """Read the learnings of a text, without where they stand."""
    document = read(text.encode())
    assert isinstance(document, Document), document
    return [one._replace(path="", line=0) for one in learnings_of(path, document)]


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    text, said = SHAPES[name]
    assert read_all(text) == said


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("one line", "one line", id="one line"),
        pytest.param("\n      one\n        two\n\n      three\n    ", "one\n  two\n\nthree", id="a block"),
        pytest.param("one\n        two\n          three", "one\ntwo\n  three", id="it begins beside its tag"),
        pytest.param("a &lt;b&gt; &amp;amp;", "a <b> &amp;", id="references"),
        pytest.param("x<!-- no -->y", "xy", id="a comment"),
        pytest.param("<p>one</p><p>two <b>three</b></p>", "one\ntwo\nthree", id="elements"),
        pytest.param("   ", "", id="nothing"),
    ],
)
def test_texts(text: str, problem: str) -> None:
    assert read_all(f"<learning><problem>{text}</problem></learning>")[0].problem == problem


@pytest.mark.parametrize(
    ("word", "severity"),
    [("Critical", "critical"), ("P1", "high"), ("moderate", "medium"), ("minor", "low"), ("who knows", "")],
)
def test_severities(word: str, severity: str) -> None:
    assert read_all(f"<learning id='a'><priority>{word}</priority></learning>")[0].severity == severity


def test_a_file_that_is_one_goes_by_its_name() -> None:
    text = "<learning><title>A</title></learning>"
    assert read_all(text, "SPEC/learnings/old/keys.xml")[0].id == "old/keys"
    assert read_all("<learnings><learning/></learnings>")[0].id == ""


def test_what_is_kept_is_what_was_read() -> None:
    assert unpack(pack(SAID)) == SAID
