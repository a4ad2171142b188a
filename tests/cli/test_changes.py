"""`netra changes` as a whole: what it prints, its exit codes, and how commands answer a stopped change."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from netra_tools.changes.journal.apply import apply
from netra_tools.changes.journal.plan_file import dump
from netra_tools.cli.changing import Judged, carry_out
from netra_tools.model import Note
from netra_tools.plan import Author, Edit, Plan
from tests.changes.faults import DyingAtRename, KilledError
from tests.changes.trees import git, text
from tests.repository import Ran, make, netra

FILES = {
    "app/a.py": "A = 1\n",
    "app/b.py": "B = 1\n",
    "notes.txt": "old\n",
    "tests/test_a.py": "import app.a\n",
}
EDITS = (
    Edit("app/a.py", "app/c.py", text("A = 1\n"), text("A = 2\n")),
    Edit("app/b.py", "lib/b.py", text("B = 1\n"), text("B = 1\n")),
    Edit("made.py", "made.py", None, text("made\n")),
    Edit("notes.txt", "notes.txt", text("old\n"), None),
    Edit("tests/test_a.py", "tests/test_a.py", text("import app.a\n"), text("import app.c\n")),
)
PLAN = Plan("tidy up", Author("test"), EDITS, notes=(Note("README.md", 3, "shows it on purpose"),))
SUMMARY = """\
tidy up

  1 changed, 2 moved (1 of them changed), 1 created, 1 deleted

  moved    app/a.py -> app/c.py, changed
  moved    app/b.py -> lib/b.py
  created  made.py
  deleted  notes.txt
  changed  tests/test_a.py

  left alone:
    README.md:3  shows it on purpose
"""
DIFF = """\
diff --git a/app/a.py b/app/c.py
rename from app/a.py
rename to app/c.py
--- a/app/a.py
+++ b/app/c.py
@@ -1 +1 @@
-A = 1
+A = 2
diff --git a/app/b.py b/lib/b.py
similarity index 100%
rename from app/b.py
rename to lib/b.py
diff --git a/made.py b/made.py
new file mode 100644
--- /dev/null
+++ b/made.py
@@ -0,0 +1 @@
+made
diff --git a/notes.txt b/notes.txt
deleted file mode 100644
--- a/notes.txt
+++ /dev/null
@@ -1 +0,0 @@
-old
diff --git a/tests/test_a.py b/tests/test_a.py
--- a/tests/test_a.py
+++ b/tests/test_a.py
@@ -1 +1 @@
-import app.a
+import app.c
"""
ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")
WHEN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a repository, and a plan beside it."""
    (tmp_path / "plan.json").write_bytes(dump(PLAN))
    for path in (root := make(tmp_path / "root", FILES)).rglob("*.*"):
        if path.is_file() and ".git/" not in str(path):
            path.chmod(0o644)
    return root


def masked(ran: Ran) -> Ran:
    """Write ID and WHEN for what differs from run to run."""
    return Ran(ran.code, WHEN.sub("WHEN", ID.sub("ID", ran.out)), ID.sub("ID", ran.err))


def run(root: Path, *words: str) -> Ran:
    """Run `netra changes`."""
    return masked(netra(root, "changes", *words))


def test_a_plan_is_shown(root: Path) -> None:
    assert run(root, "show", "../plan.json") == (0, f"{SUMMARY}\n{DIFF}", "")
    assert run(root, "show", "../plan.json", "--stat") == (0, SUMMARY, "")
    git(root, "apply", "--check", write(root.parent / "diff", DIFF))
    record = json.loads(run(root, "show", "../plan.json", "--format", "json").out)
    assert record["counts"] == {"changed": 1, "created": 1, "deleted": 1, "moved": 2}
    assert record["edits"][0] == {"kind": "moved", "path": "app/a.py", "target": "app/c.py"}


def write(path: Path, content: str) -> str:
    """Write a file, and give its name."""
    path.write_text(content)
    return str(path)


