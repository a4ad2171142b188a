"""The file of the baseline: what it looks like, and that nothing is lost in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.check.baseline_file import (
    HEAD,
    Baseline,
    Key,
    Values,
    base_of,
    descending,
    load,
    parse,
    render,
    save,
)
from netra_tools.errors import NetraError
from tests.repository import make

TEXTS = st.one_of(
    st.text(max_size=6), st.sampled_from(["a.py", "a b", "a ", "\\", "\\x41", "a\tb", "\udce9", "x#", "#x"])
)
SUBJECTS = TEXTS.map(base_of).filter(lambda subject: subject == base_of(subject))
RULES = st.sampled_from(["file-too-long", "star-import"])
VALUES = st.lists(st.none() | st.integers(0, 500), min_size=1, max_size=3)


@st.composite
def baselines(draw: st.DrawFn) -> Baseline:
    groups: dict[Key, Values] = draw(st.dictionaries(st.tuples(TEXTS, RULES, SUBJECTS), VALUES, max_size=6))
    contents = {path: "00ff" * 4 for path, _, _ in groups}
    return Baseline({key: sorted(values, key=descending) for key, values in groups.items()}, contents)


EXAMPLE = Baseline(
    {
        ("b.py", "relative-import", ".ui"): [None],
        ("a b.py", "function-too-long", "load"): [31, 29],
        ("a b.py", "star-import", "x\ny"): [None, None],
    },
    {"b.py": "00ff00ff00ff00ff", "a b.py": "11ff00ff00ff00ff"},
)
LINES = [
    HEAD,
    "a b.py\t@content\t11ff00ff00ff00ff",
    "a b.py\tfunction-too-long\tload\t31",
    "a b.py\tfunction-too-long\tload#2\t29",
    "a b.py\tstar-import\tx\\x0ay",
    "a b.py\tstar-import\tx\\x0ay#2",
    "b.py\t@content\t00ff00ff00ff00ff",
    "b.py\trelative-import\t.ui",
    "",
]


def test_one_sorted_line_a_finding() -> None:
    assert render(EXAMPLE).split("\n") == LINES


@given(baselines())
def test_reading_gives_back_what_was_written(baseline: Baseline) -> None:
    text = render(baseline)
    again = parse(text, "")
    assert {key: sorted(values, key=descending) for key, values in again.groups.items()} == baseline.groups
    assert again.contents == baseline.contents
    assert render(again) == text
    assert all(line == line.rstrip() for line in text.split("\n"))
    assert text.encode().decode().split("\n")[1:-1] == sorted(text.split("\n")[1:-1])


def test_a_key_that_two_branches_wrote_has_the_lower_number() -> None:
    lines = [HEAD, "a.py\tfile-too-long\tlines\t500", "a.py\tfile-too-long\tlines\t480", ""]
    assert parse("\n".join(lines), "").groups == {("a.py", "file-too-long", "lines"): [480]}


def test_ordinals_say_how_many_there_are() -> None:
    lines = [HEAD, "a.py\tstar-import\tx#2", "a.py\tstar-import\tx#7", ""]
    assert parse("\n".join(lines), "").groups == {("a.py", "star-import", "x"): [None, None]}


REFUSED = [
    ("", "base.tsv is not a baseline"),
    ("# netra baseline 2\n", "base.tsv is not a baseline"),
    ("a.py\tstar-import\tx\n", "base.tsv is not a baseline"),
    (f"{HEAD}\na.py\tstar-import\tx\n<<<<<<< ours\n", "base.tsv:3: not a line of a baseline"),
    (f"{HEAD}\na.py\tfile-too-long\tlines\tmany\n", "base.tsv:2: not a line of a baseline"),
    (f"{HEAD}\na.py\tfile-too-long\n", "base.tsv:2: not a line of a baseline"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_is_no_baseline_is_refused(text: str, message: str) -> None:
    with pytest.raises(NetraError) as caught:
        parse(text, "base.tsv")
    assert caught.value.message.startswith(message)
    assert caught.value.hint


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    root = make(tmp_path, {"b.tsv": "\r\n".join(LINES)}, git=False)
    assert load(f"{root}/b.tsv", "b.tsv") == parse(render(EXAMPLE), "")


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    link = tmp_path / "repository" / "b.tsv"
    link.symlink_to("../outside")
    assert save(str(link), EXAMPLE, "b.tsv")
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["repository", "b.tsv"]
    assert not link.is_symlink()


def test_writing_the_same_again_writes_nothing(tmp_path: Path) -> None:
    file = f"{tmp_path}/b.tsv"
    assert [save(file, EXAMPLE, "b.tsv"), save(file, EXAMPLE, "b.tsv")] == [True, False]
    with pytest.raises(NetraError, match=r"cannot write the baseline no/b\.tsv: no such file or directory"):
        save(f"{tmp_path}/no/b.tsv", EXAMPLE, "no/b.tsv")
