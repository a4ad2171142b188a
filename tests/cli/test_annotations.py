"""Annotations that `netra check --ci` adds in GitHub Actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import make, netra

DIRTY = {"app/__init__.py": "", "app/core.py": "from . import ui\n", "app/ui.py": "A = 1\n"}
ANNOTATION = (
    "::error file=app/core.py,line=1,endLine=1,col=1,endColumn=17,title=NET101 relative-import"
    "::relative import of `.`: write `from app import ui`\n"
)
STARS = "from os.path import *\n"


def test_annotations_follow_the_report(tmp_path: Path) -> None:
    root = make(tmp_path, DIRTY)
    plain = netra(root, "check", "--ci")
    annotated = netra(root, "check", "--ci", GITHUB_ACTIONS="true")
    assert "::" not in plain.out
    assert annotated == (1, plain.out + ANNOTATION, "")
    # The answers that are kept are told apart.
    assert netra(root, "check", "--ci", GITHUB_ACTIONS="true") == annotated
    assert netra(root, "check", "--ci") == plain


@pytest.mark.parametrize(
    ("args", "variables"),
    [
        pytest.param(["--ci"], {"GITHUB_ACTIONS": "false"}, id="elsewhere"),
        pytest.param(["--ci"], {"GITLAB_CI": "true", "CI": "true"}, id="GitLab"),
        pytest.param([], {"GITHUB_ACTIONS": "true"}, id="not for a pipeline"),
        pytest.param(["--ci", "--format", "text"], {"GITHUB_ACTIONS": "true"}, id="the format was chosen"),
        pytest.param(["--ci", "--format", "json"], {"GITHUB_ACTIONS": "true"}, id="for machines"),
        pytest.param(["--ci", "--quiet"], {"GITHUB_ACTIONS": "true"}, id="the verdict only"),
        pytest.param(["--ci", "--statistics"], {"GITHUB_ACTIONS": "true"}, id="counts only"),
    ],
)
def test_no_annotations(tmp_path: Path, args: list[str], variables: dict[str, str]) -> None:
    ran = netra(make(tmp_path, DIRTY), "check", *args, **variables)
    assert (ran.code, "::" in ran.out) == (1, False)


def test_a_report_in_a_file_has_none(tmp_path: Path) -> None:
    root = make(tmp_path, DIRTY)
    ran = netra(root, "check", "--ci", "--output", "text:report.txt", GITHUB_ACTIONS="true")
    assert ran.out == (root / "report.txt").read_text(encoding="utf-8") + ANNOTATION


def test_as_many_as_github_shows(tmp_path: Path) -> None:
    root = make(tmp_path, {f"m{number:02}.py": STARS for number in range(14)})
    ran = netra(root, "check", "--ci", "--select", "star-import", GITHUB_ACTIONS="true")
    assert ran.out.startswith("FAIL 14 errors in 14 of 14 files\n")
    assert ran.out.count("\n::error file=") == 10
