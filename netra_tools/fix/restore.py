"""Repairs what can be: one repair after the other, each on the result of those before it, as one plan.

What a gate refuses is left out, and the rest is planned anew without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Final, NamedTuple

from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.fix.choice import Chosen
from netra_tools.fix.fates import By, Fate, States, find_new, tell_fates
from netra_tools.fix.ledger import Ledger
from netra_tools.fix.repairs import REPAIRS, Repair
from netra_tools.fix.stages import Stage, culprits, judge_stages
from netra_tools.fix.task import NAME, Key, Task, key_of
from netra_tools.model import Finding
from netra_tools.plan import ANYTHING, CODE, Author, Plan, compose
from netra_tools.report.verdicts import Verdict, refused

ROUNDS: Final = 5
Judge = Callable[[Plan], Sequence[Verdict]]
Barred = Mapping[tuple[str, str], str]  # name of a repair and path ("" for all) -> what a gate said


class Wish(NamedTuple):
    """What is to be repaired, and how it is held."""

    tree: Tree
    request: CheckRequest
    chosen: Chosen
    judge: Judge


class Restored(NamedTuple):
    """What would be done, and what becomes of each finding."""

    plan: Plan
    fates: tuple[Fate, ...]
    came: tuple[Finding, ...]  # findings that were not there before
    notices: tuple[str, ...]  # about the run
    verdicts: Sequence[Verdict]


def restore(wish: Wish) -> Restored:
    """Plan all repairs that are wished for and that the gates let pass.

    Raises: NetraError when ruff is asked and fails.
    """
    barred: dict[tuple[str, str], str] = {}
    for _ in range(ROUNDS):
        attempt = Attempt(wish, barred)
        try:
            attempt.go()
            plan, states = attempt.plan(), attempt.states()
        finally:
            attempt.ledger.close()
        verdicts = judge_stages(wish.request, attempt.stages, wish.judge(plan)) if plan.edits else ()
        more = culprits(wish.request, attempt.stages, verdicts) if refused(verdicts) else {}
        if not more.keys() - barred.keys():
            break
        barred |= more
    fates = tell_fates(states, attempt.left, REPAIRS)
    return Restored(plan, fates, find_new(states), wish.chosen.notices, verdicts)


class Attempt:
    """One way through all repairs, but for what is barred."""

    def __init__(self, wish: Wish, barred: Barred) -> None:
        self.wish = wish
        self.barred = barred
        self.tree = wish.tree
        self.stages: list[Stage] = []
        self.left: dict[Key, str] = {}  # by the paths of before
        self.homes: dict[str, str] = {}  # path -> where it was before all
        self.ledger = Ledger(wish.request, self.is_meant)
        self.first: dict[str, tuple[Finding, ...]] = {}

    def is_meant(self, path: str) -> bool:
        """Say whether a file is to be repaired; one that is made of such files is, too."""
        return self.wish.chosen.is_meant(self.homes.get(path, path))

    def go(self) -> None:
        """Plan each repair."""
        for source in self.wish.chosen.sources:
            self.first[source] = self.ledger.take(source, self.tree)
        for repair in self.wish.chosen.repairs:
            found = [one for one in self.ledger.take(repair.source, self.tree) if self.wants(repair, one)]
            allowed = [one for one in found if not self.is_barred(repair, one)]
            if allowed:
                self.mend(repair, allowed)

    def wants(self, repair: Repair, finding: Finding) -> bool:
        """Say whether a repair is to mend a finding."""
        rules = self.wish.chosen.rules
        return repair.speaks_of(finding) and (not rules or repair.name in rules or finding.slug in rules)

    def is_barred(self, repair: Repair, finding: Finding) -> bool:
        """Say whether a gate forbade this repair, and note it."""
        reason = self.barred.get((repair.name, "")) or self.barred.get((repair.name, finding.path))
        if reason:
            self.keep(key_of(finding), reason)
        return bool(reason)

    def keep(self, key: Key, reason: str) -> None:
        """Note why a finding stays."""
        slug, path, subject = key
        self.left.setdefault((slug, self.homes.get(path, path), subject), reason)

    def mend(self, repair: Repair, findings: Sequence[Finding]) -> None:
        """Plan one repair."""
        request = self.wish.request
        task = Task(request.config, self.tree, tuple(findings), request.variables, request.cache_dir)
        mended = repair.mend(task)
        for key, reason in mended.left.items():
            self.keep(key, reason)
        if not mended.plan.edits:
            return
        self.stages.append(Stage(repair, self.tree, mended.plan))
        self.tree = self.tree.after(mended.plan.edits)
        moved = {edit.target: edit.path for edit in mended.plan.edits if edit.moved}
        self.homes |= {target: self.homes.get(path, path) for target, path in moved.items()}

    def plan(self) -> Plan:
        """Join what all repairs do."""
        plans = [stage.plan for stage in self.stages]
        if not plans:
            return Plan("nothing can be repaired", Author(NAME))
        keeps = CODE if all(plan.keeps == CODE for plan in plans) else ANYTHING
        names = ", ".join(stage.repair.name for stage in self.stages)
        return reduce(compose, plans)._replace(
            title=f"findings are repaired: {names}", author=Author(NAME), keeps=keeps
        )

    def states(self) -> States:
        """Take the findings that are meant before and after."""
        last = {source: self.ledger.take(source, self.tree) for source in self.wish.chosen.sources}
        return States(self.shown(self.first), self.shown(last), self.homes)

    def shown(self, taken: By) -> By:
        """Keep the findings that are meant."""
        rules, repairs = self.wish.chosen.rules, REPAIRS
        if not rules:
            return taken
        return {
            source: [
                one
                for one in found
                if one.slug in rules
                or any(self.wants(repair, one) for repair in repairs if repair.source == source)
            ]
            for source, found in taken.items()
        }
