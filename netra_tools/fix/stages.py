"""One repair after the other, and which of them a gate speaks against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.gates.judge import CHEAP, examine
from netra_tools.changes.gates.site import Site
from netra_tools.changes.gates.unchanged import find_changes
from netra_tools.changes.gates.wanted import Wanted
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.fix.repairs import Repair
from netra_tools.model import Note
from netra_tools.plan import CODE, Plan
from netra_tools.report.result import plural
from netra_tools.report.verdicts import FAILED, PASSED, Verdict

UNCHANGED: Final = "unchanged"


class Stage(NamedTuple):
    """What one repair does with what those before it left."""

    repair: Repair
    before: Tree
    plan: Plan


def judge_stages(
    request: CheckRequest, stages: Sequence[Stage], verdicts: Sequence[Verdict]
) -> tuple[Verdict, ...]:
    """Put what each repair promises in the place of what the whole plan does.

    Together they promise little: one that renames and one that sorts explain nothing of each other's changes.
    """
    if len(stages) < 2:
        return tuple(verdicts)
    problems = tuple(
        [note for stage in stages if stage.plan.keeps == CODE for note in broken(request, stage)]
    )
    names = ", ".join([stage.repair.name for stage in stages if stage.plan.keeps == CODE])
    good = f"nothing but imports and renamed references differs by {names or 'what promises it'}"
    return tuple([one if one.gate != UNCHANGED else verdict(one, problems, good) for one in verdicts])


def verdict(old: Verdict, problems: tuple[Note, ...], good: str) -> Verdict:
    """Give the verdict on all promises."""
    summary = plural(len(problems), "problem") if problems else good
    return old._replace(outcome=FAILED if problems else PASSED, summary=summary, problems=problems)


def broken(request: CheckRequest, stage: Stage) -> list[Note]:
    """Find where a repair changes what it promised to leave."""
    site = Site(stage.before, stage.plan, Wanted(request))
    try:
        return list(find_changes(site))
    finally:
        site.close()


def culprits(
    request: CheckRequest, stages: Sequence[Stage], verdicts: Sequence[Verdict]
) -> dict[tuple[str, str], str]:
    """Name the repairs, and the files, that the gates do not let pass: each repair is judged by itself.

    What only an expensive gate refuses is nobody's.
    """
    gates = {gate for gate, _, _ in CHEAP}
    if not any(one.outcome == FAILED and one.gate in gates for one in verdicts):
        return {}
    found: dict[tuple[str, str], str] = {}
    for stage in stages:
        for problem, reason in refusals(request, stage):
            found.setdefault((stage.repair.name, blamed(stage, problem)), reason)
    return found


def refusals(request: CheckRequest, stage: Stage) -> Iterator[tuple[Note, str]]:
    """Yield what the cheap gates say against one repair."""
    site = Site(stage.before, stage.plan, Wanted(request))
    try:
        for name, find, good in CHEAP:
            for problem in examine(name, find, good, site).problems:
                yield problem, f"the gate `{name}` refuses it: {problem.text}"
    finally:
        site.close()


def blamed(stage: Stage, problem: Note) -> str:
    """Name the file to leave alone; "" for all that the repair would do."""
    if not stage.repair.file_by_file:
        return ""
    paths = {edit.target: edit.path for edit in stage.plan.edits} | {e.path: e.path for e in stage.plan.edits}
    return paths.get(problem.path, "")
