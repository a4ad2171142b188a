"""The file of snapshots in real repositories."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from netra_tools.config.model import DEFAULT_HISTORY
from netra_tools.errors import NetraError
from netra_tools.status.history import add, last_commit, of_this_branch, read
from netra_tools.status.snapshots import Snapshot
from tests.repository import make
from tests.status.commits import commit, git

ONE = Snapshot("a" * 40, "b" * 40, "2026-05-04T10:00:00Z", "0.1.0", "c" * 16, {"findings": 12})


def snapshot_of(root: Path) -> Snapshot:
    """Give a snapshot of the last commit."""
    last = last_commit(str(root))
    assert last is not None
    return Snapshot(last.id, last.tree, last.at, "0.1.0", "", {"findings": 1})


def test_a_commit_is_recorded_once(tmp_path: Path) -> None:
    root = str(tmp_path)
    assert add(root, DEFAULT_HISTORY, ONE)
    before = (tmp_path / DEFAULT_HISTORY).read_bytes()
    assert not add(root, DEFAULT_HISTORY, ONE._replace(values={"findings": 13}))
    assert (tmp_path / DEFAULT_HISTORY).read_bytes() == before
    assert add(root, DEFAULT_HISTORY, ONE._replace(commit="0" * 40))
    assert [one.commit[0] for one in read(root, DEFAULT_HISTORY).snapshots] == ["0", "a"]


def add_many(root: str, first: str) -> None:
    """Add snapshots as one process of several."""
    for number in range(10):
        add(root, "kept/history.jsonl", ONE._replace(commit=f"{first}{number:039x}"))


def test_who_writes_at_the_same_time_waits(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=add_many, args=(str(tmp_path), first)) for first in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(read(str(tmp_path), "kept/history.jsonl").snapshots) == 40


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    inside = make(tmp_path / "inside", {"a.py": ""})
    (inside / ".netra").symlink_to(outside)
    for name in (DEFAULT_HISTORY, "history.jsonl"):
        with pytest.raises(NetraError, match="behind a link"):
            add(str(inside), name, ONE)
    assert list(outside.iterdir()) == []


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / ".netra").write_text("no folder")
    with pytest.raises(NetraError, match="cannot write"):
        add(str(tmp_path), DEFAULT_HISTORY, ONE)


def test_a_folder_in_its_place_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "history").mkdir()
    with pytest.raises(NetraError, match="cannot read history: is a directory"):
        read(str(tmp_path), "history")


def untouched(root: Path) -> None:
    """Leave all as it is."""


def ignored(root: Path) -> None:
    make(root, {"ignored/a.py": "", ".netra/history/x": ""})


def expected_output(root: Path) -> None:
    make(root, {"status.md": "new"})


def edited(root: Path) -> None:
    make(root, {"app/a.py": "A = 2\n"}, old=False)


def added(root: Path) -> None:
    make(root, {"app/new/b c.py": ""})


def staged(root: Path) -> None:
    git(root, "mv", "app/a.py", "app/b.py")


STATES: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "as committed": (untouched, ()),
    "what git ignores": (ignored, ()),
    "what the status writes": (expected_output, ()),
    "an edit": (edited, ("app/a.py",)),
    "a new file": (added, ("app/new/b c.py",)),
    "a staged move": (staged, ("app/a.py", "app/b.py")),
}


@pytest.mark.parametrize("name", STATES)
def test_what_differs_from_the_last_commit(tmp_path: Path, name: str) -> None:
    commit(tmp_path, {"app/a.py": "A = 1\n", ".gitignore": "ignored/\n", "status.md": "old"})
    change, expected = STATES[name]
    change(tmp_path)
    last = last_commit(str(tmp_path), ("status.md",))
    assert last is not None
    assert (last.at, tuple(sorted(last.changed))) == ("2023-11-14T22:13:20Z", expected)


def test_paths_are_those_of_the_root_within_a_larger_repository(tmp_path: Path) -> None:
    commit(tmp_path, {"part/app/a.py": "", "other.py": ""})
    make(tmp_path, {"part/app/a.py": "A = 1\n", "other.py": "B = 1\n"}, old=False)
    last = last_commit(str(tmp_path / "part"))
    assert last is not None
    assert last.changed == ("app/a.py",)


def test_no_commit_and_no_repository(tmp_path: Path) -> None:
    assert last_commit(str(make(tmp_path / "empty", {"a.py": ""}))) is None
    assert last_commit(str(make(tmp_path / "bare", {"a.py": ""}, git=False))) is None


def test_snapshots_of_other_branches_do_not_count(tmp_path: Path) -> None:
    commit(tmp_path, {"a.py": "A = 1\n"})
    base = snapshot_of(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "other")
    commit(tmp_path, {"a.py": "A = 2\n"}, day=1)
    elsewhere = snapshot_of(tmp_path)
    git(tmp_path, "checkout", "-q", "-")
    commit(tmp_path, {"a.py": "A = 3\n"}, day=2)
    mine = snapshot_of(tmp_path)
    kept, notes = of_this_branch(str(tmp_path), [base, elsewhere, mine])
    assert (kept, notes) == ([base, mine], ["1 snapshot of commits that this branch does not hold"])
    assert of_this_branch(str(tmp_path), [base, mine]) == ([base, mine], [])


def test_an_amended_commit_keeps_its_snapshot_and_counts_once(tmp_path: Path) -> None:
    commit(tmp_path, {"a.py": "A = 1\n"})
    before = snapshot_of(tmp_path)
    git(tmp_path, "-c", "user.name=n", "-c", "user.email=n@e", "commit", "-q", "--amend", "-m", "better")
    assert of_this_branch(str(tmp_path), [before]) == ([before], [])
    after = snapshot_of(tmp_path)
    assert of_this_branch(str(tmp_path), [before, after])[0] == [after]


def test_where_history_is_cut_all_snapshots_count(tmp_path: Path) -> None:
    commit(tmp_path / "full", {"a.py": "A = 1\n"})
    commit(tmp_path / "full", {"a.py": "A = 2\n"}, day=1)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path}/full", "cut")
    told = ["the clone is shallow, so snapshots of all branches count"]
    assert of_this_branch(str(tmp_path / "cut"), [ONE]) == ([ONE], told)
    (tmp_path / "none").mkdir()
    told = ["without git, snapshots of all branches count"]
    assert of_this_branch(str(tmp_path / "none"), [ONE]) == ([ONE], told)
