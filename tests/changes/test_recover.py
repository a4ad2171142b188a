"""A change that dies at any of its writes is finished or undone, by recover or by the next change."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netra_tools.changes.journal.apply import apply
from netra_tools.changes.journal.disk import Disk
from netra_tools.changes.journal.record import CHANGES, journals, prune
from netra_tools.changes.journal.recover import keep, recover
from netra_tools.changes.journal.refusal import RefusedError
from netra_tools.changes.journal.undo import undo
from netra_tools.errors import MistakesError, NetraError
from netra_tools.plan import REGULAR, Edit, State
from tests.changes.faults import MANY, Dying, DyingAtRename, KilledError
from tests.changes.trees import (
    LINK,
    Files,
    edits_on,
    fits,
    lay,
    only_files,
    plan_of,
    result_of,
    snapshot,
    text,
    trees,
)

FILES: Files = {
    "a": text("a"),
    "b": text("b", 0o4755),
    "run": text("a file that becomes a directory"),
    "pkg/mod.py": text("module"),
    "pkg/sub/deep.py": text("deep", 0o600),
    "old/x.py": text("x"),
    "old/__pycache__/x.pyc": text("compiled"),
    "link": State(b"a", LINK),
    "stays": text("stays"),
}
EDITS = (
    Edit("a", "b", FILES["a"], FILES["a"]),
    Edit("b", "a", FILES["b"], text("b changed", 0o4755)),
    Edit("run", "run/__main__.py", FILES["run"], FILES["run"]),
    Edit("pkg/mod.py", "pkg/mod.py", FILES["pkg/mod.py"], None),
    Edit("pkg/sub/deep.py", "pkg", FILES["pkg/sub/deep.py"], text("a directory that becomes a file")),
    Edit("old/x.py", "young/X/x.py", FILES["old/x.py"], FILES["old/x.py"]),
    Edit("link", "link", FILES["link"], State(b"stays", LINK)),
    Edit("made/file", "made/file", None, State(b"made", REGULAR)),
)
PLAN = plan_of(*EDITS)


def mounted(place: str) -> int:
    """Say that what is in `young` and what is in the root lie on other file systems than the journal."""
    return 1 if "/young" in place else 2 if ".netra" in place else 3


def count_writes(make: Callable[[Path], Path], act: Callable[[str, Disk], object], device: object) -> int:
    """Say how many writes it takes."""
    with tempfile.TemporaryDirectory() as place:
        disk = Dying(MANY, device)  # type: ignore[arg-type]  # one of the two functions, or none
        act(str(make(Path(place))), disk)
        return MANY - disk.left


def laid(root: Path) -> Path:
    """Write the tree of these tests."""
    return lay(root, FILES)


def laid_and_changed(root: Path) -> Path:
    """Write the tree, and change it."""
    apply(str(laid(root)), PLAN, disk=Dying(MANY))
    return root


def forward(root: str, disk: Disk) -> object:
    """Carry the change out."""
    return apply(root, PLAN, disk=disk)


def backward(root: str, disk: Disk) -> object:
    """Take it back."""
    return undo(root, disk=disk)


WAYS = [
    ("apply", laid, forward, None),
    ("undo", laid_and_changed, backward, None),
    ("apply over file systems", laid, forward, mounted),
    ("undo over file systems", laid_and_changed, backward, mounted),
]


@pytest.mark.parametrize(("make", "act", "device"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_death_at_every_write(make: Callable[..., Path], act: Callable[..., object], device: object) -> None:
    ends = set()
    expected = outcome(make, act)
    writes = count_writes(make, act, device)
    assert writes > 20
    for at in range(writes):
        with tempfile.TemporaryDirectory() as place:
            root = make(Path(place))
            before = snapshot(root)
            with pytest.raises(KilledError):
                act(place, Dying(at, device))  # type: ignore[arg-type]  # one of the two functions, or none
            lines = recover(place, Dying(MANY, device))  # type: ignore[arg-type]  # likewise
            after = snapshot(root)
            ends.add(end := "before" if after == before else "after")
            if end == "after":
                assert after == expected, at
            assert recover(place) == ()
            assert snapshot(root) == after
            assert not os.path.lexists(root / CHANGES / "pending")
            assert len(lines) <= 1
    assert ends == {"before", "after"}


def outcome(make: Callable[..., Path], act: Callable[..., object]) -> dict[str, State]:
    """Give the tree as it is when nothing goes wrong."""
    with tempfile.TemporaryDirectory() as place:
        root = make(Path(place))
        act(place, Dying(MANY))
        found = snapshot(root)
    if act is forward:
        assert only_files(found) == without_compiled(result_of(FILES, EDITS))
    else:
        assert only_files(found) == without_compiled(FILES)
    return found


def without_compiled(files: Files) -> Files:
    """Leave out what Python compiled: it makes that again."""
    return {name: state for name, state in files.items() if "__pycache__" not in name}


def test_death_while_recovering() -> None:
    writes = count_writes(laid, forward, None)
    expected = outcome(laid, forward)
    for at in range(0, writes, 7):
        for again in range(0, writes, 5):
            with tempfile.TemporaryDirectory() as place:
                root = laid(Path(place))
                before = snapshot(root)
                with pytest.raises(KilledError):
                    forward(place, Dying(at))
                try:
                    recover(place, Dying(again))
                except KilledError:
                    recover(place, Dying(MANY))
                assert snapshot(root) in (before, expected)
                assert recover(place) == ()


@pytest.mark.parametrize(
    ("make", "act"), [(laid, forward), (laid_and_changed, backward)], ids=["apply", "undo"]
)
def test_an_error_at_every_write_changes_nothing(
    make: Callable[..., Path], act: Callable[..., object]
) -> None:
    refused = 0
    for at in range(count_writes(make, act, None)):
        with tempfile.TemporaryDirectory() as place:
            root = make(Path(place))
            before = snapshot(root)
            try:
                act(place, Dying(at, error=True))
            except NetraError as error:
                refused += 1
                assert "no space left on device" in error.message
                assert without_compiled(snapshot(root)) == without_compiled(before)
            except OSError:  # in the last of the writes: the tree is as it is to be
                recover(place)
            assert recover(place) == ()
            assert not [name for name in snapshot(root) if ".netra-" in name]
    assert refused > 15


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_death_of_any_change(data: st.DataObject) -> None:
    files = data.draw(trees)
    edits = data.draw(edits_on(files))
    assume(fits(files, edits) and edits)
    with tempfile.TemporaryDirectory() as place:
        root = lay(Path(place), files)
        before = snapshot(root)
        try:
            apply(place, plan_of(*edits), disk=Dying(data.draw(st.integers(0, 50))))
        except KilledError:
            recover(place, Dying(MANY))
        after = snapshot(root)
        assert after == before or only_files(after) == result_of(files, edits)


def test_the_next_change_recovers_first(tmp_path: Path) -> None:
    files = {"a": text("a"), "b": text("b")}
    lay(tmp_path, files)
    with pytest.raises(KilledError):
        apply(str(tmp_path), plan_of(Edit("a", "c", files["a"], text("c"))), disk=DyingAtRename("c"))
    done = apply(str(tmp_path), plan_of(Edit("b", "d", files["b"], files["b"])))
    assert [line.partition(" (a change) ")[2] for line in done.said] == [
        "was stopped in the middle and is finished now"
    ]
    assert set(snapshot(tmp_path)) == {"c", "d"}


def stopped_halfway(root: Path) -> None:
    """Write a change of which the first file is written and the second is not."""
    lay(root, {"a": text("a"), "b": text("b")})
    plan = plan_of(Edit("a", "a", text("a"), text("A")), Edit("b", "b", text("b"), text("B")))
    with pytest.raises(KilledError):
        apply(str(root), plan, disk=DyingAtRename("b"))
    assert ((root / "a").read_text(), (root / "b").read_text()) == ("A", "b")


def test_files_that_somebody_changed_meanwhile_are_left(tmp_path: Path) -> None:
    stopped_halfway(tmp_path)
    (tmp_path / "b").write_text("mine")
    for _ in range(2):
        with pytest.raises(MistakesError) as caught:
            recover(str(tmp_path))
        (name, _), (message, hint) = caught.value.problems
        assert name == "b: neither as before the change nor as after it, left alone"
        assert message.endswith("was stopped in the middle; all other files are as before")
        assert "netra changes recover" in hint
        assert {name: state.content for name, state in snapshot(tmp_path).items()} == {
            "a": b"a",
            "b": b"mine",
        }
    (tmp_path / "b").write_text("b")
    assert recover(str(tmp_path))[0].endswith("was stopped in the middle and is undone now")
    assert recover(str(tmp_path)) == ()


def test_the_files_can_be_taken_as_they_are(tmp_path: Path) -> None:
    stopped_halfway(tmp_path)
    (tmp_path / "b").write_text("mine")
    assert keep(str(tmp_path))[0].startswith("the files are left as they are")
    assert {name: state.content for name, state in snapshot(tmp_path).items()} == {"a": b"A", "b": b"mine"}
    assert recover(str(tmp_path)) == ()


def test_a_journal_from_elsewhere_is_believed_only_when_asked(tmp_path: Path) -> None:
    stopped_halfway(tmp_path)
    marker = tmp_path / CHANGES / "pending"
    marker.write_bytes(marker.read_bytes().partition(b"\n")[0] + b"\n1 2\n")
    with pytest.raises(NetraError, match="not in this place"):
        recover(str(tmp_path), asked=False)
    assert (tmp_path / "b").read_text() == "b"
    assert recover(str(tmp_path))[0].endswith("is finished now")
    assert (tmp_path / "b").read_text() == "B"


def test_a_journal_cannot_lead_out_of_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "root"
    stopped_halfway(lay(root, {"stays": text("")}))
    (journal,) = [one for one in journals(str(root)) if one.state() == "applying"]
    plan = (root / CHANGES / journal.name / "plan.json").read_text()
    (root / CHANGES / journal.name / "plan.json").write_text(plan.replace('"path": "b"', '"path": "../b"'))
    with pytest.raises(NetraError, match="not a plain path"):
        recover(str(root))
    assert not (tmp_path / "b").exists()


class Meddling(Disk):
    """Does something of somebody else's before the first file is renamed into the tree."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act: Callable[[], object] | None = act

    def rename(self, place: str, target: str) -> None:
        """Let the other one go first, once."""
        act = self.act
        if CHANGES not in target and act:
            self.act = None
            act()
        super().rename(place, target)


