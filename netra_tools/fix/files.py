"""Repairs files that are too long: modules beside them take parts of them."""

from __future__ import annotations

from functools import reduce

from netra_tools.fix.split import Refusal, Request, plan_split
from netra_tools.fix.split_readings import Readings
from netra_tools.fix.task import Key, Mended, Task, key_of, owned, plan_of
from netra_tools.plan import ANYTHING, Plan, compose

TITLE = "files that are too long are divided"


def divide_files(task: Task) -> Mended:
    """Plan the division of each file, one on the result of the other."""
    plans: list[Plan] = []
    left: dict[Key, str] = {}
    owners: dict[str, str] = {}
    tree, readings = task.tree, Readings()
    for finding in task.findings:
        planned = plan_split(task.config, tree, Request(finding.path), readings)
        if isinstance(planned, Refusal):
            at = f"line {planned.line}: " if planned.line > 1 else ""
            left[key_of(finding)] = at + planned.reason
            continue
        plans.append(planned)
        tree = tree.after(planned.edits)
        owners |= owned(planned.edits, finding.path)
    plan = reduce(compose, plans, plan_of(TITLE, (), ANYTHING))
    return Mended(plan._replace(title=TITLE), left, owners)
