"""The distance is that of the textbook, and the letters that part two words are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.literals.edits import describe, distance, one_edit

DESCRIBED = [
    ("tempreature", "temperature", "two letters swapped: re -> er"),
    ("temperatur", "temperature", "one letter missing: e"),
    ("devices", "device", "one letter too many: s"),
    ("classs", "class", "one letter doubled: s"),
    ("sensar", "sensor", "one letter replaced: a -> o"),
    ("batry", "battery", "two letters missing: te"),
    ("presense", "pressence", "two letters differ: presense -> pressence"),
]
WORDS = st.text(alphabet="abc", max_size=9)


@pytest.mark.parametrize(("wrong", "meant", "expected"), DESCRIBED)
def test_description(wrong: str, meant: str, expected: str) -> None:
    assert describe(wrong, meant) == expected


@given(WORDS, WORDS)
def test_the_distance_is_the_one_of_the_table(left: str, right: str) -> None:
    assert distance(left, right) == by_table(left, right)


@given(WORDS, WORDS, st.integers(0, 4))
def test_a_distance_of_more_than_asked_is_only_told_to_be_more(left: str, right: str, most: int) -> None:
    apart = by_table(left, right)
    found = distance(left, right, most)
    assert found == apart if apart <= most else found > most


@given(WORDS.filter(lambda word: 0 < len(word) < 6))
def test_one_edit_is_what_is_one_edit_away(word: str) -> None:
    near = one_edit(word)
    assert word not in near
    assert {distance(word, other) for other in near} == {1}
    assert word + "b" in near and word[1:] in near and "z" + word[1:] in near


def by_table(left: str, right: str) -> int:
    table = {(row, 0): row for row in range(len(left) + 1)} | {(0, at): at for at in range(len(right) + 1)}
    for row, one in enumerate(left, 1):
        for at, two in enumerate(right, 1):
            steps = [table[row - 1, at] + 1, table[row, at - 1] + 1, table[row - 1, at - 1] + (one != two)]
            if row > 1 and at > 1 and (one, left[row - 2]) == (right[at - 2], two):
                steps.append(table[row - 2, at - 2] + 1)
            table[row, at] = min(steps)
    return table[len(left), len(right)]
