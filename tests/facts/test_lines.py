"""Lines are counted the same by both forms of the survey, and comments are found by what they begin with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.facts.lines import (
    COMMAND,
    find_suppressions,
    has_comment,
    survey,
    survey_bytes,
    survey_lines,
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"", (0, [], [], [])),
        (b"\n", (1, [1], [], [])),
        (b"a", (1, [], [], [])),
        (b"a\n  ", (2, [2], [], [])),
        (b" \t# x\n\f\nb # y\n#", (4, [1, 2, 4], [1, 4], [])),
        (b"\x0b\n\x00\n\x85\n", (3, [1], [], [])),
        (b"#\n # (\n#a =\n#: b\n# b: ", (5, [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [3, 7, 17])),
        (b"#if\n# from\n#  is\n# a if\n#\t#", (5, [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [0, 4])),
    ],
    ids=[
        "nothing",
        "blank",
        "no newline",
        "blank without newline",
        "comments",
        "odd bytes",
        "marks of code",
        "words of code",
    ],
)
def test_lines_are_told_apart(source: bytes, expected: tuple[int, list[int], list[int], list[int]]) -> None:
    assert survey(source)[:4] == expected


@given(
    st.lists(
        st.sampled_from(
            [b" ", b"\t", b"\n", b"\f", b"#", b"a", b"i", b"(", b"=", b":", b"\r", b"\x00", b"\xff"]
        )
    )
)
def test_both_forms_agree(pieces: list[bytes]) -> None:
    source = b"".join(pieces) + b"\n"
    assert survey_bytes(source) == survey_lines(source)


@pytest.mark.parametrize(
    ("source", "found"),
    [(b"x  #  netra: a", True), (b"# a\n##netra:", True), (b"# a netra:", False), (b"netra: #", False)],
)
def test_a_comment_is_known_by_its_beginning(source: bytes, found: bool) -> None:
    assert has_comment(source, COMMAND) is found


@pytest.mark.parametrize(
    ("source", "rules", "reason"),
    [
        (b"x['a']  # netra: literal ok", ("literal ok",), ""),
        (b"x['a']  # netra: literal ok a brand", ("literal ok",), "a brand"),
        (b"x['a']  # netra: ignore[literal-near-miss] a brand", ("literal-near-miss",), "a brand"),
        (b"x['a']  # netra: literal okay", None, ""),
        (b"x['a']  # netra: literal", None, ""),
    ],
)
def test_a_literal_is_accepted_by_two_words(
    source: bytes, rules: tuple[str, ...] | None, reason: str
) -> None:
    found = [(item.rules, item.reason) for item in find_suppressions(source, ())]
    assert found == ([] if rules is None else [(rules, reason)])
