"""The index is what the files say, and what is much alike is found among many."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.knowledge.look import look
from netra_tools.learnings.index import index_of
from netra_tools.learnings.judging import STALE, THIN, TWIN, judged
from netra_tools.learnings.likeness import ALIKE, alike, joined
from netra_tools.learnings.model import INDEX, Learning
from tests.learnings.shapes import SAID

ONE = SAID._replace(path="SPEC/learnings/x.xml", line=3)
OTHER = Learning("L-9", title="Locks <are> held", severity="critical", problem="x " * 300, path="a.xml")


@pytest.mark.parametrize("learnings", list(itertools.permutations([ONE, OTHER, ONE._replace(id="L-10")])))
def test_the_order_of_learnings_plays_no_part(learnings: tuple[Learning, ...]) -> None:
    data = index_of(learnings)
    assert data == index_of([ONE, OTHER, ONE._replace(id="L-10")])
    assert look(INDEX, data).problems == ()
    text = data.decode()
    assert text.index('ref="L-9" severity="critical"') < text.index('ref="L-7" severity="high"')
    assert text.index('id="L-7"') < text.index('id="L-10"') < text.index('category name="general"')
    assert "x ...</takeaway>" in text


def test_an_index_of_nothing() -> None:
    assert look(INDEX, index_of([])).problems == ()


@pytest.mark.parametrize(
    ("learnings", "index", "codes"),
    [
        pytest.param([], None, [], id="nothing"),
        pytest.param([ONE, OTHER], None, [(STALE, "warning")], id="no index"),
        pytest.param([ONE, OTHER], index_of([OTHER, ONE]), [], id="all is well"),
        pytest.param([ONE], index_of([OTHER]), [(STALE, "error")], id="an index of yesterday"),
        pytest.param(
            [ONE, OTHER._replace(problem="")],
            index_of([ONE, OTHER._replace(problem="")]),
            [(THIN, "warning")],
            id="thin",
        ),
        pytest.param(
            [ONE, ONE._replace(id="a")],
            index_of([ONE, ONE._replace(id="a")]),
            [(TWIN, "warning")],
            id="twins",
        ),
    ],
)
def test_what_is_wrong_with_all_of_them(
    learnings: list[Learning], index: bytes | None, codes: list[tuple[str, str]]
) -> None:
    assert [(one.code, one.severity) for one in judged(learnings, index)] == codes


@given(
    st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=8),
    st.sampled_from((0.5, ALIKE, 0.8)),
)
def test_no_pair_that_is_alike_is_missed(every: list[frozenset[str]], least: float) -> None:
    pairs = itertools.combinations(range(len(every)), 2)
    expected = {pair: alike(every[pair[0]], every[pair[1]], least) for pair in pairs}
    assert dict(joined(every, least)) == {pair: likeness for pair, likeness in expected.items() if likeness}
