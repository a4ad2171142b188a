"""The front door: interrupts, a reader that goes away, a directory that is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import make, netra

DIRTY = {"app/__init__.py": "", "app/core.py": "from . import ui\n", "app/ui.py": "A = 1\n"}
# Sends a real SIGINT at the moment when a module begins to be imported.
INTERRUPT = """
import os, signal, sys

MODULE = sys.argv.pop()

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == MODULE:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
from netra_tools.cli.door import main
main()
"""
START_UP = [
    "netra_tools.cli.replay",
    "netra_tools.cli.main",
    "click",
    "netra_tools.config.load",
    "netra_tools.check.run",
    "ast_serialize",
    "netra_tools.graph.build",
    "netra_tools.report.formats",
]


@pytest.mark.parametrize("module", START_UP)
def test_an_interrupt_during_the_imports_is_one_line(tmp_path: Path, module: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPT, "check", "--ci", module],
        cwd=make(tmp_path, DIRTY),
        capture_output=True,
        text=True,
        check=False,
    )
    # click ends the line that a terminal has begun with ^C, so an empty one may come first.
    assert (ran.returncode, ran.stdout, ran.stderr.lstrip("\n")) == (130, "", "netra: interrupted\n")


def test_an_interrupted_run_leaves_a_usable_cache(tmp_path: Path) -> None:
    files = {f"p/m{number}.py": f"A = {number}\nfrom . import x\n" * 40 for number in range(400)}
    root = make(tmp_path, files)
    expected = netra(root, "check", "--ci", "--no-cache").out
    for ending in (signal.SIGINT, signal.SIGKILL):
        command = [sys.executable, "-m", "netra_tools", "check", "--ci", "--cache-dir", f"cache{ending}"]
        process = subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        while not (root / f"cache{ending}" / "facts.sqlite").exists():
            assert process.poll() is None
        process.send_signal(ending)
        out, error = process.communicate()
        assert (out, error.strip()) == ("", "netra: interrupted" if ending == signal.SIGINT else "")
        assert process.returncode == (130 if ending == signal.SIGINT else -signal.SIGKILL)
        for _ in range(2):
            assert netra(root, "check", "--ci", "--cache-dir", f"cache{ending}").out == expected


def test_a_reader_that_goes_away_is_no_bug(tmp_path: Path) -> None:
    root = make(tmp_path, DIRTY)
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-m", "netra_tools", "check"],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        with process.stderr as stream:
            assert stream.read() == ""
        assert process.wait() in (1, 141)  # click answers with 1 where it is the first to notice


def test_a_directory_that_is_gone_is_a_mistake(tmp_path: Path) -> None:
    code = "import os; os.rmdir(os.getcwd()); from netra_tools.cli.door import run; print(run(['check']))"
    (tmp_path / "gone").mkdir()
    ran = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path / "gone",
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "2\n"
    assert ran.stderr == (
        "netra: the current directory does not exist any more\n  hint: change to one that does\n"
    )
