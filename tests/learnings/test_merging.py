"""What two branches did to different learnings is joined; what both did to one is for people."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.errors import NetraError
from netra_tools.learnings.adding import EMPTY, added
from netra_tools.learnings.merging import merged
from tests.learnings.shapes import SAID

PATH = "SPEC/learnings/x.xml"
STATES = st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from(("one", "two\n  lines", "three")))


def written(problems: Mapping[str, str]) -> bytes:
    """Write a file of learnings, each with a problem."""
    data = EMPTY.encode()
    for name, problem in problems.items():
        data = added(PATH, data, SAID._replace(id=name, problem=problem))
    return data


@settings(max_examples=60, deadline=None)
@given(STATES, STATES, STATES)
def test_three_states(base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]) -> None:
    names = {*base, *ours, *theirs}
    sides = {name: (base.get(name), ours.get(name), theirs.get(name)) for name in names}
    if any(mine != old != other != mine for old, mine, other in sides.values()):
        with pytest.raises(NetraError, match="both sides changed"):
            merged(PATH, written(base), written(ours), written(theirs))
        return
    wanted = {name: other if mine == old else mine for name, (old, mine, other) in sides.items()}
    expected = written({name: text for name, text in wanted.items() if text is not None})
    assert merged(PATH, written(base), written(ours), written(theirs)) == expected


def test_two_branches_that_made_the_file() -> None:
    assert merged(PATH, b"", written({"a": "one"}), written({"b": "two"})) == written(
        {"a": "one", "b": "two"}
    )


OURS = "<learnings>\n  <note>n</note>\n  <learning id='a'>A</learning>\n</learnings>\n"


@pytest.mark.parametrize(
    ("theirs", "message"),
    [
        pytest.param(OURS.replace(">n<", ">m<"), "what stands around the learnings", id="around"),
        pytest.param(OURS.replace(" id='a'", ""), "learnings without an id", id="no id"),
        pytest.param(OURS.replace("</learning>", ""), "x.xml:", id="broken"),
        pytest.param("<learning id='a'/>", "learnings without an id", id="one by itself"),
    ],
)
def test_what_is_left_to_people(theirs: str, message: str) -> None:
    with pytest.raises(NetraError, match=message):
        merged(PATH, OURS.encode(), OURS.encode(), theirs.encode())


def test_what_stands_around_may_change_on_our_side() -> None:
    ours = OURS.replace(">n<", ">m<")
    theirs = OURS.replace("</learnings>", "  <learning id='b'>B</learning>\n</learnings>")
    assert (
        merged(PATH, OURS.encode(), ours.encode(), theirs.encode()) == theirs.replace(">n<", ">m<").encode()
    )
