"""The package as users get it: a wheel with or without a compiler, and the hooks that call it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import netra_tools

HERE = Path(__file__).resolve().parent.parent
CLEAN = '"""A module."""\n'
HOT = "netra_tools/facts/lines.py"
STAR = "from os.path import *\n"


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command with some variables more."""
    full = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, **env}
    return subprocess.run(command, cwd=cwd, env=full, text=True, capture_output=True, check=False)


def make_repository(folder: Path, files: Mapping[str, str]) -> Path:
    """Make a git repository with these files committed."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    identity = ("-c", "user.name=netra", "-c", "user.email=netra@example.org")
    made = run("git", *identity, "commit", "--quiet", "--allow-empty", "-m", "all", cwd=folder)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy this repository, committed, so that no build leaves anything behind in it."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=HERE).stdout
    names = [name for name in listed.split("\0") if name and (HERE / name).is_file()]
    files = {
        name: (HERE / name).read_text(encoding="utf-8") for name in names if not name.startswith("tests/")
    }
    # One hot module says as much about compiling that fails as all of them, which take mypyc ten seconds.
    files["setup.py"] = re.sub(r"HOT = \(.*?\n\)", f"HOT = ({HOT!r},)", files["setup.py"], flags=re.DOTALL)
    assert HOT in files["setup.py"]
    return make_repository(tmp_path_factory.mktemp("checkout"), files)


@pytest.mark.parametrize(
    ("env", "tag", "said"),
    [
        pytest.param({"NETRA_COMPILE": "0"}, "py3-none-any", "", id="not asked for"),
        pytest.param({"NETRA_COMPILE": "", "CC": "/bin/false"}, "", "not compiled", id="no working compiler"),
    ],
)
def test_wheel_is_pure_python_when_it_cannot_be_compiled(
    checkout: Path, tmp_path: Path, env: dict[str, str], tag: str, said: str
) -> None:
    built = run(
        sys.executable, "-m", "pip", "wheel", "-v", "--no-deps", "-w", tmp_path, ".", cwd=checkout, **env
    )
    assert built.returncode == 0, built.stdout + built.stderr
    [wheel] = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert tag in wheel.name
    assert said in built.stdout + built.stderr
    assert not [name for name in names if name.endswith((".so", ".pyd"))]
    assert [name for name in names if name.endswith("netra_tools/py.typed")]
    assert [name for name in names if name.endswith("knowledge/schemas/learnings.rng")]
    assert [name for name in names if name.endswith("status/page/scripts/pages.js")]
    assert not [name for name in names if "tests/" in name or name.startswith("scripts/")]


def test_compiling_that_was_asked_for_and_fails_is_an_error(checkout: Path, tmp_path: Path) -> None:
    env = {"NETRA_COMPILE": "1", "CC": "/bin/false"}
    built = run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", tmp_path, ".", cwd=checkout, **env)
    assert built.returncode == 1
    assert "NETRA_COMPILE=1, but compiling failed" in built.stdout + built.stderr
    assert not list(tmp_path.glob("*.whl"))


def test_pre_commit_runs_the_hook_on_the_staged_files(checkout: Path, tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", {"kept.py": STAR})
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "NETRA_COMPILE": "0", "PRE_COMMIT_COLOR": "never"}
    hook = (sys.executable, "-m", "pre_commit", "try-repo", checkout, "netra-check", "--verbose")

    (work / "clean.py").write_text(CLEAN, encoding="utf-8")
    run("git", "add", "clean.py", cwd=work)
    passed = run(*hook, cwd=work, **home)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Passed" in passed.stdout

    (work / "star.py").write_text(STAR, encoding="utf-8")
    run("git", "add", "star.py", cwd=work)
    failed = run(*hook, cwd=work, **home)
    assert failed.returncode == 1
    assert "star.py" in failed.stdout
    assert "NET102" in failed.stdout
    assert "kept.py" not in failed.stdout


@pytest.mark.parametrize(
    ("staged", "code", "said"),
    [
        pytest.param({}, 0, "", id="nothing staged"),
        pytest.param({"readme.md": "text\n"}, 0, "", id="no Python staged"),
        pytest.param({"clean.py": CLEAN}, 0, "", id="clean"),
        pytest.param({"a star.py": STAR}, 1, "NET102", id="a finding, in a name with a space"),
    ],
)
def test_git_hook_blocks_a_commit_with_findings(
    tmp_path: Path, staged: dict[str, str], code: int, said: str
) -> None:
    work = make_repository(tmp_path, {"kept.py": STAR})
    for name, text in staged.items():
        (work / name).write_text(text, encoding="utf-8")
        run("git", "add", name, cwd=work)
    program = tmp_path / ".git" / "netra"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netra_tools "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    package = str(Path(netra_tools.__file__).parent.parent)
    done = run("bash", HERE / "hooks" / "pre-commit", cwd=work, NETRA=str(program), PYTHONPATH=package)
    assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr


def test_git_hook_without_netra_stops_the_commit(tmp_path: Path) -> None:
    work = make_repository(tmp_path, {"kept.py": CLEAN})
    (work / "clean.py").write_text(CLEAN, encoding="utf-8")
    run("git", "add", "clean.py", cwd=work)
    done = run("bash", HERE / "hooks" / "pre-commit", cwd=work, NETRA="no-such-program")
    assert done.returncode == 2
    assert "nothing was checked" in done.stderr