def test_there_and_back(root: Path) -> None:
    assert run(root, "list") == (0, "no changes are kept here\n", "")
    done = run(root, "apply", "../plan.json", "--no-diff")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(SUMMARY)
    assert done.out.endswith("\ndone, 5 files; netra changes undo takes it back (ID)\n")
    assert run(root, "list") == (0, "ID  WHEN  5 files  done    tidy up\n", "")
    assert sorted(path.name for path in root.glob("*")) == [
        ".git",
        ".netra",
        "app",
        "lib",
        "made.py",
        "tests",
    ]
    undone = run(root, "undo")
    assert undone == (0, "undo: tidy up\nundone, 5 files; netra changes undo ID has it again\n", "")
    assert (root / "app/b.py").read_text() == "B = 1\n"
    assert not (root / "lib").exists()
    listed = run(root, "list")
    assert listed.out == "ID  WHEN  5 files  done    undo: tidy up\nID  WHEN  5 files  undone  tidy up\n"
    assert "changes" not in git(root, "status", "--short")


def test_a_change_that_was_made_is_shown(root: Path) -> None:
    netra(root, "changes", "apply", "../plan.json")
    (known,) = json.loads(netra(root, "changes", "list", "--format", "json").out)
    shown = run(root, "show", known["id"][:15], "--stat")
    assert shown == (0, f"ID  WHEN  5 files  done    tidy up\n\n{SUMMARY}", "")
    assert netra(root, "changes", "undo", known["id"]).code == 0


def test_a_plan_that_does_not_fit_is_refused(root: Path) -> None:
    (root / "app/a.py").write_text("A = 3\n")
    refused = run(root, "apply", "../plan.json", "--no-diff")
    assert refused == (
        1,
        SUMMARY,
        "netra: app/a.py: it has changed since\n"
        "netra: nothing is changed: the plan does not fit the tree as it is\n"
        "  hint: plan anew, or --force-partial does the rest without these files\n",
    )
    record = json.loads(run(root, "apply", "../plan.json", "--format", "json").out)
    assert record["refused"][0] == "app/a.py: it has changed since"
    part = run(root, "apply", "../plan.json", "--no-diff", "--force-partial")
    assert part.code == 0
    assert part.err == "netra: left out: app/a.py: it has changed since\n"
    assert part.out.endswith("\ndone, 4 files; netra changes undo takes it back (ID)\n")
    assert (root / "app/a.py").read_text() == "A = 3\n"


MISTAKES = [
    ("no such plan", ["apply", "none.json"], "netra: cannot read none.json: no such file or directory\n"),
    ("no such change", ["show", "2020"], "netra: there is no change '2020'\n"),
    ("nothing to undo", ["undo"], "netra: there is no change to undo\n"),
    ("no plan", ["apply", "../broken.json"], "netra: ../broken.json is no plan: no key 'netra-plan'\n"),
]


