"""Commits whose authors and times are told, in real repositories."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.repository import make

START = 1_700_000_000
DAY = 86_400


def git(root: Path, *arguments: str, **variables: str) -> str:
    """Run git without the configuration of this machine."""
    mine = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    ran = subprocess.run(
        ["git", "-C", str(root), *arguments],
        env=os.environ | mine | variables,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return ran.stdout.strip()


def commit(
    root: Path, files: Mapping[str, str | bytes], *, author: str = "Ada <ada@example.org>", day: float = 0
) -> str:
    """Write files and commit all there is; give the commit's id."""
    make(root, files, old=False)  # git takes two of one time and size for the same
    when = f"{int(START + day * DAY)} +0000"
    name, _, address = author.rstrip(">").partition(" <")
    who = {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address}
    git(root, "add", "-A")
    git(
        root,
        *("commit", "-q", "--allow-empty", "--author", author, "-m", f"day {day}"),
        GIT_AUTHOR_DATE=when,
        GIT_COMMITTER_DATE=when,
        **who,
    )
    return git(root, "rev-parse", "HEAD")
