"""Repairs definitions that stand twice: one stays, and the files of the others import it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import permutations
from typing import Final

from netra_tools.changes.source import UnwritableError
from netra_tools.check.ruleset import RuleSet
from netra_tools.fix.split_readings import Readings
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.fix.task import Mended, Task, key_of, owned, plan_of
from netra_tools.fix.twins.groups import groups_of, spot_of
from netra_tools.fix.twins.side import Spot
from netra_tools.fix.twins.union import Union, World
from netra_tools.model import Finding
from netra_tools.plan import ANYTHING, Plan, compose
from netra_tools.rules.canonical_import import CanonicalImport

TITLE: Final = "definitions that stand twice are united"
METHOD: Final = "a method is nothing that can be imported: let one class inherit it, or both call a function"
ALONE: Final = "its twin is a method, or stands inside a function"
INNER: Final = "it is defined inside a function"


def unite(task: Task) -> Mended:
    """Plan one definition for each set of those that are the same."""
    rule = RuleSet(task.config, (), ()).base.get(CanonicalImport.slug)
    declared = rule.replacements if isinstance(rule, CanonicalImport) else {}
    unions = Unions(World(task, dict(declared), Readings()))
    for group in groups_of(task.findings):
        unions.go(group)
    plan = reduce(compose, unions.plans, plan_of(TITLE, (), ANYTHING))
    left = {key_of(one): reason for one, reason in unions.left(task.findings)}
    return Mended(plan._replace(title=TITLE), left, unions.owners)


class Unions:
    """Goes through the sets, each on the result of those before it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.plans: list[Plan] = []
        self.owners: dict[str, str] = {}
        self.reasons: dict[Spot, str] = {}
        self.gone: set[Spot] = set()
        self.staying: set[Spot] = set()

    def go(self, group: list[Spot]) -> None:
        """Unite what can be of one set, the best place first."""
        outer = [one for one in group if "." not in one.name]
        inner = [one for one in group if "." in one.name]
        self.reasons |= {one: INNER if "<locals>" in one.name else METHOD for one in inner}
        if len(outer) > 1:
            self.join_all(sorted(outer, key=self.world.rank))
        self.explain(outer)

    def join_all(self, ranked: list[Spot]) -> None:
        """Try each place, the best first, for all that is left."""
        for stays, one in permutations(ranked, 2):
            if stays not in self.gone and one not in self.gone | self.staying and self.join(one, stays):
                self.gone.add(one)
                self.staying.add(stays)

    def explain(self, outer: list[Spot]) -> None:
        """Drop the reasons of what is united; what stays because the other one does has its reason."""
        left = [one for one in outer if one not in self.gone | self.staying]
        told = next((self.reasons[one] for one in left if one in self.reasons), ALONE)
        for one in outer:
            if one not in left:
                self.reasons.pop(one, None)
            else:
                self.reasons.setdefault(one, told)

    def join(self, one: Spot, stays: Spot) -> bool:
        """Let a definition go for one that stays, or say why it cannot."""
        try:
            plan = Union(self.world, one, stays).plan()
        except (CannotSplitError, UnwritableError) as error:
            self.reasons.setdefault(one, f"not united with `{self.world.dotted(stays)}`: {error}")
            return False
        self.plans.append(plan)
        self.owners |= owned(plan.edits, one.path)
        self.world.take(plan, one, stays)
        return True

    def left(self, findings: tuple[Finding, ...]) -> Iterator[tuple[Finding, str]]:
        """Yield why a finding stays; where the other one had to go for that, it is the other one's reason."""
        for finding in findings:
            reason = self.reasons.get(spot_of(finding))
            if reason:
                yield finding, reason
