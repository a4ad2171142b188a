"""Real repositories on disk, and netra run on them as its users run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

OLD = 1_600_000_000  # a time long past: what was written then is not racy


# What changes a report: the tests may run in GitHub Actions, too.
UNSET = ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS")


class Ran(NamedTuple):
    """What a run of netra printed and said."""

    code: int
    out: str
    err: str


def make(root: Path, files: Mapping[str, str | bytes], *, git: bool = True, old: bool = True) -> Path:
    """Write files below `root`; `old` ones were written long ago, as after a night's sleep."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if old:
            os.utime(path, (OLD, OLD))
    if git and not (root / ".git").exists():
        subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


def netra(root: Path, *args: str, feed: str = "", **variables: str) -> Ran:
    """Run netra in `root` as a process of its own; `feed` is its standard input."""
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    ran = subprocess.run(
        [sys.executable, "-m", "netra_tools", *args],
        cwd=root,
        env=environment | variables,
        input=feed,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)
