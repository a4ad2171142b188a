"""What is refused, and that nothing is written then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from netra_tools.changes.journal.apply import Wish, apply
from netra_tools.changes.journal.lock import locked
from netra_tools.changes.journal.record import CHANGES, prepare
from netra_tools.changes.journal.refusal import RefusedError
from netra_tools.changes.journal.undo import undo
from netra_tools.errors import NetraError
from netra_tools.model import Note
from netra_tools.plan import REGULAR, Edit, State
from tests.changes.trees import LINK, Files, lay, plan_of, snapshot, text

A, B = text("a"), text("b")
FILES: Files = {
    "a": A,
    "b": B,
    "d/x": A,
    "elsewhere/y": A,
    "link": State(b"elsewhere", LINK),
    ".git/config": A,
    "full/keep": A,
}


def new(path: str) -> Edit:
    """Create a file."""
    return Edit(path, path, None, B)


REFUSED = [
    ("an absolute path", [new("/tmp/x")], "/tmp/x: it is no path relative to the repository"),
    ("a path upwards", [new("d/../../x")], "d/../../x: it is not a plain path within the repository"),
    ("an empty path", [new("")], ": it is no path relative to the repository"),
    ("a double slash", [new("d//x")], "d//x: it is not a plain path within the repository"),
    (
        "git's own",
        [Edit(".git/config", ".git/config", A, B)],
        ".git/config: what is in .git is not for plans",
    ),
    ("git's own, shouted", [new("d/.GIT/hooks/x")], "d/.GIT/hooks/x: what is in .GIT is not for plans"),
    ("netra's own", [new(".netra/x")], ".netra/x: what is in .netra is not for plans"),
    ("behind a link", [Edit("link/y", "link/y", A, B)], "link/y: link is a symbolic link"),
    ("a move behind a link", [Edit("a", "link/a", A, A)], "link/a: link is a symbolic link"),
    ("below a file", [new("a/x")], "a/x: a is no directory"),
    ("a target that exists", [Edit("a", "b", A, A)], "b: something is there already"),
    ("a directory in the way", [new("d")], "d: something is there already"),
    (
        "a full directory in the way",
        [Edit("full/keep", "full", A, A), new("full/x")],
        "full: it cannot be both",
    ),
    ("a file that exists", [new("a")], "a: something is there already"),
    ("a file that is gone", [Edit("c", "c", A, B)], "c: it is not there any more"),
    ("another content", [Edit("a", "a", B, A)], "a: it has changed since"),
    ("another mode", [Edit("a", "a", text("a", 0o755), B)], "a: its mode is 100644, it was 100755"),
    ("a link that was a file", [Edit("link", "link", text("elsewhere"), B)], "link: its mode is 120777"),
    ("taken twice", [Edit("a", "c", A, A), Edit("a", "a", A, B)], "a: two edits take it"),
    ("two at one place", [Edit("a", "c", A, A), Edit("b", "c", B, B)], "c: two edits end there"),
    ("a file and a directory", [new("n"), new("n/x")], "n: it cannot be both a file and a directory"),
]


@pytest.mark.parametrize(("edits", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused(tmp_path: Path, edits: list[Edit], said: str) -> None:
    before = snapshot(lay(tmp_path, FILES))
    with pytest.raises(RefusedError) as caught:
        apply(str(tmp_path), plan_of(*edits))
    messages = [message for message, _ in caught.value.problems]
    assert any(message.startswith(said) for message in messages), messages
    assert snapshot(tmp_path) == before
    assert not (tmp_path / CHANGES / "pending").exists()


def test_every_file_is_named_at_once(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    with pytest.raises(RefusedError) as caught:
        apply(str(tmp_path), plan_of(Edit("a", "a", B, A), Edit("b", "b", A, B), Edit("d/x", "d/x", A, B)))
    assert [message for message, _ in caught.value.problems] == [
        "a: it has changed since",
        "b: it has changed since",
        "nothing is changed: the plan does not fit the tree as it is",
    ]


def test_a_part_is_done_when_that_is_asked(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    # `b` cannot leave, so nothing can take its place, nor the place of what would have taken it.
    plan = plan_of(
        Edit("b", "c", A, B), Edit("a", "b", A, A), Edit("d/x", "a", A, A), Edit("full/keep", "f", A, B)
    )._replace(failed=(Note("z", 1, "does not parse"),))
    with pytest.raises(RefusedError, match="z: does not parse"):
        apply(str(tmp_path), plan)
    done = apply(str(tmp_path), plan, Wish(partial=True))
    assert [problem.path for problem in done.left_out] == ["b", "b", "a"]
    assert (tmp_path / "f").read_text() == "b"
    assert [(tmp_path / name).read_text() for name in ("a", "b", "d/x")] == ["a", "b", "a"]


def test_a_path_that_leads_out_is_never_left_out_in_silence(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        apply(str(tmp_path), plan_of(new("../x"), new("y")), Wish(partial=True))
    assert not (tmp_path / "y").exists()


CASES = [
    ("a file", {"Name.py": A}, [Edit("Name.py", "name.py", A, A)], ["name.py"]),
    ("a file that changes", {"Name.py": A}, [Edit("Name.py", "name.py", A, B)], ["name.py"]),
    (
        "a folder",
        {"Pkg/m.py": A, "Pkg/n.py": B},
        [Edit("Pkg/m.py", "pkg/m.py", A, A)],
        ["Pkg/n.py", "pkg/m.py"],
    ),
    ("a swap", {"x": A, "X": B}, [Edit("x", "X", A, A), Edit("X", "x", B, B)], ["X", "x"]),
]


@pytest.mark.parametrize(
    ("files", "edits", "names"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_names_that_differ_in_case_alone(
    tmp_path: Path, files: Files, edits: list[Edit], names: list[str]
) -> None:
    before = snapshot(lay(tmp_path, files))
    apply(str(tmp_path), plan_of(*edits))
    assert sorted(name for name in snapshot(tmp_path) if (tmp_path / name).is_file()) == names
    undo(str(tmp_path))
    assert snapshot(tmp_path) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_what_may_not_be_written_is_said_before(tmp_path: Path) -> None:
    before = snapshot(lay(tmp_path, {"a": text("a", 0o444), "closed/b": B, "c": A}))
    (tmp_path / "closed").chmod(0o555)
    plan = plan_of(Edit("a", "a", text("a", 0o444), text("b", 0o444)), Edit("closed/b", "c/b", B, B))
    with pytest.raises(RefusedError) as caught:
        apply(str(tmp_path), plan)
    assert len(before) == 4
    assert "a: it may not be written to" in [message for message, _ in caught.value.problems]


def test_undo_names_what_has_moved_on(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    done = apply(str(tmp_path), plan_of(Edit("a", "c", A, A), Edit("b", "b", B, A)))
    (tmp_path / "c").write_text("mine")
    (tmp_path / "a").write_text("mine, too")
    before = snapshot(tmp_path)
    with pytest.raises(RefusedError) as caught:
        undo(str(tmp_path))
    assert [message for message, _ in caught.value.problems] == [
        "a: something is there already",
        "c: it has changed since",
        f"{done.name} is not undone: files have moved on since",
    ]
    assert snapshot(tmp_path) == before


def test_undone_changes(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    first = apply(str(tmp_path), plan_of(Edit("a", "c", A, A)))
    second = apply(str(tmp_path), plan_of(Edit("b", "e", B, B)))
    undo(str(tmp_path))
    undo(str(tmp_path))
    assert {"a", "b"} < set(snapshot(tmp_path))
    for name, said in [
        (None, "no change to undo"),
        (first.name, "is undone"),
        ("x", "no change 'x'"),
        ("2", "may be"),
    ]:
        with pytest.raises(NetraError, match=said):
            undo(str(tmp_path), name)
    assert second.name > first.name


def test_an_empty_directory_that_was_there_comes_back(tmp_path: Path) -> None:
    lay(tmp_path, {"d/a": A, "e/b": B})
    (tmp_path / "d").chmod(0o700)
    (tmp_path / "empty").mkdir()
    before = snapshot(tmp_path)
    apply(str(tmp_path), plan_of(Edit("d/a", "empty/deep/a", A, A)))
    assert not (tmp_path / "d").exists()
    undo(str(tmp_path))
    assert snapshot(tmp_path) == before


def test_a_directory_that_holds_something_else_stays(tmp_path: Path) -> None:
    lay(tmp_path, {"d/a.py": A, "d/__pycache__/a.pyc": A, "d/data": B, "e/b.py": A, "e/__pycache__/b.pyc": A})
    apply(str(tmp_path), plan_of(Edit("d/a.py", "a.py", A, A), Edit("e/b.py", "b.py", A, A)))
    assert set(snapshot(tmp_path)) == {"a.py", "b.py", "d", "d/data", "d/__pycache__", "d/__pycache__/a.pyc"}


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with (
        locked(prepare(str(tmp_path)), "imports migrate"),
        pytest.raises(RefusedError, match=rf"\(process {os.getpid()}, imports migrate\)"),
    ):
        apply(str(tmp_path), plan_of(new("x")))
    apply(str(tmp_path), plan_of(new("x")))


def test_journals_are_not_kept_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    root = tmp_path / "root"
    root.mkdir()
    (root / ".netra").symlink_to(tmp_path / "there")
    with pytest.raises(NetraError, match="is a symbolic link"):
        apply(str(root), plan_of(new("x")))
    assert list((tmp_path / "there").iterdir()) == []


KILLED = """
import os, signal, sys
from netra_tools.changes.journal.apply import apply
from netra_tools.changes.journal.disk import Disk
from netra_tools.changes.journal.plan_file import load

