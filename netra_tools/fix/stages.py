"""One repair after the other, each held against the gates by itself, and which of them do not let it pass.

Judged as one, repairs would promise little: one that renames and one that sorts explain nothing of each
other's changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from netra_tools.changes.gates.judge import CHEAP, examine
from netra_tools.changes.gates.outside import judge_outside
from netra_tools.changes.gates.site import Site
from netra_tools.changes.gates.wanted import Wanted
from netra_tools.changes.tree import Tree
from netra_tools.check.run import Run
from netra_tools.fix.repairs import Repair
from netra_tools.plan import Plan
from netra_tools.report.result import plural
from netra_tools.report.verdicts import FAILED, PASSED, SKIPPED, Verdict

Barred = dict[tuple[str, str], str]  # name of a repair and path ("" for all) -> what a gate said


class Stage(NamedTuple):
    """What one repair does with what those before it left."""

    repair: Repair
    before: Tree
    plan: Plan
    owners: Mapping[str, str]  # a path that changes -> the file with the finding, where that is another


class Judged(NamedTuple):
    """What the gates say of all stages, and which of them they do not let pass."""

    verdicts: tuple[Verdict, ...]
    refused: Barred


def judge_stages(stages: Sequence[Stage], wanted: Wanted, seen: Run) -> Judged:
    """Hold each stage against the gates that run no other program. `seen` is a run on the disk."""
    said: dict[str, list[Verdict]] = {name: [] for name, _, _ in CHEAP}
    refused: Barred = {}
    for stage in stages:
        for found in judged(stage, wanted, seen):
            said[found.gate].append(found)
            for problem in found.problems:
                path = blamed(stage, problem.path)
                reason = f"the gate `{found.gate}` refuses it: {problem.text}"
                refused.setdefault((stage.repair.name, path), reason)
    goods = {name: good for name, _, good in CHEAP}
    verdicts = [joined(found, goods[name]) for name, found in said.items() if found]
    return Judged(tuple(verdicts), refused)


def judged(stage: Stage, wanted: Wanted, seen: Run) -> Iterator[Verdict]:
    """Yield what the gates say of one stage."""
    site = Site(stage.before, stage.plan, wanted, seen)
    site.may_grow = True
    try:
        for name, find, good in CHEAP:
            yield examine(name, find, good, site)
    finally:
        site.close()


def blamed(stage: Stage, path: str) -> str:
    """Name the file to leave alone, as the stage found it; "" for all that the repair would do."""
    if path in stage.owners:
        return stage.owners[path]
    known = {end: edit.path for edit in stage.plan.edits for end in (edit.path, edit.target)}
    return known.get(path, "") if stage.repair.file_by_file else ""


def joined(verdicts: Sequence[Verdict], good: str) -> Verdict:
    """Say what one gate says of all stages; where some promise nothing, it speaks of the others."""
    heard = [one for one in verdicts if one.outcome != SKIPPED]
    problems = tuple(dict.fromkeys(note for one in heard for note in one.problems))
    outcome = FAILED if problems else PASSED
    if not heard:
        return verdicts[0]
    summary = plural(len(problems), "problem") if problems else good
    return Verdict(verdicts[0].gate, outcome, summary, problems, sum(one.seconds for one in verdicts))


def judge_whole(tree: Tree, plan: Plan, wanted: Wanted, cheap: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Let other programs judge all stages at once, when nothing else is in the way."""
    site = Site(tree, plan, wanted)
    try:
        return (*cheap, *judge_outside(site, cheap))
    finally:
        site.close()
