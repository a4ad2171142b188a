"""The names that pipelines call stand for netra commands, flag for flag, and pass the exit code on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import netra_tools

DOOR = Path(__file__).resolve().parent.parent / "scripts" / "check_architecture_compliance.py"
LONG = "def long() -> None:\n" + "    print()\n" * 30


def call(folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """Call the door in a folder with one function of 30 lines."""
    (folder / "netra.toml").write_text("", encoding="utf-8")
    (folder / "app").mkdir(exist_ok=True)
    (folder / "app" / "long.py").write_text(LONG, encoding="utf-8")
    (folder / "short.py").write_text("A = 1\n", encoding="utf-8")
    command = [sys.executable, str(DOOR), *flags]
    env = {**os.environ, "PYTHONPATH": str(Path(netra_tools.__file__).parent.parent)}
    return subprocess.run(command, cwd=folder, env=env, text=True, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        pytest.param("--ci --strict", 1, "NET202", id="findings"),
        pytest.param("--ci --max-function-lines 30", 0, "", id="a limit that is kept"),
        pytest.param("--ci --max-function-lines 29", 1, "limit 29", id="a limit that is not"),
        pytest.param(
            "--ci --max-file-lines 30 --max-function-lines 40", 1, "31 lines, limit 30", id="file lines"
        ),
        pytest.param("--ci --path short.py", 0, "", id="a path"),
        pytest.param("--ci --path missing.py", 2, "", id="a path that is not there"),
        pytest.param("--ci --max-file-lines many", 2, "", id="a wrong value"),
        pytest.param("--threshold 100", 1, "NET202", id="the only threshold"),
        pytest.param("--help", 0, "netra check --set rules.file-too-long.max_lines=N", id="help"),
    ],
)
def test_flags_and_exit_codes(tmp_path: Path, flags: str, code: int, said: str) -> None:
    done = call(tmp_path, *flags.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert said in " ".join(done.stdout.split())


def test_json_output_is_a_report(tmp_path: Path) -> None:
    assert call(tmp_path, "--ci", "--json-output", "report.json").returncode == 1
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert "NET202" in json.dumps(report)


def test_a_threshold_that_netra_does_not_know_is_said(tmp_path: Path) -> None:
    done = call(tmp_path, "--ci", "--threshold", "90")
    assert done.returncode == 1
    assert done.stderr == "netra: --threshold 90 is read as 100: every error counts\n"