class Fatal(Disk):
    left = int(sys.argv[1])

    def rename(self, place, target):
        Fatal.left -= 1
        if Fatal.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        super().rename(place, target)

apply(os.getcwd(), load(sys.stdin.buffer.read(), "plan"), disk=Fatal())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no SIGKILL")
@pytest.mark.parametrize("renames", [4, 5, 6, 7, 8])
def test_a_process_that_is_killed(tmp_path: Path, renames: int) -> None:
    from netra_tools.changes.journal.plan_file import dump
    from netra_tools.changes.journal.recover import recover

    before = snapshot(lay(tmp_path, {"a": A, "b": B, "d/x": A}))
    plan = plan_of(Edit("a", "b", A, A), Edit("b", "a", B, B), Edit("d/x", "x", A, State(b"x", REGULAR)))
    command = [sys.executable, "-c", KILLED, str(renames)]
    ran = subprocess.run(command, cwd=tmp_path, input=dump(plan), capture_output=True, check=False)
    assert ran.returncode == -9, ran.stderr
    (line,) = recover(str(tmp_path))
    # Three files of the journal and its marker, then the state, are renamed before the first of the tree.
    if renames < 5:
        assert "before anything was written" in line
        assert snapshot(tmp_path) == before
    else:
        assert line.endswith("is finished now")
        assert {name: state.content for name, state in snapshot(tmp_path).items()} == {
            "a": b"b",
            "b": b"a",
            "x": b"x",
        }
    assert recover(str(tmp_path)) == ()
