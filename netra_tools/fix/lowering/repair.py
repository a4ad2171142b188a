"""Repairs imports up the layers: what is imported moves down, where what it needs allows that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, reduce

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.source import UnwritableError
from netra_tools.fix.lowering.lowering import TITLE, Lowering
from netra_tools.fix.lowering.upward import Upward, upward_of
from netra_tools.fix.split_readings import Readings
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.fix.task import Key, Mended, Task, key_of, owned, plan_of
from netra_tools.fix.ways import Ways
from netra_tools.model import Finding
from netra_tools.plan import ANYTHING, Plan, compose


def lower(task: Task) -> Mended:
    """Plan to move down what lower layers import, one move on the result of the other."""
    lowerings = Lowerings(task)
    groups: dict[str, list[tuple[Finding, Upward]]] = {}
    for finding, upward in lowerings.read(task.findings):
        groups.setdefault(upward.home, []).append((finding, upward))
    for members in groups.values():
        lowerings.go(members)
    plan = reduce(compose, lowerings.plans, plan_of(TITLE, (), ANYTHING))
    return Mended(plan._replace(title=TITLE), lowerings.left, lowerings.owners)


class Lowerings:
    """Goes through the modules from which lower ones import."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.readings = Readings()
        self.plans: list[Plan] = []
        self.left: dict[Key, str] = {}
        self.owners: dict[str, str] = {}

    @cached_property
    def ways(self) -> Ways:
        """Read the imports of the repository as the moves so far have left it."""
        return Ways(self.task)

    def read(self, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Upward]]:
        """Yield what each finding is about."""
        codebase = Codebase(self.task.config, self.task.tree, Renaming(()))
        for finding in findings:
            try:
                yield finding, upward_of(finding, codebase, self.readings)
            except CannotSplitError as error:
                self.left[key_of(finding)] = str(error)

    def go(self, members: list[tuple[Finding, Upward]]) -> None:
        """Move all that is imported from one module to the lowest place that needs it, or each by itself."""
        ways = self.ways
        names = frozenset[str]().union(*[upward.names for _, upward in members])
        lowest = max(members, key=lambda one: (ways.depth(module_of(one[1], ways)), one[1].importer))[1]
        if len(members) > 1 and not self.try_move(lowest._replace(names=names)):
            return
        for finding, upward in members:
            reason = self.try_move(upward)
            if reason:
                self.left[key_of(finding)] = reason

    def try_move(self, upward: Upward) -> str:
        """Plan one move, or say why it cannot be."""
        try:
            plan = Lowering(self.task, self.ways, upward, self.readings).plan()
        except (CannotSplitError, UnwritableError) as error:
            return str(error)
        task = self.task._replace(tree=self.task.tree.after(plan.edits))
        later = Ways(task)
        disturbing = next((edit.path for edit in plan.edits if later.disturbs(edit)), "")
        if disturbing:
            return f"{disturbing} would load modules that import one another in another order"
        worse = sorted(later.broken - self.ways.broken)
        if worse:
            contract, importer, imported, _ = worse[0]
            return f"`{importer}` would import `{imported}`, which leads up ({contract})"
        self.plans.append(plan)
        self.owners |= owned(plan.edits, upward.importer)
        self.task, self.ways = task, later
        return ""


def module_of(upward: Upward, ways: Ways) -> str:
    """Name the module that imports."""
    number = ways.order.numbers.get(upward.importer)
    return "" if number is None else ways.graph.modules[number]
