"""Repairs functions that are too long: parts of them become functions of their own."""

from __future__ import annotations

from netra_tools.fix.plan_extractions import Planner
from netra_tools.fix.task import Mended, Task, by_path, explained, plan_of
from netra_tools.plan import ANYTHING

TITLE = "functions that are too long are taken apart"


def take_apart(task: Task) -> Mended:
    """Plan to take functions apart."""
    planner = Planner(task.config, task.tree)
    for path, findings in sorted(by_path(task.findings).items()):
        planner.operate(path, findings)
    return Mended(plan_of(TITLE, planner.edits, ANYTHING), explained(task.findings, planner.notes))
