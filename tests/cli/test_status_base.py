"""`netra status --base`, as a pipeline runs it on a pull request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from netra_tools.config.model import DEFAULT_HISTORY
from tests.repository import Ran, make, netra
from tests.status.commits import commit, git

STARRED = "from os import *\n"
RESULTS = '<testsuite><testcase name="a"/><testcase name="b"/></testsuite>'


def branch(root: Path) -> Path:
    """Make a repository with a branch that mends one file, breaks another and moves a third."""
    files = {f"app/{name}.py": f"{STARRED}A = {number}\n" for number, name in enumerate("abc")}
    commit(root, {**files, "app/__init__.py": "", ".gitignore": ".netra\nMASTER_WIP_STATUS.md\n"})
    git(root, "branch", "-m", "main")
    git(root, "checkout", "-q", "-b", "topic")
    git(root, "mv", "app/c.py", "app/moved.py")
    commit(root, {"app/a.py": "A = 0\n", "app/new|pipe`.py": STARRED}, day=1)
    return root


def delta(ran: Ran) -> Any:
    """Give the delta of a document."""
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["delta"]


def test_what_a_branch_changes(tmp_path: Path) -> None:
    root = branch(tmp_path)
    make(root, {"untracked.py": STARRED})
    ran = netra(root, "status", "--base", "main", "--format", "markdown")
    assert (ran.code, ran.out.splitlines()[0]) == (
        0,
        "## :x: netra: 2 new, 1 fixed; score 25.0 → 33.3",
    )
    assert "- ``app/new|pipe`.py:1`` NET102: " in ran.out
    assert not (root / "MASTER_WIP_STATUS.md").exists()
    found = delta(netra(root, "status", "--base", "main", "--format", "json", "--no-cache"))
    assert [one["path"] for one in found["new"]] == ["app/new|pipe`.py", "untracked.py"]
    assert [one["path"] for one in found["fixed"]] == ["app/a.py"]
    assert (found["before"]["value"], found["after"]["value"]) == (3, 4)
    assert found["score"]["before"]["source"]["what"] == "netra check of the base"
    again = delta(netra(root, "status", "--base", "main", "--format", "json"))
    assert again == found
    assert git(root, "status", "--porcelain") == "?? untracked.py"


def test_what_was_recorded_of_the_base_says_what_files_cannot(tmp_path: Path) -> None:
    root = branch(tmp_path)
    git(root, "checkout", "-q", "main")
    make(root, {"junit.xml": RESULTS}, old=False)
    (root / ".git/info/exclude").write_text("junit.xml\n")
    assert netra(root, "status").code == 0
    git(root, "checkout", "-q", "topic")
    found = delta(netra(root, "status", "--base", "main", "--format", "json"))
    [passed] = [one for one in found["dimensions"] if one["name"] == "results"]
    assert (passed["before"]["value"], passed["before"]["source"]["what"]) == (100, "snapshot")
    (root / DEFAULT_HISTORY).unlink()
    found = delta(netra(root, "status", "--base", "main", "--format", "json"))
    assert found["score"]["without"] == ["Tests pass"]


MISTAKES = {
    "no such commit": (("--base", "nowhere"), "netra: git knows no commit 'nowhere'"),
    "with --check": (("--base", "main", "--check"), "netra: --check is about the whole file"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes(tmp_path: Path, name: str) -> None:
    options, message = MISTAKES[name]
    commit(tmp_path, {"a.py": ""})
    ran = netra(tmp_path, "status", *options)
    assert (ran.code, ran.err.splitlines()[0]) == (2, message)


def test_without_git(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": ""}, git=False)
    ran = netra(tmp_path, "status", "--base", "main")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "netra: nothing to compare with: this is no git repository",
    )