def test_a_file_that_is_saved_meanwhile_is_not_lost(tmp_path: Path) -> None:
    lay(tmp_path, {"a": text("a"), "b": text("b")})
    plan = plan_of(Edit("a", "a", text("a"), text("A")), Edit("b", "c", text("b"), text("C")))
    with pytest.raises(
        RefusedError, match="nothing is changed: c changed while the change was being written"
    ):
        apply(str(tmp_path), plan, disk=Meddling(lambda: (tmp_path / "c").write_text("mine")))
    assert {name: state.content for name, state in snapshot(tmp_path).items()} == {
        "a": b"a",
        "b": b"b",
        "c": b"mine",
    }
    (tmp_path / "c").unlink()
    with pytest.raises(RefusedError, match="nothing is changed: b changed"):
        apply(str(tmp_path), plan, disk=Meddling(lambda: (tmp_path / "b").write_text("mine")))
    assert {name: state.content for name, state in snapshot(tmp_path).items()} == {"a": b"a", "b": b"mine"}
    assert recover(str(tmp_path)) == ()


def interrupt() -> None:
    """Press Ctrl-C."""
    raise KeyboardInterrupt


def test_an_interrupt_takes_everything_back(tmp_path: Path) -> None:
    before = snapshot(laid(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        apply(str(tmp_path), PLAN, disk=Meddling(interrupt))
    assert snapshot(tmp_path) == before
    assert recover(str(tmp_path)) == ()


def test_old_journals_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, {"a": text("0")})
    monkeypatch.setattr("netra_tools.changes.journal.record.MOST_KEPT", 3)
    for at in range(5):
        apply(str(tmp_path), plan_of(Edit("a", "a", text(str(at)), text(str(at + 1)))), disk=Dying(MANY))
    kept = journals(str(tmp_path))
    assert [journal.plan().edits[0].path for journal in kept] == ["a"] * 3
    assert [journal.plan().edits[0].after for journal in kept] == [text("3"), text("4"), text("5")]
    prune(str(tmp_path), Disk(), kept[-1].record().when + 31 * 24 * 3600)
    assert journals(str(tmp_path)) == []
