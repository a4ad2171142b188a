"""The cache: never wrong, whatever happened to the files or to itself."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import make, netra

FILES = {
    "app/__init__.py": "",
    "app/core.py": "import os\n\nA = os.environ['X']\n",
    "app/ui.py": "from app import core\n\n\ndef f(a):\n    return core.A if a else None\n",
    "app/long.py": "B = 1\n" * 460,
}


def check(root: Path, *args: str) -> str:
    """Run a check and give its report."""
    return netra(root, "check", "--ci", "--format", "json", *args).out


def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    cold = check(root, "--no-cache")
    assert "environment-access" in cold
    assert [check(root) for _ in range(4)] == [cold] * 4


def test_an_edit_of_the_same_size_and_second_is_seen(tmp_path: Path) -> None:
    root = make(tmp_path, FILES, old=False)
    before = check(root)
    path = root / "app" / "core.py"
    stat = path.stat()
    path.write_text(FILES["app/core.py"].replace("'X'", "'Y'"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    after = check(root)
    assert "`X`" in before
    assert "`Y`" in after
    assert "`X`" not in after


CHANGES = {
    "added": lambda root: (root / "app" / "new.py").write_text("from . import core\n"),
    "removed": lambda root: (root / "app" / "core.py").unlink(),
    "renamed": lambda root: (root / "app" / "core.py").rename(root / "app" / "kernel.py"),
    "ignored": lambda root: (root / ".gitignore").write_text("long.py\n"),
    "configured": lambda root: (root / "netra.toml").write_text("exclude = ['long.py']\n"),
    "replaced": lambda root: shutil.copy(root / "app" / "long.py", root / "app" / "core.py"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_is_seen_after_a_replayed_answer(tmp_path: Path, change: object) -> None:
    root = make(tmp_path, FILES)
    for directory in (root, root / "app"):
        os.utime(directory, (1_600_000_000, 1_600_000_000))
    check(root)
    check(root)
    assert callable(change)
    change(root)
    assert check(root) == check(root, "--no-cache")


def test_a_file_that_git_begins_to_track_is_seen(tmp_path: Path) -> None:
    """Only the index moves: no directory, no ignore file."""
    root = make(tmp_path, {**FILES, ".gitignore": "long.py\n"})
    for directory in (root, root / "app"):
        os.utime(directory, (1_600_000_000, 1_600_000_000))
    subprocess.run(["git", "add", "app/core.py"], cwd=root, check=True)
    assert "app/long.py" not in check(root)
    subprocess.run(["git", "add", "app/ui.py"], cwd=root, check=True)
    assert "app/long.py" not in check(root)
    subprocess.run(["git", "add", "-f", "app/long.py"], cwd=root, check=True)
    assert "app/long.py" in check(root)


def test_a_file_that_gets_another_name_is_judged_again(tmp_path: Path) -> None:
    """Its content has not moved, but what it is called decides whether it may read the environment."""
    settings = "[rules.environment-access]\nmodules = ['libs.app.reader']\n"
    root = make(tmp_path, {"libs/app/reader.py": FILES["app/core.py"], "netra.toml": settings})
    assert "environment variable" not in check(root)
    (root / "libs" / "pyproject.toml").write_text("")  # `libs` is now where names begin
    assert check(root) == check(root, "--no-cache")
    assert "`X`" in check(root)


def test_a_changed_limit_needs_no_source(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    check(root)
    facts = root / ".netra" / "cache" / "facts.sqlite"
    before = facts.stat().st_mtime_ns
    setting = ("--set", "rules.file-too-long.max_lines=500")
    assert check(root, *setting) == check(root, *setting, "--no-cache")
    assert facts.stat().st_mtime_ns == before


def test_a_few_paths_after_a_change_of_configuration_judge_only_these(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    check(root)
    setting = ("--set", "rules.file-too-long.max_lines=3")
    some = check(root, *setting, "app/ui.py")
    assert some == check(root, *setting, "app/ui.py", "--no-cache")
    assert "app/long.py" not in some
    assert check(root, *setting) == check(root, *setting, "--no-cache")


DAMAGES = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "foreign": lambda data: b"not ours at all" * 50,
    "flipped": lambda data: data[:-9] + bytes((data[-9] ^ 255,)) + data[-8:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize(
    "name", ["seen", "places", "findings", "outlines", "graph", "shapes", "facts.sqlite"]
)
def test_a_damaged_cache_is_rebuilt(tmp_path: Path, name: str, damage: object) -> None:
    root = make(tmp_path, FILES)
    expected = check(root)
    path = root / ".netra" / "cache" / name
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    shutil.rmtree(root / ".netra" / "cache" / "answers", ignore_errors=True)
    (root / "app" / "ui.py").write_text(FILES["app/ui.py"] + "\n")
    assert check(root) == check(root, "--no-cache")
    (root / "app" / "ui.py").write_text(FILES["app/ui.py"])
    assert check(root) == expected


def test_what_is_damaged_is_said_once(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    check(root)
    (root / ".netra/cache/findings").write_bytes(b"damaged")
    said = []
    for number in range(2):
        (root / "app" / "ui.py").write_text(FILES["app/ui.py"] + "\n" * number)
        said.append("the findings cache was damaged" in netra(root, "check", "-v").err)
    assert said == [True, False]


def test_a_cache_carried_to_a_fresh_clone_is_warm(tmp_path: Path) -> None:
    root = make(tmp_path / "one", FILES)
    expected = check(root)
    clone = make(tmp_path / "two", FILES)
    shutil.copytree(root / ".netra", clone / ".netra")
    facts = clone / ".netra" / "cache" / "facts.sqlite"
    before = facts.read_bytes()
    assert check(clone) == expected
    assert facts.read_bytes() == before


def test_two_runs_at_once_do_no_harm(tmp_path: Path) -> None:
    root = make(tmp_path, {**FILES, **{f"app/m{number}.py": f"A = {number}\n" for number in range(60)}})
    expected = check(root, "--no-cache")
    command = [sys.executable, "-m", "netra_tools", "check", "--ci", "--format", "json"]
    runs = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [run.communicate()[0] for run in runs] == [expected] * 4
    assert check(root) == expected


def test_jobs_and_cache_change_nothing(tmp_path: Path) -> None:
    """Differential: random edits, then every way of running must give what a cold run gives."""
    chance = random.Random(7)
    names = [f"p/m{number}.py" for number in range(40)]
    root = make(tmp_path, {"p/__init__.py": "", **{name: f"A = {name!r}\n" for name in names}})
    lines = [
        "from p import m1",
        "from .m2 import A",
        "import p.m3",
        "from p.m4 import *",
        "import os",
        "def f(a):\n" + "    a = a + 1\n" * 9,
        "class B:\n    a: int\n    b: int\n    c: int",
        "x = (",
        "",
    ]
    for _ in range(6):
        for name in chance.sample(names, 5):
            (root / name).write_text("\n".join(chance.choices(lines, k=4)) + "\n")
        if chance.random() < 0.5:
            (root / chance.choice(names)).unlink(missing_ok=True)
        cold = check(root, "--no-cache", "--jobs", "1")
        assert check(root, "--no-cache", "--jobs", "4") == cold
        assert check(root) == cold
        assert check(root, "--jobs", "3") == cold


FEW_FILES = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (48, 48))
runpy.run_module("netra_tools", run_name="__main__")
"""


def test_what_is_lost_of_the_cache_is_read_again_once_and_through_one_connection(tmp_path: Path) -> None:
    parts = [f"class Part{number}:\n" + "    x = 1\n" * 59 for number in range(8)]
    files = {f"app/m{number}.py": f"A = {number}\n" for number in range(100)}
    root = make(tmp_path, {"app/__init__.py": "", "app/long.py": "\n\n".join(parts), **files})
    check(root)
    (root / ".netra" / "cache" / "outlines").unlink()
    command = [sys.executable, "-c", FEW_FILES, "fix", "--rule", "file-too-long", "--no-diff"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "1 changed, 1 created" in run.stdout
