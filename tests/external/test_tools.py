"""`netra check` with ruff and mypy run beside it, and what happens when they cannot work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from netra_tools.errors import NetraError
from netra_tools.external.launch import Ended, Surroundings, find_executable
from tests.repository import Ran, make, netra

BOTH = "[external.ruff]\nrun = true\n[external.mypy]\nrun = true\n"
SOURCE = "import os\n\n\ndef f() -> int:\n    return 'ä'\n"
FILES = {"app/__init__.py": "", "app/a.py": SOURCE, "netra.toml": BOTH}


def has(tool: str) -> bool:
    """Say whether a tool stands beside this interpreter."""
    return (Path(sys.executable).parent / tool).exists()


BOTH_INSTALLED = pytest.mark.skipif(not (has("ruff") and has("mypy")), reason="needs ruff and mypy")


def check(root: Path, *args: str, **variables: str) -> Ran:
    """Check in the form that is one finding a line."""
    return netra(root, "check", "--ci", "--format", "concise", *args, **variables)


@BOTH_INSTALLED
def test_both_join_the_report(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    for _ in "again":  # what a tool said once is not given again: it depends on more than our files
        ran = check(root)
        assert ran.out.splitlines() == [
            "FAIL 2 errors in 1 of 2 files",
            "app/a.py:1:8: RUF:F401 `os` imported but unused",
            'app/a.py:5:12: MYPY:return-value Incompatible return value type (got "str", expected "int")',
        ]
        assert (ran.code, ran.err) == (1, "")
        (root / "ruff.toml").write_text("")
    (root / "ruff.toml").write_text('lint.select = ["E9"]\n')
    (root / "mypy.ini").write_text("[mypy]\nignore_errors = True\n")
    assert check(root).code == 0
    assert not (root / ".mypy_cache").exists()
    assert not (root / ".ruff_cache").exists()


@BOTH_INSTALLED
def test_nothing_is_fixed(tmp_path: Path) -> None:
    root = make(tmp_path, {**FILES, "ruff.toml": "fix = true\nfix-only = true\nunsafe-fixes = true\n"})
    assert "RUF:F401" in check(root, "--no-cache").out
    assert (root / "app/a.py").read_text() == SOURCE


@BOTH_INSTALLED
def test_what_is_asked_is_what_is_run_on(tmp_path: Path) -> None:
    table = '[external.mypy]\nrun = true\npaths = ["other"]\n[external.ruff]\nrun = true\npaths = ["other"]\n'
    root = make(tmp_path, {**FILES, "other/a.py": "", "netra.toml": table})
    assert check(root).code == 0


@BOTH_INSTALLED
def test_mypy_that_stops_is_a_finding_or_an_error(tmp_path: Path) -> None:
    root = make(
        tmp_path, {**FILES, "app/broken.py": "def f(:\n", "netra.toml": "[external.mypy]\nrun = true\n"}
    )
    assert "app/broken.py:1:8: MYPY:syntax " in check(root).out
    ran = check(root, "app/a.py")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("netra: mypy stopped at app/broken.py:1: ")


FAILING = [
    ("ruff", {"ruff.toml": "no-such-key = 1\n"}, "netra: ruff failed: "),
    ("mypy", {"mypy.ini": "[mypy\n"}, "netra: mypy's configuration mypy.ini cannot be read: "),
    ("mypy", {"mypy.ini": "[mypy]\nfiles = nowhere\n"}, "netra: mypy failed: "),
]


LAST_WORDS = [
    ("", "", "it said nothing"),
    (
        "",
        "ruff failed\n  Cause: Failed to read a.toml\n  Cause: No such file\n",
        "Failed to read a.toml: No such file",
    ),
    ("", "usage: mypy [-h]\n\nmypy: error: Missing target\nsee --help\n", "mypy: error: Missing target"),
    ("Killed\n", "", "Killed"),
    ("", '{"message": "Error importing plugin", "code": "misc"}\n', "Error importing plugin"),
]


@pytest.mark.parametrize(("out", "err", "words"), LAST_WORDS)
def test_the_last_words_say_what_went_wrong(out: str, err: str, words: str) -> None:
    assert Ended(2, out, err).last_words() == words


@BOTH_INSTALLED
@pytest.mark.parametrize(("tool", "files", "message"), FAILING)
def test_a_tool_that_fails_is_an_error(
    tmp_path: Path, tool: str, files: dict[str, str], message: str
) -> None:
    ran = check(make(tmp_path, {**FILES, **files, "netra.toml": f"[external.{tool}]\nrun = true\n"}))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(message)
    assert len(ran.err.splitlines()) == 2


def executable(path: Path) -> str:
    """Make a program that does nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_executables_are_found_on_path_and_not_in_the_repository(tmp_path: Path) -> None:
    root, bin_ = tmp_path / "repo", tmp_path / "bin"
    inside = executable(root / "bin" / "a-tool")
    (tmp_path / "link").symlink_to(root / "bin")
    bin_.mkdir()
    (bin_ / "a-tool").symlink_to(inside)
    path = os.pathsep.join([".", "", "bin", str(root / "bin"), str(tmp_path / "link"), str(bin_)])
    where = Surroundings(str(root), {"PATH": path})
    with pytest.raises(NetraError, match="a-tool is not installed, and the configuration asks for it"):
        find_executable("a-tool", where)
    assert find_executable("a-tool", where._replace(trusted=True)) == inside
    outside = executable(tmp_path / "more" / "a-tool")
    assert find_executable("a-tool", where._replace(variables={"PATH": f"{path}:{tmp_path}/more"})) == outside


def test_a_tool_sees_no_variable_that_loads_code() -> None:
    variables = {
        "PATH": "/usr/bin:.",
        "HOME": "/home/me",
        "PYTHONPATH": ".",
        "RUFF_OUTPUT_FILE": "x",
        "MYPYPATH": "x",
    }
    seen = Surroundings("/repo", variables).environment()
    own = os.path.dirname(sys.executable)
    assert seen["PATH"] == f"{own}{os.pathsep}/usr/bin"
    assert (seen["HOME"], seen["PYTHONSAFEPATH"]) == ("/home/me", "1")
    assert not {"PYTHONPATH", "RUFF_OUTPUT_FILE", "MYPYPATH"} & seen.keys()


def loaded(root: Path) -> str:
    """Check, and list what is imported for it."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "netra_tools", "check", "--ci", "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stderr


def test_without_the_table_nothing_is_loaded(tmp_path: Path) -> None:
    root = make(tmp_path, {"app/__init__.py": "", "report.json": "[]"})
    assert "netra_tools.external" not in loaded(root)
    (root / "netra.toml").write_text('[external.ruff]\nreport = "report.json"\n')
    assert "netra_tools.external" in loaded(root)
