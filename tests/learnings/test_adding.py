"""A learning that is added is read as it was given, and nothing else of its file changes."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.errors import NetraError
from netra_tools.knowledge.entities import NO_CHARACTER
from netra_tools.learnings.adding import added, read_file
from netra_tools.learnings.extending import extended
from netra_tools.learnings.given import learning_from
from netra_tools.learnings.model import Learning
from netra_tools.learnings.reading import learnings_of
from tests.learnings.shapes import SAID, SHAPES

PATH = "SPEC/learnings/x.xml"
WORDS = st.text(alphabet=string.ascii_letters + "&<>\"'] \n\t é漢-_.", max_size=30)
TEXT = st.one_of(WORDS, st.text(max_size=20).filter(lambda text: not NO_CHARACTER.search(text)))
NAME = st.from_regex(r"[a-zA-Z0-9][a-z0-9.:_-]{0,8}", fullmatch=True)
PLACE = st.from_regex(r"[a-z_]{1,6}(/[a-z_.]{1,5}[a-z]){0,2}(:[1-9]\d?)?", fullmatch=True)
WORD = st.from_regex(r"[a-zé&<]{1,6}( [a-z]{1,3})?", fullmatch=True)
VALUES = st.fixed_dictionaries(
    {"title": TEXT, "id": NAME},
    optional={
        **dict.fromkeys(("problem", "root_cause", "solution", "prevention", "takeaway", "category"), TEXT),
        "severity": st.sampled_from(("critical", "low")),
        "date": st.dates().map(lambda day: day.isoformat()),
        "files": st.lists(PLACE, max_size=3),
        "commits": st.lists(st.from_regex(r"[0-9a-f]{7}", fullmatch=True), max_size=2),
        "keywords": st.lists(WORD, max_size=3),
    },
)


def read_all(data: bytes) -> list[Learning]:
    """Read the learnings of a file, without where they stand."""
    return [one._replace(path="", line=0) for one in learnings_of(PATH, read_file(PATH, data))]


def is_rest(whole: bytes, part: bytes) -> bool:
    """Say whether a part is what remains of the whole when one run of bytes is taken out."""
    same = next((at for at in range(len(part)) if whole[at] != part[at]), len(part))
    return whole[len(whole) - (len(part) - same) :] == part[same:] and len(whole) > len(part)


@settings(max_examples=80, deadline=None)
@given(VALUES)
def test_what_is_added_is_read_as_it_was_given(values: dict[str, object]) -> None:
    learning = learning_from(values)
    assert read_all(added(PATH, None, learning)) == [learning]


# Files in which each learning says all of itself: in another one it would take what is said once for all.
SEVERAL = [text for text, _ in SHAPES.values() if "learnings>" in text and "<metadata>" not in text]


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(SEVERAL),
    st.lists(VALUES, min_size=1, max_size=5, unique_by=lambda values: values["id"]),
    st.sampled_from(("utf-8", "utf-16", "iso-8859-1")),
    st.booleans(),
)
def test_each_of_many_keeps_every_other_byte(
    text: str, many: list[dict[str, object]], codec: str, windows: bool
) -> None:
    text = f'<?xml version="1.0" encoding="{codec}"?>\n<!-- é -->{text}\n'
    data = (text.replace("\n", "\r\n") if windows else text).encode(codec)
    expected = read_all(data)
    for values in many:
        learning = learning_from(values)
        more = added(PATH, data, learning)
        assert is_rest(more, data)
        expected.append(learning)
        assert sorted(read_all(more)) == sorted(expected)
        data = more


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")])
def test_the_order_is_that_of_ids_whatever_came_first(order: tuple[str, ...]) -> None:
    data = None
    for name in order:
        data = added(PATH, data, SAID._replace(id=name))
    expected = None
    for name in ("a", "b", "c"):
        expected = added(PATH, expected, SAID._replace(id=name))
    assert data == expected


def test_numbers_are_ordered_as_numbers() -> None:
    data = None
    for number in (10, 9, 100):
        data = added(PATH, data, SAID._replace(id=f"L-{number}"))
    assert data is not None
    assert [one.id for one in read_all(data)] == ["L-9", "L-10", "L-100"]


BETWEEN = """<learnings>
    <!-- about caches -->
    <!-- netra: ignore[spec-dead-reference] it is gone -->
    <learning id="b"><title>B</title></learning> <!-- B is old -->
    <!-- about doors -->
    <learning id="d"><title>D</title></learning>
</learnings>
"""


@pytest.mark.parametrize(
    ("name", "before"),
    [
        pytest.param("a", "    <!-- netra: ignore", id="what silences stays with what it silences"),
        pytest.param("c", "    <!-- about doors -->", id="a comment on the line stays there"),
        pytest.param("e", "</learnings>", id="at the end"),
    ],
)
def test_comments_stay_with_what_they_speak_of(name: str, before: str) -> None:
    data = added(PATH, BETWEEN.encode(), Learning(name, title="T")).decode()
    block = f'    <learning id="{name}">\n        <title>T</title>\n    </learning>\n'
    at = BETWEEN.index(before)
    assert data == BETWEEN[:at] + block + BETWEEN[at:]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("<learning id='a'/>", "is one learning by itself", id="one learning"),
        pytest.param("<learnings>R&D</learnings>", "x.xml:1: a bare & stands in text", id="broken"),
        pytest.param("", "x.xml:1: ", id="empty"),
    ],
)
def test_files_that_can_take_none(text: str, message: str) -> None:
    with pytest.raises(NetraError, match=message):
        added(PATH, text.encode(), SAID)


MORE = Learning(
    "L-7", "low", problem="and <slow>\n  very", solution="put it in", files=("b.py", "app/key.py")
)


@pytest.mark.parametrize(
    "name", [name for name, (_, said) in SHAPES.items() if [one.id for one in said] == ["L-7"]]
)
def test_a_learning_says_more_in_any_shape(name: str) -> None:
    text, (said,) = SHAPES[name]
    done = extended(PATH, text.encode(), MORE)
    problem = f"{said.problem}\nand <slow>\n  very"
    solution = said.solution or "put it in"
    files = tuple(dict.fromkeys((*said.files, "b.py", "app/key.py")))
    wanted = said._replace(severity="low", problem=problem, solution=solution, files=files)
    assert read_all(done) == [wanted]
    assert extended(PATH, done, MORE) == done


def test_a_learning_that_is_gone_is_said() -> None:
    with pytest.raises(NetraError, match="holds no learning 'x' any more"):
        extended(PATH, SHAPES["none"][0].encode(), Learning("x", title="T"))
