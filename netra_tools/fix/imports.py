"""Repairs of imports: absolute ones, those that nobody uses, and cycles that can be opened."""

from __future__ import annotations

from netra_tools.changes.tidying.absolute import plan_absolute
from netra_tools.changes.tidying.optimize import Optimizer
from netra_tools.changes.tidying.untangle import plan_untangle
from netra_tools.check.request import CheckRequest
from netra_tools.external.launch import Surroundings
from netra_tools.fix.task import Mended, Task, explained

PREFIX = "RUF:"


def make_absolute(task: Task) -> Mended:
    """Plan absolute imports in the place of the relative ones that were found."""
    only = {(finding.path, finding.line) for finding in task.findings}
    plan = plan_absolute(task.config, task.tree, task.paths, only)
    return Mended(plan._replace(notes=()), explained(task.findings, plan.notes))


def tidy(task: Task) -> Mended:
    """Plan imports without what is unused or repeated, and sorted where ruff found that they are not.

    Raises: NetraError when ruff is not installed, or fails.
    """
    where = Surroundings(task.config.root, task.variables, task.config.trusted)
    request = CheckRequest(task.config, cache_dir=task.cache_dir, overlay=task.tree.overlay())
    rules = sorted({finding.slug.removeprefix(PREFIX) for finding in task.findings})
    plan = Optimizer(task.tree, where, request, rules).plan(task.paths)
    return Mended(plan._replace(notes=()), explained(task.findings, plan.notes))


def open_cycles(task: Task) -> Mended:
    """Plan to move the imports that close a cycle to where they run later."""
    plan = plan_untangle(task.config, task.tree, task.paths, cache_dir=task.cache_dir)
    return Mended(plan._replace(notes=()), explained(task.findings, plan.notes))
