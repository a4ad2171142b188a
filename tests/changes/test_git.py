"""git's index moves along with the files, and nothing else of it is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.changes.journal.apply import Wish, apply
from netra_tools.changes.journal.recover import recover
from netra_tools.changes.journal.refusal import RefusedError
from netra_tools.changes.journal.undo import undo
from netra_tools.plan import Edit, Plan, State
from tests.changes.faults import MANY, Dying, KilledError
from tests.changes.trees import Files, git, lay, plan_of, snapshot, text

FILES: Files = {
    "a.py": text("a = 1\nb = 2\nc = 3\nd = 4\n"),
    "b.py": text("b"),
    "gone.py": text("gone"),
    "other.py": text("other"),
    ".gitignore": text("*.log\n"),
}
PLAN = plan_of(
    Edit("a.py", "sub/a.py", FILES["a.py"], text("a = 1\nb = 2\nc = 3\nd = 5\n")),
    Edit("b.py", "b.py", FILES["b.py"], text("b changed")),
    Edit("gone.py", "gone.py", FILES["gone.py"], None),
    Edit("made.py", "made.py", None, text("made")),
    Edit("made.log", "made.log", None, text("ignored")),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a repository with a commit, and with something staged that is nobody's business."""
    git(tmp_path, "init", "-q")
    lay(tmp_path, FILES)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    (tmp_path / "other.py").write_text("staged")
    git(tmp_path, "add", "other.py")
    (tmp_path / "other.py").write_text("not staged")
    return tmp_path


def status(root: Path) -> list[str]:
    """Ask git how things stand."""
    return git(root, "status", "--short", "--untracked-files=all").splitlines()


def index(root: Path) -> str:
    """Give the whole index."""
    return git(root, "ls-files", "--stage")


def test_a_move_is_a_git_mv(root: Path) -> None:
    before = index(root), snapshot(root)
    assert apply(str(root), PLAN).said == ()
    expected = [" M b.py", " D gone.py", "MM other.py", "RM a.py -> sub/a.py", "?? made.py"]
    assert sorted(status(root)) == sorted(expected)
    done = undo(str(root))
    assert (index(root), snapshot(root)) == before
    undo(str(root), done.name)
    assert sorted(status(root)) == sorted(expected)


def test_all_of_it_staged(root: Path) -> None:
    before = index(root), snapshot(root)
    assert apply(str(root), PLAN, Wish(stage=True)).said == ()
    expected = ["M  b.py", "D  gone.py", "A  made.py", "MM other.py", "R  a.py -> sub/a.py"]
    assert sorted(status(root)) == sorted(expected)
    undo(str(root))
    assert (index(root), snapshot(root)) == before


def test_history_follows(root: Path) -> None:
    apply(str(root), plan_of(Edit("a.py", "deep/er/a.py", FILES["a.py"], FILES["a.py"])))
    git(root, "commit", "-qm", "two")
    assert git(root, "log", "--follow", "--format=%s", "--", "deep/er/a.py").split() == ["two", "one"]


@pytest.mark.parametrize("stage", [False, True], ids=["moves alone", "staged"])
def test_an_entry_that_is_not_the_file_moves_as_it_is(root: Path, stage: bool) -> None:
    (root / "a.py").write_text("half staged\n")
    git(root, "add", "a.py")
    (root / "a.py").write_text("half staged\nand half not\n")
    before = index(root)
    plan = plan_of(
        Edit("a.py", "c.py", text("half staged\nand half not\n"), text("half staged\nand changed\n"))
    )
    said = apply(str(root), plan, Wish(stage=stage)).said
    assert said == (("c.py: its own changes were not staged, so neither are these",) if stage else ())
    assert git(root, "show", ":c.py") == "half staged\n"
    assert not git(root, "ls-files", "a.py")
    undo(str(root))
    assert index(root) == before


