"""Comments go that are code which git remembers, or that silence nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.fix.restoring import plan_repair
from tests.repository import make

CONFIG = '[rules.commented-out-code]\nseverity = "warning"\n'
DEAD = {
    "a line": ("A = 1\n# print(A)\nB = 2\n", "A = 1\nB = 2\n"),
    "lines between blank ones": ("A = 1\n\n# import os\n# print(os)\n\nB = 2\n", "A = 1\n\nB = 2\n"),
    "in a function": (
        "def f():\n    # x = call(1)\n    return 1\n",
        "def f():\n    return 1\n",
    ),
    "windows newlines": ("A = 1\r\n# print(A)\r\nB = 2\r\n", "A = 1\r\nB = 2\r\n"),
    "the last line": ("A = 1\n# print(A)", "A = 1\n"),
}


def commit(root: Path) -> None:
    """Commit all that is there."""
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    for words in (["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", "-C", str(root), *identity, *words], check=True)


@pytest.mark.parametrize("name", DEAD)
def test_code_in_comments_goes(tmp_path: Path, name: str) -> None:
    before, after = DEAD[name]
    commit(make(tmp_path, {"netra.toml": CONFIG, "a.py": before}))
    assert plan_repair(tmp_path, "commented-out-code").files == {"a.py": after}


@pytest.mark.parametrize("known", ["no repository", "no commit", "another content"])
def test_what_git_does_not_remember_stays(tmp_path: Path, known: str) -> None:
    make(tmp_path, {"netra.toml": CONFIG, "a.py": "A = 1\n"}, git=known != "no repository")
    if known == "another content":
        commit(tmp_path)
    make(tmp_path, {"a.py": "A = 1\n# print(A)\n"}, git=False)
    found = plan_repair(tmp_path, "commented-out-code")
    assert found.files == {}
    assert list(found.left.values()) == [
        "git does not have the file as it is, so nobody would remember the code"
    ]


IDLE = {
    "at the end of a line": ("A = 1  # netra: ignore[too-complex] why\n", "A = 1\n"),
    "of all rules": ("A = 1  # netra: ignore\n", "A = 1\n"),
    "of two rules": ("A = 1  # netra: ignore[too-complex, NET202] why\n", "A = 1\n"),
    "in a line of its own": ("# netra: ignore[too-complex] why\nA = 1\n", "A = 1\n"),
    "of the file": ('"""A."""\n# netra: ignore-file[too-complex] why\nA = 1\n', '"""A."""\nA = 1\n'),
    "behind another comment": ("A = 1  # type: int # netra: ignore[NET202] why\n", "A = 1  # type: int\n"),
}


@pytest.mark.parametrize("name", IDLE)
def test_comments_that_silence_nothing_go(tmp_path: Path, name: str) -> None:
    before, after = IDLE[name]
    make(tmp_path, {"netra.toml": "", "a.py": before})
    assert plan_repair(tmp_path, "unused-suppression").files == {"a.py": after}


def test_a_comment_that_silences_something_else_stays(tmp_path: Path) -> None:
    line = "from .b import C  # netra: ignore[relative-import, too-complex] why\n"
    make(tmp_path, {"netra.toml": "", "app/__init__.py": "", "app/b.py": "C = 1\n", "app/a.py": line})
    found = plan_repair(tmp_path, "unused-suppression")
    assert found.files == {}
    assert list(found.left.values()) == ["it silences something else as well, or names no rule there is"]
