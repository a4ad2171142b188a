"""How two vocabularies differ, and which commits are meant."""

from __future__ import annotations

import pytest

from netra_tools.errors import NetraError
from netra_tools.literals.difference import Difference, Span, compare, span_of
from netra_tools.literals.vocabulary import Vocabulary, Word


def vocabulary(*words: Word) -> Vocabulary:
    """Make a vocabulary."""
    return Vocabulary(frozenset(words), (".",))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([("a", "states")], [("a", "states")], Difference((), (), ()), id="the same"),
        pytest.param(
            [("a", "states"), ("c", "states")],
            [("b", "states"), ("c", "states")],
            Difference((("b", "states"),), (("a", "states"),), ()),
            id="came and went",
        ),
        pytest.param(
            [("a", "states")],
            [("a", "fields")],
            Difference((), (), (("a", "states", "fields"),)),
            id="another category",
        ),
        pytest.param(
            [("a", "states")],
            [("a", "states"), ("a", "fields")],
            Difference((("a", "fields"),), (), ()),
            id="one more category",
        ),
        pytest.param(
            [("a", "states")],
            [("a", "fields"), ("a", "events")],
            Difference((("a", "events"), ("a", "fields")), (("a", "states"),), ()),
            id="two for one",
        ),
    ],
)
def test_compare(before: list[Word], after: list[Word], expected: Difference) -> None:
    assert compare(vocabulary(*before), vocabulary(*after)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HEAD", Span("HEAD", "")),
        ("a..b", Span("a", "b")),
        ("a..", Span("a", "HEAD")),
        ("..b", Span("HEAD", "b")),
        ("a...b", Span("a", "b", True)),
        ("v1.0..v1.1", Span("v1.0", "v1.1")),
    ],
)
def test_spans(text: str, expected: Span) -> None:
    assert span_of(text) == expected


@pytest.mark.parametrize("text", ["--output=x", "a..-b"])
def test_options_are_no_commits(text: str) -> None:
    with pytest.raises(NetraError, match="names no commits"):
        span_of(text)
