"""`netra baseline`, and a check that reports only what it does not know."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.repository import OLD, Ran, make, netra

FUNCTION = "def f():\n" + "    A = 1\n" * 30
FILES = {
    "app/__init__.py": "",
    "app/core.py": "from . import ui\n",
    "app/ui.py": "A = 1\n",
    "app/long.py": FUNCTION,
}
BASELINE = "netra-baseline.tsv"


def recorded(root: Path, files: Mapping[str, str] = FILES) -> Path:
    """Make a repository and record its baseline."""
    assert netra(make(root, files), "baseline", "record").code == 0
    return root


def check(root: Path, *args: str) -> Ran:
    """Run a check as a pipeline does."""
    return netra(root, "check", "--ci", "--format", "concise", *args)


def entries(root: Path) -> list[str]:
    """Give the lines of the baseline that stand for findings."""
    lines = (root / BASELINE).read_text(encoding="utf-8").splitlines()
    return [line.replace("\t", " ") for line in lines[1:] if "@content" not in line]


def test_after_recording_nothing_is_new(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    ran = netra(root, "baseline", "record")
    assert ran == (0, "netra-baseline.tsv: 2 findings in 2 files\n", "")
    assert entries(root) == ["app/core.py relative-import .", "app/long.py function-too-long f 30"]
    assert check(root, "--strict").out == "PASS no new findings in 4 files\nbaseline: 2 known, 0 new\n"
    assert check(root, "--no-baseline").out.startswith("FAIL 2 errors in 2 of 4 files\n")
    text = netra(root, "check", "--ci").out
    assert text.endswith("rules\n     baseline: 2 known, 0 new\n")
    told = json.loads(check(root, "--format", "json").out)["baseline"]
    assert told == {"file": BASELINE, "known": 2, "new": 0, "stale": 0, "lowered": 0}


CHANGES = {
    "one more": ({"app/net.py": "from . import core\n"}, "app/net.py:1:1: NET101 relative-import relative"),
    "one line longer": (
        {"app/long.py": FUNCTION + "    B = 1\n"},
        "app/long.py:1:1: NET202 function-too-long `f` has 31 body lines, limit 25, baseline 30",
    ),
    "a swap": (
        {"app/core.py": "", "app/ui.py": "from . import core\n"},
        "app/ui.py:1:1: NET101 relative-import relative",
    ),
    "a new cycle": (
        {"app/ui.py": "import app.core\n"},
        "app/core.py:1:1: NET104 import-cycle import cycle app.core -> app.ui -> app.core",
    ),
    "a copy": ({"app/core2.py": FILES["app/core.py"]}, "app/core2.py:1:1: NET101 relative-import relative"),
}


@pytest.mark.parametrize(("files", "told"), CHANGES.values(), ids=CHANGES.keys())
def test_what_is_new_is_told_and_nothing_else(tmp_path: Path, files: dict[str, str], told: str) -> None:
    root = make(recorded(tmp_path), files)
    lines = check(root, "--ignore", "stale-baseline-entry,file-name").out.splitlines()
    assert lines[0].startswith("FAIL 1 error in 1 of ")
    assert lines[1].startswith("baseline: ")
    assert [line.startswith(told) for line in lines[2:]] == [True]


NO_NEWS = {
    "moved lines": {
        "app/core.py": "# why\n\n\nfrom . import ui\n",
        "app/long.py": f"import os\n\n\n{FUNCTION}",
    },
    "other words": {"app/core.py": "from . import (\n    ui,\n)\n"},
    "a shorter function": {"app/long.py": FUNCTION.removesuffix("    A = 1\n")},
}


@pytest.mark.parametrize("files", NO_NEWS.values(), ids=NO_NEWS.keys())
def test_what_is_no_news(tmp_path: Path, files: dict[str, str]) -> None:
    assert check(make(recorded(tmp_path), files), "--strict").code == 0


def test_edges_of_the_graph_are_known_one_by_one(tmp_path: Path) -> None:
    contract = "[[rules.layer-violation.contracts]]\nname = 'c'\nlayers = ['p.ui', 'p.core']\n"
    files = {
        "netra.toml": contract,
        "p/__init__.py": "",
        "p/ui.py": "",
        "p/io.py": "",
        "p/core.py": "import p.ui\n",
    }
    root = recorded(tmp_path, files)
    assert entries(root) == ["p/core.py layer-violation c: p.ui"]
    assert check(root).code == 0
    make(root, {"p/core.py": "import p.io\n", "p/io.py": "import p.ui\n"})
    ran = check(root, "--ignore", "stale-baseline-entry")
    assert "NET105 layer-violation `p.core` may not import `p.ui` (c), reached through `p.io`" in ran.out
    assert ran.out.startswith("FAIL 1 error")


def test_a_renamed_file_keeps_its_entries_and_an_edited_one_does_not(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    shutil.move(root / "app" / "long.py", root / "app" / "length.py")
    assert check(root, "--strict").out.splitlines()[1] == "baseline: 2 known, 0 new"
    assert netra(root, "baseline", "prune").out == "netra-baseline.tsv: 2 findings in 2 files: 1 renamed\n"
    assert "app/length.py function-too-long f 30" in entries(root)
    assert check(root, "--strict").code == 0


def test_stale_entries_are_told_and_fail_when_strict(tmp_path: Path) -> None:
    root = make(recorded(tmp_path), {"app/core.py": ""})
    ran = check(root)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "PASS 1 warning in 1 of 4 files",
        "baseline: 1 known, 0 new, 1 stale",
        "netra-baseline.tsv:3:1: NET903 stale-baseline-entry app/core.py no longer has relative-import `.`",
    ]
    assert check(root, "--strict").code == 1
    assert netra(root, "baseline", "prune").out == "netra-baseline.tsv: 1 finding in 1 file: 1 taken out\n"
    assert check(root, "--strict").code == 0


def test_stale_entries_of_what_is_gone(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    (root / "app" / "long.py").unlink()
    with open(root / BASELINE, "a", encoding="utf-8") as file:
        file.write("app/ui.py\tno-such-rule\tx\n")
    told = [line.partition("entry ")[2] for line in check(root).out.splitlines()[2:]]
    assert told == [
        "app/long.py is no file that is checked: function-too-long `f`",
        "no rule is called 'no-such-rule'",
    ]


PARTS = [
    ("another file", ["app/ui.py"], "baseline: 0 known, 0 new"),
    ("the file", ["app/core.py"], "baseline: 0 known, 0 new, 1 stale"),
    ("another rule", ["--select", "NET2,NET903"], "baseline: 1 known, 0 new"),
    ("all but the rule", ["--ignore", "relative-import"], "baseline: 1 known, 0 new"),
]


@pytest.mark.parametrize(("args", "told"), [part[1:] for part in PARTS], ids=[part[0] for part in PARTS])
def test_only_what_was_checked_is_judged(tmp_path: Path, args: list[str], told: str) -> None:
    root = make(recorded(tmp_path), {"app/core.py": ""})
    assert check(root, *args).out.splitlines()[1] == told
    before = entries(root)
    assert netra(root, "baseline", "prune", *args).code == 0
    assert len(entries(root)) == len(before) - ("stale" in told)


def test_recording_again_only_shrinks_unless_asked(tmp_path: Path) -> None:
    root = make(recorded(tmp_path), {"app/core.py": "", "app/ui.py": "from . import core\n"})
    ran = netra(root, "baseline", "record")
    assert (ran.code, ran.out) == (
        1,
        "netra-baseline.tsv: 1 finding in 1 file: 1 taken out\n"
        "1 new finding not accepted: 'netra baseline diff' lists what is new, --grow accepts it\n",
    )
    assert entries(root) == ["app/long.py function-too-long f 30"]
    assert netra(root, "baseline", "record", "--grow").code == 0
    assert entries(root) == ["app/long.py function-too-long f 30", "app/ui.py relative-import ."]


def git(root: Path, *args: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run(["git", "-C", str(root), *who, *args], check=True, capture_output=True)


def test_branches_that_mend_different_files_merge(tmp_path: Path) -> None:
    files = {f"app/{name}.py": f"from . import {name}\n" for name in ("one", "two", "six")}
    root = recorded(tmp_path, {"app/__init__.py": "", **files})
    git(root, "checkout", "-q", "-b", "trunk")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    for branch in ("one", "two"):
        git(root, "checkout", "-q", "-b", branch, "trunk")
        (root / "app" / f"{branch}.py").write_text("A = 1\n")
        assert netra(root, "baseline", "prune").code == 0
        git(root, "commit", "-qam", branch)
    git(root, "merge", "-q", "--no-edit", "one")
    assert {line.split()[0] for line in entries(root)} == {"app/six.py"}
    assert check(root, "--strict").code == 0


def test_numbers_are_lowered_by_pruning_and_never_raised(tmp_path: Path) -> None:
    root = make(recorded(tmp_path), {"app/long.py": FUNCTION.removesuffix("    A = 1\n")})
    assert netra(root, "baseline", "prune").out == "netra-baseline.tsv: 2 findings in 2 files: 1 lowered\n"
    assert entries(root)[1] == "app/long.py function-too-long f 29"
    make(root, {"app/long.py": FUNCTION})
    assert netra(root, "baseline", "record").code == 1
    assert entries(root)[1] == "app/long.py function-too-long f 29"


def test_differences_are_listed(tmp_path: Path) -> None:
    shorter = FUNCTION.removesuffix("    A = 1\n")
    root = recorded(tmp_path)
    assert netra(root, "baseline", "diff") == (0, "2 known, 0 new\n", "")
    make(root, {"app/core.py": "", "app/ui.py": "from . import core\n", "app/long.py": shorter})
    before = (root / BASELINE).read_bytes()
    ran = netra(root, "baseline", "diff")
    assert (ran.code, ran.out.splitlines()) == (
        1,
        [
            "- app/core.py: relative-import .",
            "~ app/long.py: function-too-long f 30 -> 29",
            "+ app/ui.py:1: relative-import relative import of `.`: write `from app import core`",
            "1 known, 1 new, 1 stale, 1 lowered",
        ],
    )
    assert (root / BASELINE).read_bytes() == before


def test_what_it_holds_is_shown(tmp_path: Path) -> None:
    root = recorded(tmp_path, {**FILES, "app/net.py": "from . import core\n"})
    total = "3 findings accepted in netra-baseline.tsv\n"
    assert netra(root, "baseline", "show").out == f"2  relative-import\n1  function-too-long\n{total}"
    by_path = "1  app/core.py\n1  app/long.py\n1  app/net.py\n"
    assert netra(root, "baseline", "show", "--by", "path").out == by_path + total


def test_a_replayed_answer_notices_the_baseline(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    first = check(root)
    assert check(root) == first
    assert netra(root, "baseline", "record").code == 0
    os.utime(root / BASELINE, (OLD, OLD))
    known = check(root)
    assert (known.code, check(root)) == (0, known)
    (root / BASELINE).write_text((root / BASELINE).read_text().replace("\t30", "\t29"))
    assert ", baseline 29" in check(root).out
    (root / BASELINE).unlink()
    assert check(root) == first


def test_the_baseline_can_lie_elsewhere(tmp_path: Path) -> None:
    root = make(tmp_path, {**FILES, "netra.toml": "baseline = 'SPEC/accepted.tsv'\n", "SPEC/x": ""})
    missing = check(root)
    assert (missing.code, missing.out) == (2, "")
    assert "the baseline SPEC/accepted.tsv does not exist" in missing.err
    assert netra(root, "baseline", "record").out == "SPEC/accepted.tsv: 2 findings in 2 files\n"
    assert check(root).code == 0


MISTAKES = [
    ("no baseline", {}, ["baseline", "prune"], "there is no baseline netra-baseline.tsv"),
    ("conflict", {BASELINE: "# netra baseline 1\n<<<<<<< ours\n"}, ["check"], f"{BASELINE}:2: not a line of"),
    ("not ours", {BASELINE: "rule\tpath\n"}, ["check"], f"{BASELINE} is not a baseline that this version"),
    ("not text", {BASELINE: b"\xff\n"}, ["check"], f"cannot read the baseline {BASELINE}: it is not utf-8"),
    ("a directory", {f"{BASELINE}/x": ""}, ["check"], f"cannot read the baseline {BASELINE}: is a directory"),
    ("unknown command", {}, ["baseline", "recrod"], "no such command 'recrod'"),
]


@pytest.mark.parametrize(
    ("files", "args", "message"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES]
)
def test_mistakes_are_said(
    tmp_path: Path, files: dict[str, str | bytes], args: list[str], message: str
) -> None:
    ran = netra(make(tmp_path, {**FILES, **files}), *args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"netra: {message}")
