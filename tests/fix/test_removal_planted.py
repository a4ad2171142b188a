"""All that is planted dead is removed from each project; what looks dead and is not stays."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from benchmarks.legacy_truth import Project, read_projects
from netra_tools.changes.journal.undo import undo
from tests.changes.faults import MANY, Dying
from tests.fix.removals import applied, files_below, removal_of
from tests.repository import make

PROJECTS = [pytest.param(project, id=project.name) for project in read_projects()]
# What is told and stays, each with its reason: all who call it would have to change, another definition
# of the name stays, or a test uses it that may test something else, too.
STAYS = {
    ("PatientAdmin.discharge.request", "parameter"),
    ("Reporter.pytest_sessionfinish.exitstatus", "parameter"),
    ("Reporter.pytest_sessionfinish.session", "parameter"),
    ("Sender.send.policy", "parameter"),
    ("Snapshot.part", "method"),
    ("area_of.word", "parameter"),
    ("pad", "function"),
}


@pytest.mark.parametrize("project", PROJECTS)
def test_a_planted_project(project: Project, tmp_path: Path) -> None:
    root = make(tmp_path, project.files, git=False, old=False)
    before = files_below(root)
    removal = removal_of(root)
    assert {(one.name, one.kind) for one in removal.stay} <= STAYS
    after = applied(root, removal)
    for path, data in after.items():
        hold_less(before[path].decode(), data.decode(), path)
    hold_living(project, after)
    assert not removal_of(root).plan.edits
    undo(str(root), disk=Dying(MANY))
    assert files_below(root) == before


def hold_less(before: str, after: str, path: str) -> None:
    """Hold that a file parses, and that nothing came to it but names of imports that were there."""
    if path.endswith(".py"):
        ast.parse(after)
    left = iter(before.split("\n"))
    for line in after.split("\n"):
        assert line.strip() == "pass" or "import" in line or "__all__" in line or line in left


def hold_living(project: Project, after: dict[str, bytes]) -> None:
    """Hold that what is marked as living is defined still, but for tests of what is dead."""
    for mark in project.marks:
        is_test = mark.path.startswith("tests/") or mark.path.endswith("/tests.py")
        if mark.verdict != "alive" or is_test or not mark.line:
            continue
        line = project.files[mark.path].split("\n")[mark.line - 1]
        assert not line.lstrip().startswith(("def ", "class ")) or line in after[mark.path].decode(), mark
