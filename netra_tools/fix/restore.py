"""Repairs what can be: one repair after the other, each on the result of those before it, as one plan.

What a gate refuses is left out, and the rest is planned anew without it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from typing import Final, NamedTuple

from netra_tools.changes.gates.wanted import Wanted
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.errors import NetraError
from netra_tools.fix.choice import Chosen
from netra_tools.fix.fates import By, Fate, States, find_new, tell_fates
from netra_tools.fix.ledger import CHECK, Ledger
from netra_tools.fix.repairs import REPAIRS, Repair
from netra_tools.fix.stages import Barred, Stage, judge_stages, judge_whole
from netra_tools.fix.task import NAME, Key, Task, key_of
from netra_tools.model import Finding
from netra_tools.plan import ANYTHING, CODE, Author, Plan, compose
from netra_tools.report.verdicts import Verdict

ROUNDS: Final = 6
PASSES: Final = 4  # what one repair does can open the way for another that came before it


class Wish(NamedTuple):
    """What is to be repaired, and which gates hold it."""

    tree: Tree
    chosen: Chosen
    wanted: Wanted

    @property
    def request(self) -> CheckRequest:
        """Give the check that finds what is wrong."""
        return self.wanted.request


class Restored(NamedTuple):
    """What would be done, and what becomes of each finding."""

    plan: Plan
    fates: tuple[Fate, ...]
    came: tuple[Fate, ...]  # findings that were not there before
    notices: tuple[str, ...]  # about the run
    verdicts: Sequence[Verdict]


def restore(wish: Wish) -> Restored:
    """Plan all repairs that are wished for and that the gates let pass.

    Raises: NetraError when ruff was asked for and fails.
    """
    ledger = Ledger(wish.request)
    try:
        attempt, verdicts = find_passing(wish, ledger)
        plan, states = attempt.plan(), attempt.states()
        if plan.edits:
            verdicts = judge_whole(wish.tree, plan, wish.wanted, verdicts)
    finally:
        ledger.close()
    fates = tell_fates(states, attempt.left, REPAIRS)
    notices = (*wish.chosen.notices, *attempt.notices)
    return Restored(plan, fates, find_new(states, attempt.left), notices, verdicts)


def find_passing(wish: Wish, ledger: Ledger) -> tuple[Attempt, tuple[Verdict, ...]]:
    """Try until no cheap gate refuses anything, each time without what was refused."""
    barred: Barred = {}
    for _ in range(ROUNDS):
        attempt = Attempt(wish, ledger, barred)
        attempt.go()
        judged = judge_stages(attempt.stages, wish.wanted, ledger.disk)
        more = widened(judged.refused, barred)
        if not more.keys() - barred.keys():
            break
        barred |= more
    return attempt, judged.verdicts


def widened(refused: Barred, barred: Barred) -> Barred:
    """Bar all of a repair where leaving out a file was not enough."""
    found = dict(refused)
    for name, path in refused.keys() & barred.keys():
        found[name, ""] = refused[name, path]
    return found


class Attempt:
    """One way through all repairs, but for what is barred."""

    def __init__(self, wish: Wish, ledger: Ledger, barred: Barred) -> None:
        self.wish = wish
        self.ledger = ledger
        self.barred = barred
        self.tree = wish.tree
        self.stages: list[Stage] = []
        self.left: dict[Key, str] = {}  # by the paths of before
        self.homes: dict[str, str] = {}  # path -> where it, or what is in it, was before all
        self.notices: tuple[str, ...] = ()
        self.first: dict[str, tuple[Finding, ...]] = {}

    def is_meant(self, path: str) -> bool:
        """Say whether a file is to be repaired; one that is made of such files is, too."""
        return self.wish.chosen.is_meant(self.homes.get(path, path))

    def go(self) -> None:
        """Plan each repair."""
        for source in self.wish.chosen.sources:
            self.begin(source)
        for repair in REPAIRS:
            if repair.tier > self.wish.chosen.tier:
                self.postpone(repair)
        changed: Collection[str] | None = None
        for _ in range(PASSES):
            done = len(self.stages)
            self.pass_through(changed)
            changed = {edit.target for stage in self.stages[done:] for edit in stage.plan.edits}
            if not changed:
                break

    def pass_through(self, changed: Collection[str] | None) -> None:
        """Let each repair do what it can, in the files that the last pass changed; None: in all."""
        for repair in self.wish.chosen.repairs:
            found = self.wanted_of(repair) if repair.source in self.first else ()
            allowed = [one for one in found if changed is None or one.path in changed]
            if allowed:
                self.mend(repair, allowed)

    def wanted_of(self, repair: Repair) -> list[Finding]:
        """Give the findings that a repair is to mend, and may."""
        found = [one for one in self.take(repair.source) if self.wants(repair, one)]
        return [one for one in found if not self.is_barred(repair, one)]

    def begin(self, source: str) -> None:
        """Take the first findings of a source. One that fails is left out, unless it was asked for.

        Raises: NetraError.
        """
        try:
            self.first[source] = self.take(source)
        except NetraError as error:
            if source == CHECK or self.wish.chosen.rules:
                raise
            self.notices = tuple(dict.fromkeys((*self.notices, f"left out: {error.message}")))

    def postpone(self, repair: Repair) -> None:
        """Note that a repair is for another day."""
        for finding in self.first.get(repair.source, ()):
            if repair.speaks_of(finding):
                self.keep(key_of(finding), f"--tier {repair.tier} repairs it, where that can be")

    def take(self, source: str) -> tuple[Finding, ...]:
        """Take the findings of a source as the repairs so far leave them."""
        return self.ledger.take(source, self.tree, self.is_meant)

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
        self.stages.append(Stage(repair, self.tree, mended.plan, mended.owners))
        self.tree = self.tree.after(mended.plan.edits)
        came = {edit.target: edit.path for edit in mended.plan.edits if edit.moved}
        created = [edit.target for edit in mended.plan.edits if edit.created]
        came |= {path: mended.owners[path] for path in created if path in mended.owners}
        self.homes |= {target: self.homes.get(path, path) for target, path in came.items()}

    def plan(self) -> Plan:
        """Join what all repairs do."""
        plans = [stage.plan for stage in self.stages]
        if not plans:
            return Plan("nothing can be repaired", Author(NAME))
        keeps = CODE if all(plan.keeps == CODE for plan in plans) else ANYTHING
        names = ", ".join(dict.fromkeys(stage.repair.name for stage in self.stages))
        return reduce(compose, plans)._replace(
            title=f"findings are repaired: {names}", author=Author(NAME), keeps=keeps
        )

    def states(self) -> States:
        """Take the findings that are meant before and after."""
        last = {source: self.take(source) for source in self.first}
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