@pytest.mark.parametrize(
    ("words", "said"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES]
)
def test_mistakes(root: Path, words: list[str], said: str) -> None:
    (root.parent / "broken.json").write_text("{}")
    ran = run(root, *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


def stop(root: Path) -> None:
    """Leave a change in the middle, as a process does that is killed."""
    with pytest.raises(KilledError):
        apply(str(root), PLAN, disk=DyingAtRename("b.py"))
    assert (root / "app/c.py").exists()
    assert (root / "app/b.py").exists()


FINISHED = "netra: the change ID (tidy up) was stopped in the middle and is finished now\n"


@pytest.mark.parametrize(
    "words",
    [("check", "--no-cache"), ("graph", "--no-cache"), ("literals", "validate", "x"), ("init",)],
    ids=lambda words: words[0],
)
def test_the_next_command_finishes_what_was_stopped(root: Path, words: tuple[str, ...]) -> None:
    stop(root)
    assert masked(netra(root, *words)).err.startswith(FINISHED)
    assert (root / "lib/b.py").exists()
    assert FINISHED not in masked(netra(root, *words)).err


def test_so_it_does_from_outside_and_before_a_saved_answer(root: Path) -> None:
    stop(root)
    (root.parent / "other").mkdir()
    for words in (("check", "../root"), ("check", "--root", "../root"), ("graph", "--root", "../root")):
        assert masked(netra(root.parent / "other", *words)).err.startswith(FINISHED)
        assert netra(root, "changes", "undo").code == 0
        stop(root)
    netra(root, "rules")
    assert netra(root, "changes", "undo").code == 0
    answer = netra(root, "check")
    assert netra(root, "check") == answer
    stop(root)
    ran = masked(netra(root / "app", "check"))
    assert ran.err.startswith(FINISHED)


def test_recover_by_name(root: Path) -> None:
    assert run(root, "recover") == (0, "nothing is under way\n", "")
    stop(root)
    (root / "app/b.py").write_text("mine\n")
    for words in (
        ("check",),
        ("changes", "recover"),
        ("changes", "undo"),
        ("changes", "apply", "../plan.json"),
    ):
        ran = masked(netra(root, *words))
        assert ran.code == 2
        assert "netra: app/b.py: neither as before the change nor as after it, left alone\n" in ran.err
        assert (
            "hint: put these files as they were (netra changes show ID --diff), then netra changes recover"
            in ran.err
        )
    assert netra(root, "changes", "list").code == 0
    assert netra(root, "check", "--help").code == 0
    assert (root / "app/a.py").read_text() == "A = 1\n"
    (root / "app/b.py").write_text("B = 1\n")
    said = "the change ID (tidy up) was stopped in the middle and is undone now\n"
    assert run(root, "recover") == (0, said, "")
    assert run(root, "recover").out == "nothing is under way\n"


def test_undo_says_what_it_ended_before_it_fails(root: Path) -> None:
    with pytest.raises(KilledError):
        apply(str(root), PLAN, disk=DyingAtRename("pending"))
    (record,) = [one for one in (root / ".netra/changes").iterdir() if one.is_dir()]
    (record.parent / "pending").write_text(record.name)
    ran = run(root, "undo")
    assert ran.err.startswith(
        "netra: the change ID was stopped before anything was written, and is dropped\n"
    )
    assert "netra: there is no change to undo\n" in ran.err


def test_keep(root: Path) -> None:
    stop(root)
    assert run(root, "recover", "--keep") == (
        0,
        "the files are left as they are, and the change ID is over\n",
        "",
    )
    assert (root / "app/c.py").exists()
    assert (root / "app/b.py").exists()
    assert netra(root, "changes", "recover").out == "nothing is under way\n"


OPTIONS = {
    "form": "text",
    "diff": False,
    "save": None,
    "applying": False,
    "stage": False,
    "force_partial": False,
}


def test_a_writing_command(root: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    saved = str(root.parent / "saved.json")
    assert carry_out(str(root), PLAN, OPTIONS | {"save": saved}) == 0
    assert capfdbinary.readouterr().out.decode() == f"{SUMMARY}\nnothing is written; --apply does it\n"
    assert Path(saved).read_bytes() == dump(PLAN)
    assert not (root / "made.py").exists()
    verdict = {"gate": "parse", "outcome": "failed", "summary": "1 problem", "problems": []}
    gates = Judged("FAILED  parse\n", (verdict,), refused=True)
    assert carry_out(str(root), PLAN, OPTIONS | {"applying": True}, lambda plan: gates) == 1
    assert capfdbinary.readouterr().out.decode() == f"{SUMMARY}FAILED  parse\n\nrefused: nothing is written\n"
    assert not (root / "made.py").exists()
    as_json = OPTIONS | {"applying": True, "form": "json"}
    assert carry_out(str(root), PLAN, as_json, lambda plan: Judged(records=(verdict,))) == 0
    record = json.loads(capfdbinary.readouterr().out)
    assert (record["gates"], record["left_out"], bool(ID.fullmatch(record["applied"]))) == (
        [verdict],
        [],
        True,
    )
    assert carry_out(str(root), PLAN, OPTIONS) == 1
    assert "app/a.py: it is not there any more" in capfdbinary.readouterr().err.decode()


def test_a_plan_without_edits(root: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert carry_out(str(root), Plan("rename a to b", Author("test")), OPTIONS | {"applying": True}) == 0
    assert capfdbinary.readouterr().out.decode() == "rename a to b\n\n  nothing to change\n"
    assert not (root / ".netra").exists()


def test_many_files_are_counted_by_folder(root: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    edits = [Edit(f"app/x{at:02}", f"app/y{at:02}", text("x"), text("x")) for at in range(14)]
    edits += [Edit(f"lib/x{at:02}", f"lib/x{at:02}", text("x"), text("y")) for at in range(3)]
    edits += [Edit("made", "made", None, text("x"))]
    assert carry_out(str(root), Plan("much", Author("test"), tuple(edits)), OPTIONS | {"diff": None}) == 1
    assert capfdbinary.readouterr().out.decode() == (
        "much\n\n"
        "  3 changed, 14 moved, 1 created\n\n"
        "               changed     moved   created\n"
        "  app/                        14\n"
        "  lib/               3\n"
        "  at the top                             1\n"
    )
