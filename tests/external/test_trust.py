"""Checking a stranger's repository runs none of its code: what could run is planted, and does not."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import netra_tools
from tests.external.test_tools import BOTH_INSTALLED
from tests.repository import Ran, make

PLUGIN = """
from mypy.plugin import Plugin

def plugin(version):
    return Plugin
"""
# Modules that Python, mypy, ruff's door or netra import by these names.
NAMES = (
    *("sitecustomize", "usercustomize", "conftest", "setup", "mypy", "ruff", "mypyc", "plugin_by_name"),
    *("json", "tomllib", "configparser", "subprocess", "tempfile", "shutil", "pathlib", "dataclasses"),
    *("click", "pathspec", "ast_serialize", "colorama", "pkg_resources"),
)
# mypy refuses a repository with these at its root; elsewhere they may stand.
CORE = ("sitecustomize", "json", "enum", "types", "typing", "typing_extensions", "re", "collections")
CONFIGURED = """
[mypy]
plugins = plugins/by_path.py, plugin_by_name
python_executable = ./bin/python
install_types = True
non_interactive = True
cache_dir = planted_cache
junit_xml = planted.xml
linecount_report = planted_report
python_version = 3.13
files = app
"""
BOTH = "[external.ruff]\nrun = true\n[external.mypy]\nrun = true\n"
CODE = "import os\n\n\ndef f() -> int:\n    return 'a'\n"


def mark(root: Path, name: str) -> str:
    """Write Python that says that it has run."""
    return f"import builtins\nbuiltins.open({str(root / 'ran' / name)!r}, 'a').close()\n"


def program(root: Path, path: str) -> None:
    """Plant an executable."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\ntouch {root}/ran/{path.replace('/', '-')}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def plant(root: Path) -> Path:
    """Make a repository that runs something wherever it can."""
    files = {f"{name}.py": mark(root, name) for name in NAMES}
    files |= {f"src/{name}.py": mark(root, f"src-{name}") for name in CORE}
    files["plugins/by_path.py"] = mark(root, "by_path") + PLUGIN
    site = f".venv/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    files[f"{site}/evil.pth"] = f"import builtins; builtins.open({str(root / 'ran' / 'pth')!r}, 'a')\n"
    files[f"{site}/sitecustomize.py"] = mark(root, "venv-sitecustomize")
    files |= {"app/__init__.py": "", "app/a.py": CODE, "app/conftest.py": mark(root, "app-conftest")}
    files |= {"mypy.ini": CONFIGURED, "ruff.toml": "fix = true\n", "netra.toml": BOTH, "ran/.keep": ""}
    make(root, files)
    for folder in (".", "bin", ".venv/bin"):
        for name in ("ruff", "mypy", "python", "python3", "python3.13", "git", "pip"):
            program(root, f"{folder}/{name}".removeprefix("./"))
    hooks = root / ".git" / "hooks"
    program(root, ".git/hooks/fsmonitor")
    subprocess.run(["git", "-C", str(root), "config", "core.fsmonitor", str(hooks / "fsmonitor")], check=True)
    return root


def run(root: Path, *args: str, start: tuple[str, ...] = ("-P",)) -> Ran:
    """Run netra as its console script starts it, in surroundings that point into the repository."""
    package = str(Path(netra_tools.__file__).parent.parent)
    code = f"import sys; sys.path.append({package!r}); from netra_tools.cli.door import main; main()"
    into = os.pathsep.join([".", "bin", str(root), str(root / "src")])
    variables = {
        "PATH": os.pathsep.join([".", "bin", str(root / "bin"), str(root / ".venv/bin"), os.environ["PATH"]]),
        "VIRTUAL_ENV": str(root / ".venv"),
        "MYPYPATH": into,
        "MYPY_CACHE_DIR": "planted_cache",
        "RUFF_OUTPUT_FILE": "planted.json",
    }
    if "-I" in start:  # Python itself would follow these; netra must not hand them on
        variables |= {"PYTHONPATH": into, "PYTHONSTARTUP": "json.py", "PYTHONUSERBASE": str(root / ".venv")}
    ran = subprocess.run(
        [sys.executable, *start, "-c", code, *args],
        cwd=root,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def what_ran(root: Path) -> list[str]:
    """List what has run, and what was written."""
    marks = [path.name for path in (root / "ran").iterdir() if path.name != ".keep"]
    return sorted([*marks, *(path.name for path in root.glob("planted*")), *find_caches(root)])


def find_caches(root: Path) -> list[str]:
    """List the compiled modules and caches beside the code."""
    return [path.name for name in ("__pycache__", ".mypy_cache", ".ruff_cache") for path in root.rglob(name)]


@BOTH_INSTALLED
@pytest.mark.parametrize(
    "start", [("-P",), ("-I",)], ids=["as installed", "with variables that point inside"]
)
def test_nothing_of_a_repository_runs(tmp_path: Path, start: tuple[str, ...]) -> None:
    root = plant(tmp_path / "repo")
    ran = run(root, "check", "--ci", "--format", "concise", "--verbose", start=start)
    assert what_ran(root) == []
    assert "app/a.py:1:8: RUF:F401 " in ran.out, ran
    assert "app/a.py:5:12: MYPY:return-value " in ran.out, ran
    assert ran.code == 1
    assert "mypy: plugins is not used without --trust" in ran.err
    assert "mypy: python_executable is not used without --trust" in ran.err
    assert (root / "app/a.py").read_text() == CODE


@BOTH_INSTALLED
def test_the_traps_would_spring(tmp_path: Path) -> None:
    root = plant(tmp_path / "repo")
    (root / "mypy.ini").write_text("[mypy]\nplugins = plugins/by_path.py\nfiles = app\n")
    assert run(root, "check", "--ci", "--trust").code == 1
    assert "by_path" in what_ran(root)
    (root / "mypy.ini").write_text("[mypy]\npython_executable = ./bin/python\nfiles = app\n")
    run(root, "check", "--ci", "--trust")
    assert "bin-python" in what_ran(root)


@pytest.mark.parametrize("package", ["conftest", "setup", "plugins.by_path"])
def test_no_rule_of_a_repository_runs(tmp_path: Path, package: str) -> None:
    root = plant(tmp_path / "repo")
    (root / "netra.toml").write_text(f'rule_packages = ["{package}"]\n')
    ran = run(root, "check", "--ci")
    assert (ran.code, ran.out, what_ran(root)) == (2, "", [])


def test_a_module_in_the_current_directory_is_not_taken_for_another(tmp_path: Path) -> None:
    root = plant(tmp_path / "repo")
    (root / "netra.toml").write_text("")
    for name in ("json", "tomllib", "click", "pathspec", "tempfile"):
        (root / f"{name}.py").rename(root / f"kept_{name}.py")
    for path in root.glob("*.py"):  # what Python imports before `__main__` is not ours to keep from running
        path.unlink() if not path.name.startswith("kept_") else path.rename(root / path.name[5:])
    package = str(Path(netra_tools.__file__).parent.parent)
    ran = subprocess.run(
        [sys.executable, "-m", "netra_tools", "check", "--ci", "--no-cache", "--format", "json"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": package},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr, what_ran(root)) == (0, "", [])
