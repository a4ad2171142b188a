"""A cache that came with the repository decides nothing."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from netra_tools.check.answer import load_checked, save_checked
from netra_tools.project.tracked import Tracked
from tests.repository import make, netra

FILES = {"app/__init__.py": "", "app/core.py": "import os\n\nA = os.environ['X']\n"}
WARNING = "netra: git tracks the cache of netra, so it is not used: remove it with `git rm -r --cached`\n"


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.invalid")
    subprocess.run(["git", *who, "-C", str(root), *words], check=True, capture_output=True)


def forge(root: Path) -> None:
    """Take all findings out of what a cache remembers, and give all contents the facts of an empty file."""
    path = str(root / ".netra/cache/findings")
    value = load_checked(path)
    assert isinstance(value, tuple)
    rows = {name: (*row[:2], None) if name[:1] not in ("", "/") else row for name, row in value[3].items()}
    assert rows != value[3]
    assert save_checked(path, (*value[:3], rows))
    with sqlite3.connect(root / ".netra/cache/facts.sqlite") as facts:
        facts.execute("update facts set facts = (select facts from facts order by length(facts) limit 1)")
    facts.close()


def planted(root: Path) -> Path:
    """Make a repository whose cache says that nothing is wrong, and clone it."""
    home = make(root / "home", FILES)
    assert netra(home, "check").code == 1
    forge(home)
    shutil.rmtree(home / ".netra/cache/answers", ignore_errors=True)
    git(home, "add", "-f", ".")
    git(home, "commit", "-qm", "a")
    subprocess.run(["git", "clone", "-q", str(home), str(root / "clone")], check=True)
    return root / "clone"


def test_a_tracked_cache_is_not_used(tmp_path: Path) -> None:
    clone = planted(tmp_path)
    for words in (["check"], ["check"], ["check", "--changed"], ["check", "-v"]):
        ran = netra(clone, *words)
        assert ran.err.count(WARNING) == 1
        assert ran.code == (0 if "--changed" in words else 1)
    assert netra(clone, "check", "--no-cache").err == ""


def test_what_the_forged_cache_would_have_said(tmp_path: Path) -> None:
    clone = planted(tmp_path)
    git(clone, "rm", "-rq", "--cached", ".netra")
    ran = netra(clone, "check")
    assert (ran.code, ran.err) == (0, "")  # the same files, no longer tracked: the forgery itself works


def test_a_cache_that_is_tracked_by_and_by_is_not_used_any_more(tmp_path: Path) -> None:
    home = make(tmp_path, FILES)
    git(home, "add", ".")
    assert [netra(home, "check").code for _ in range(3)] == [1, 1, 1]
    forge(home)
    git(home, "add", "-f", ".netra")
    ran = netra(home, "check")
    assert (ran.code, ran.err) == (1, WARNING)


def test_a_replayed_answer_was_given_here(tmp_path: Path) -> None:
    home = make(tmp_path, FILES)
    cache = home / ".netra/cache"
    for _ in range(40):  # until what was written is old enough to be trusted
        netra(home, "check")
        if answers := list(cache.glob("answers/*")):
            break
    value = load_checked(str(answers[0]))
    assert isinstance(value, tuple)
    assert save_checked(str(answers[0]), (*value[:2], "forged\n", 0))
    assert netra(home, "check").out == "forged\n"  # whoever can write here can do what he likes
    (cache / ".gitignore").rename(cache / "old")
    shutil.copy(cache / "old", cache / ".gitignore")  # as a checkout writes it: the rest is byte for byte
    ran = netra(home, "check")
    assert ran.code == 1
    assert "forged" not in ran.out


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".netra/cache/seen", True),
        (".NETRA/Cache/seen", True),
        (".netra/cache", True),
        (".netra", True),
        (".netra/cached", False),
        (".netra/notes", False),
        ("sub/.netra/cache/seen", False),
    ],
)
def test_what_counts_as_tracked(tmp_path: Path, name: str, expected: bool) -> None:
    root = make(tmp_path, {"a.py": "", name: "x"})
    assert not Tracked(str(root)).holds(".netra/cache")
    git(root, "add", "-f", ".")
    assert Tracked(str(root)).holds(".netra/cache") is expected


def test_links_and_repositories_in_its_place_count(tmp_path: Path) -> None:
    root = make(tmp_path, {"planted/cache/seen": "x"})
    (root / ".netra").symlink_to("planted")
    git(root, "add", "-f", ".")
    assert Tracked(str(root)).holds(".netra/cache")


def test_without_git_nothing_is_tracked(tmp_path: Path) -> None:
    assert not Tracked(str(make(tmp_path, {"a.py": ""}, git=False))).holds(".netra/cache")
