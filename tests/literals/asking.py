"""Runs a command of netra in this process, which is quicker than in one of its own."""

from __future__ import annotations

import gc
import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from netra_tools.cli.door import run
from tests.repository import Ran


def ask(root: Path, *words: str) -> Ran:
    """Run `netra` in a directory; a real standard output may take less than this one."""
    out, err = io.StringIO(), io.StringIO()
    try:
        with chdir(root), redirect_stdout(out), redirect_stderr(err):
            code = run(list(words))
    finally:
        gc.enable()
    return Ran(code, out.getvalue(), err.getvalue())
