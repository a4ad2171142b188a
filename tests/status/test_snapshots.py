"""Snapshots as lines: what is written is read, and what is no snapshot is passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.status.snapshots import Snapshot, add_line, dump, load
from tests.status.commits import commit, git

AT = "2026-05-04T10:00:00Z"
ONE = Snapshot("a" * 40, "b" * 40, AT, "0.1.0", "c" * 16, {"findings": 12, "score": 90.1234})
LINE = (
    f'{{"at":"{AT}","commit":"{"a" * 40}","config":"{"c" * 16}","tree":"{"b" * 40}",'
    '"values":{"findings":12,"score":90.123},"version":"0.1.0"}\n'
)


def test_a_snapshot_is_one_compact_line() -> None:
    assert dump([ONE]).decode() == LINE


STRANGE = {
    "no JSON": "nonsense",
    "no object": "[1]",
    "no values": '{"commit": "a", "at": "2026-05-04T10:00:00Z"}',
    "no commit": '{"values": {}, "at": "2026-05-04T10:00:00Z"}',
    "no time": '{"commit": "a", "values": {}, "at": "yesterday"}',
    "a time anywhere": '{"commit": "a", "values": {}, "at": "2026-05-04T10:00:00"}',
    "a number as commit": '{"commit": 1, "values": {}, "at": "2026-05-04T10:00:00Z"}',
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_snapshot_is_counted(name: str) -> None:
    read = load(f"{STRANGE[name]}\n{LINE}".encode())
    assert ([one.commit for one in read.snapshots], read.strange) == ([ONE.commit], 1)


def test_marks_of_a_merge_and_repeated_commits_say_nothing() -> None:
    other = LINE.replace('"findings":12', '"findings":13')
    read = load(f"<<<<<<< ours\n{LINE}=======\n{other}\n>>>>>>> theirs\n".encode())
    assert ([one.values["findings"] for one in read.snapshots], read.strange) == ([12], 0)


def test_a_new_line_leaves_the_others_as_they_are() -> None:
    newer = '{"commit": "0", "at": "2027-01-01T00:00:00Z", "values": {}, "more": [1]}'
    held = f"{LINE}\nstrange\n{newer}\n".encode()
    other = ONE._replace(commit="1" * 40)
    assert add_line(held, ONE) is None
    assert add_line(held, other) == f"strange\n{newer}\n{dump([other]).decode()}{LINE}".encode()


def test_values_that_are_no_numbers_are_left_out() -> None:
    plain = json.loads(LINE) | {
        "values": {"a": True, "b": "1", "c": None, "d": float("nan"), "e": 0, "f": [1]}
    }
    assert dict(load(json.dumps(plain).encode()).snapshots[0].values) == {"e": 0}


names = st.text("abcdef0123456789", min_size=40, max_size=40)
snapshots = st.builds(
    Snapshot,
    names,
    names,
    st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")),
    st.text(),
    names,
    st.dictionaries(st.text(), st.integers(-1000, 1000)),
)


@given(st.lists(snapshots, unique_by=lambda one: one.commit))
@settings(max_examples=50, deadline=None)
def test_what_is_written_is_read(found: list[Snapshot]) -> None:
    written = dump(found)
    read = load(written)
    assert sorted(read.snapshots, key=lambda one: one.commit) == sorted(found, key=lambda one: one.commit)
    assert dump(read.snapshots) == dump(found[::-1]) == written


def test_two_branches_that_record_merge_without_a_question(tmp_path: Path) -> None:
    """Each branch adds a line; that they stand apart is likely, not certain: these ids are chosen."""
    middle = [ONE._replace(commit=f"{number:040x}") for number in (1 << 150, 1 << 155, 1 << 158)]
    commit(tmp_path, {"s.jsonl": dump(middle)})
    git(tmp_path, "branch", "other")
    commit(tmp_path, {"s.jsonl": dump([*middle, ONE._replace(commit="0" * 40)])}, day=1)
    git(tmp_path, "checkout", "-q", "other")
    commit(tmp_path, {"s.jsonl": dump([*middle, ONE._replace(commit="f" * 40)])}, day=2)
    git(tmp_path, "-c", "user.name=n", "-c", "user.email=n@e", "merge", "-q", "@{-1}", "--no-edit")
    assert len(load((tmp_path / "s.jsonl").read_bytes()).snapshots) == 5
