"""Plans joined: the second was made on the result of the first."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netra_tools.plan import Edit, State, compose, join_edits
from tests.changes.trees import edits_on, fits, plan_of, result_of, text, trees


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_joined_is_one_after_the_other(data: st.DataObject) -> None:
    files = data.draw(trees)
    first = data.draw(edits_on(files))
    assume(fits(files, first))
    between = result_of(files, first)
    second = data.draw(edits_on(between))
    assume(fits(between, second))
    joined = join_edits(first, second)
    assert result_of(files, joined) == result_of(between, second)
    assert joined == join_edits(reversed(first), reversed(second))
    # It fits the tree by itself: each file is taken once, each place ended at once, and all is as it was.
    assert fits(files, joined)
    assert all(files.get(edit.path) == edit.before for edit in joined if edit.before is not None)
    taken = [edit.path for edit in joined if edit.before is not None]
    assert len(set(taken)) == len(taken)
    assert all(edit.before != edit.after or edit.moved for edit in joined)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_there_and_back_is_nothing(data: st.DataObject) -> None:
    files = data.draw(trees)
    edits = data.draw(edits_on(files))
    assume(fits(files, edits))
    back = [Edit(edit.target, edit.path, edit.after, edit.before) for edit in edits]
    assert join_edits(edits, back) == ()


A, B = text("a"), text("b")
JOINED = [
    ("moved twice", [Edit("a", "b", A, A)], [Edit("b", "c", A, B)], [Edit("a", "c", A, B)]),
    ("created, deleted", [Edit("a", "a", None, A)], [Edit("a", "a", A, None)], []),
    ("created, moved", [Edit("a", "a", None, A)], [Edit("a", "b", A, A)], [Edit("b", "b", None, A)]),
    ("moved, deleted", [Edit("a", "b", A, A)], [Edit("b", "b", A, None)], [Edit("a", "a", A, None)]),
    ("deleted, created", [Edit("a", "a", A, None)], [Edit("a", "a", None, B)], [Edit("a", "a", A, B)]),
    ("deleted, created alike", [Edit("a", "a", A, None)], [Edit("a", "a", None, A)], []),
    (
        "moved, created there",
        [Edit("a", "b", A, A)],
        [Edit("a", "a", None, B)],
        [Edit("a", "a", None, B), Edit("a", "b", A, A)],
    ),
]


@pytest.mark.parametrize(
    ("first", "second", "joined"), [case[1:] for case in JOINED], ids=[c[0] for c in JOINED]
)
def test_joined(first: list[Edit], second: list[Edit], joined: list[Edit]) -> None:
    assert join_edits(first, second) == tuple(joined)


NOT_JOINED = [
    ("another content", [Edit("a", "a", A, B)], [Edit("a", "a", A, None)]),
    ("a file that has left", [Edit("a", "b", A, A)], [Edit("a", "a", A, B)]),
    ("a place that is taken", [Edit("a", "b", A, A)], [Edit("b", "b", None, B)]),
    ("a target that is taken", [Edit("a", "b", A, A)], [Edit("c", "b", B, B)]),
]


@pytest.mark.parametrize(
    ("first", "second"), [case[1:] for case in NOT_JOINED], ids=[c[0] for c in NOT_JOINED]
)
def test_what_was_planned_on_something_else_is_not_joined(first: list[Edit], second: list[Edit]) -> None:
    with pytest.raises(ValueError, match="was planned on something else"):
        join_edits(first, second)


def test_compose_joins_all_that_a_plan_says() -> None:
    first = plan_of(Edit("a", "a", A, B), title="one")._replace(keeps="code", renamed=(("x", "y"),))
    second = plan_of(Edit("a", "a", B, State(b"c")), title="two")._replace(keeps="code")
    both = compose(first, second)
    assert (both.title, both.keeps, both.renamed) == ("one; two", "code", (("x", "y"),))
    assert both.edits == (Edit("a", "a", A, State(b"c")),)
    assert compose(first, second._replace(keeps="")).keeps == ""