def test_files_that_change_places(root: Path) -> None:
    plan = plan_of(
        Edit("a.py", "b.py", FILES["a.py"], FILES["a.py"]),
        Edit("b.py", "gone.py", FILES["b.py"], FILES["b.py"]),
        Edit("gone.py", "a.py", FILES["gone.py"], FILES["gone.py"]),
    )
    before = index(root)
    for stage in (False, True):
        apply(str(root), plan, Wish(stage=stage))
        assert [line for line in status(root) if "other.py" not in line and line[1] != " "] == []
        assert git(root, "show", ":a.py") == "gone"
        undo(str(root))
        assert index(root) == before


def test_what_git_does_not_track_stays_untracked(root: Path) -> None:
    (root / "new.py").write_text("new")
    before = index(root)
    apply(str(root), plan_of(Edit("new.py", "newer.py", text("new"), text("newer"))), Wish(stage=True))
    assert index(root) == before
    assert "?? newer.py" in status(root)


def test_undo_after_a_commit_moves_what_was_committed(root: Path) -> None:
    apply(str(root), PLAN)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "two")
    undo(str(root))
    assert "RM sub/a.py -> a.py" in status(root)
    assert "not staged" in (root / "other.py").read_text()
    assert {
        name: state for name, state in snapshot(root).items() if name in FILES and name != "other.py"
    } == {name: state for name, state in FILES.items() if name != "other.py"}


def test_below_the_top_of_the_work_tree(root: Path) -> None:
    lay(root / "part", {"x.py": text("x")})
    git(root, "add", "part")
    before = index(root)
    apply(str(root / "part"), plan_of(Edit("x.py", "y/x.py", text("x"), text("x"))))
    assert git(root, "ls-files", "part").split() == ["part/y/x.py"]
    undo(str(root / "part"))
    assert index(root) == before


def test_death_at_every_write_leaves_the_index_with_the_tree(root: Path) -> None:
    plan = plan_of(*[edit for edit in PLAN.edits if edit.path in ("a.py", "b.py")])
    before = index(root), snapshot(root)
    ends = set()
    for at in range(MANY):
        try:
            apply(str(root), plan, disk=Dying(at))
        except KilledError:
            recover(str(root), Dying(MANY))
        moved = (root / "sub/a.py").exists()
        ends.add(moved)
        assert git(root, "ls-files", "a.py", "sub/a.py").split() == ["sub/a.py" if moved else "a.py"]
        if moved:
            undo(str(root), disk=Dying(MANY))
        assert (index(root), snapshot(root)) == before
        if at > 20 and ends == {False, True}:
            break


def test_submodules_and_nested_repositories_are_refused(root: Path) -> None:
    git(root, "init", "-q", "nested")
    blob = git(root, "rev-parse", "HEAD").strip()
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{blob},module")
    (root / "module").mkdir()
    for path, why in [
        ("nested/x", "nested is a repository of its own"),
        ("module/x", "it lies in a submodule"),
    ]:
        with pytest.raises(RefusedError, match=f"{path}: {why}"):
            apply(str(root), plan_of(Edit(path, path, None, text("x"))))


def test_a_locked_index_does_not_stop_the_change(root: Path) -> None:
    (root / ".git/index.lock").write_bytes(b"")
    (said,) = apply(str(root), plan_of(Edit("a.py", "z.py", FILES["a.py"], FILES["a.py"]))).said
    assert said.startswith("git's index is as it was: git refused: ")
    assert (root / "z.py").exists()
    (root / ".git/index.lock").unlink()
    undo(str(root))
    assert [line for line in status(root) if "other.py" not in line] == []


def test_names_that_are_no_text(root: Path) -> None:
    name = b"odd \xff\n.py".decode("utf-8", "surrogateescape")
    (root / name).write_bytes(b"\xff")
    git(root, "add", "-A")
    state = State(b"\xff", (root / name).stat().st_mode)
    plan: Plan = plan_of(Edit(name, f"sub/{name}", state, state))
    apply(str(root), plan)
    undo(str(root))
    assert (root / name).read_bytes() == b"\xff"
    assert not [line for line in status(root) if "odd" in line and not line.startswith("A ")]
