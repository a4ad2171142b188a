"""The scores: each example of docs/scores.md, and bounds that no input leaves."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.status import scores
from netra_tools.status.scores import Dimension, grade, system

PAGE = (Path(__file__).parents[2] / "docs" / "scores.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^\| `(\w+)\((.*)\)` \| (\S+) \|", re.MULTILINE)
SYSTEM = re.compile(r"^\| (\w[^|]*\(\d\)) \| ([^|]*\(\d\)) \| (\S+) \| (\S+) \| (\S+) \|$", re.MULTILINE)
SIDE = re.compile(r"([\w-]+) (\S+) \((\d)\)")
EXAMPLES = EXAMPLE.findall(PAGE)
SYSTEMS = SYSTEM.findall(PAGE)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9)


def said(text: str) -> float | None:
    """Read a score of the page."""
    return None if text == "unknown" else float(text)


def test_the_page_has_examples_of_each_formula() -> None:
    named = {name for name, _, _ in EXAMPLES}
    assert named == {"burden", "compliance", "share", "pyramid", "graded_share"}
    assert len(SYSTEMS) == 3


@pytest.mark.parametrize(("name", "given_", "expected"), EXAMPLES)
def test_examples(name: str, given_: str, expected: str) -> None:
    found = getattr(scores, name)(*ast.literal_eval(f"({given_},)"))
    assert found == (None if expected == "unknown" else pytest.approx(float(expected)))


@pytest.mark.parametrize(("critical", "others", "minimum", "mean", "total"), SYSTEMS)
def test_systems(critical: str, others: str, minimum: str, mean: str, total: str) -> None:
    sides = [Dimension(n, n, True, int(w), said(s), "") for n, s, w in SIDE.findall(critical)]
    sides += [Dimension(n, n, False, int(w), said(s), "") for n, s, w in SIDE.findall(others)]
    found = system(sides)
    expected = [said(minimum), said(mean), said(total)]
    for one, other in zip((found.minimum, found.mean, found.score), expected, strict=True):
        assert one == (None if other is None else pytest.approx(other, abs=0.005))


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (100, "good"),
        (90, "good"),
        (89.99, "fair"),
        (75, "fair"),
        (74.9, "poor"),
        (60, "poor"),
        (59.9, "failing"),
    ],
)
def test_grades(score: float, name: str) -> None:
    assert grade(score) == name
    assert grade(None) == "unknown"


def check(score: float | None) -> None:
    """Hold a score against its bounds."""
    assert score is None or 0 <= score <= 100


@given(st.lists(NUMBERS), st.integers(-3, 50))
def test_compliance_stays_within_bounds(burdens: list[Any], files: int) -> None:
    check(scores.compliance(burdens, files))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_burden_is_a_share_of_a_file(errors: int, warnings: int) -> None:
    assert 0 <= scores.burden(errors, warnings) <= 1


@given(NUMBERS, NUMBERS, NUMBERS)
def test_shares_stay_within_bounds(part: float, middle: float, whole: float) -> None:
    check(scores.share(part, whole))
    check(scores.graded_share(int(part), int(middle), int(whole)))


@given(
    st.dictionaries(st.sampled_from([*scores.PYRAMID, "other"]), st.integers(-5, 10**6)), st.integers(0, 100)
)
def test_the_pyramid_stays_within_bounds(counts: dict[str, int], unplaced: int) -> None:
    check(scores.pyramid(counts, unplaced))


DIMENSIONS = st.builds(
    Dimension, st.just("x"), st.just("X"), st.booleans(), st.integers(-2, 9), st.none() | NUMBERS, st.just("")
)


@given(st.lists(DIMENSIONS))
def test_the_system_stays_within_bounds_and_is_the_lesser(sides: list[Dimension]) -> None:
    found = system(sides)
    for one in found:
        check(one)
    known = [one for one in (found.minimum, found.mean) if one is not None]
    assert found.score == min(known, default=None)


@given(st.lists(DIMENSIONS))
def test_what_is_not_known_changes_nothing(sides: list[Dimension]) -> None:
    assert system([*sides, Dimension("u", "U", True, 9, None, "")]) == system(sides)
