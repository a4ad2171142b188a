"""The line that shows a long run's progress: on a terminal only, and gone when the report comes.

A run is made long without work and without luck: git waits for its global configuration, a pipe that the
test holds open for as long as netra is patient.
"""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from netra_tools.cli.check_command import PATIENCE
from tests.repository import make

if not hasattr(os, "openpty"):
    pytest.skip("no terminals of this kind here", allow_module_level=True)

FILES = {"a.py": "A = 1\n", "b.py": "B = 1\n"}
REPORT = "PASS no findings in 2 files\n"


class LongRun(NamedTuple):
    """A run whose standard error is a terminal, and the pipe that git waits for."""

    process: subprocess.Popen[str]
    terminal: int
    pipe: int


def begin(root: Path, *options: str) -> LongRun:
    """Start a check that goes on once its pipe is closed."""
    make(root, FILES)
    settings = root / "settings"
    os.mkfifo(settings)
    terminal, theirs = os.openpty()
    command = [sys.executable, "-m", "netra_tools", "check", "--no-cache", "--statistics", *options]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": str(settings)}
    process = subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=theirs, text=True
    )
    os.close(theirs)
    pipe = open_pipe(settings, process)
    settings.unlink()  # git reads it more than once, and finds nothing from now on
    return LongRun(process, terminal, pipe)


def open_pipe(path: Path, process: subprocess.Popen[str]) -> int:
    """Open a pipe as soon as somebody reads from it, who then waits for it to be closed."""
    while process.poll() is None:
        try:
            return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody does yet
            continue
    raise AssertionError("netra did not ask git")


def finish(run: LongRun) -> tuple[str, str]:
    """Let a run go on to its end; give what it printed, and what it wrote to the terminal."""
    os.close(run.pipe)
    printed, _ = run.process.communicate()
    shown = b""
    while select.select([run.terminal], [], [], 0)[0]:
        try:
            shown += os.read(run.terminal, 4096)
        except OSError:  # Linux says so when nobody is left on the other side
            break
    os.close(run.terminal)
    return printed, re.sub(r"\d+\.\d\d s", "N s", shown.decode())


def test_a_long_run_shows_its_progress_on_a_terminal_and_wipes_it(tmp_path: Path) -> None:
    options = [(), ("--quiet",), ("--ci",)]
    runs = [begin(tmp_path / f"run{number}", *given) for number, given in enumerate(options)]
    terminals = [run.terminal for run in runs]
    assert select.select(terminals, [], [], PATIENCE + 0.05)[0] == []  # nothing is said while it may be short
    (loud, shown), *others = [finish(run) for run in runs]
    assert loud.startswith(REPORT)
    assert shown == "\r  reading 0 of 2 files\r\x1b[Kchecked 2 files in N s\r\n"
    assert others == [(REPORT, ""), (loud, "")]
