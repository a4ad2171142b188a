"""Plans written out as files before and after, and judged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from netra_tools.changes.gates.judge import judge
from netra_tools.changes.gates.wanted import Wanted
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.config.load import load_config
from netra_tools.model import Note
from netra_tools.plan import CODE, Author, Edit, Plan, State
from netra_tools.report.verdicts import FAILED, Verdict
from netra_tools.rules.registry import rule_specs
from tests.repository import make

Files = Mapping[str, str | bytes | None]


def state_of(content: str | bytes | None) -> State | None:
    """Make what a file holds."""
    return None if content is None else State(content.encode() if isinstance(content, str) else content)


def plan_of(before: Files, after: Files, moves: Mapping[str, str] | None = None, **rest: Any) -> Plan:
    """Make the plan that turns some files into others; `moves` are from old paths to new ones."""
    moves = dict(moves or {})
    edits = []
    for path, target in moves.items():
        edits.append(Edit(path, target, state_of(before[path]), state_of(after.get(target, before[path]))))
    for path in sorted({*before, *after} - moves.keys() - set(moves.values())):
        old, new = state_of(before.get(path)), state_of(after.get(path, before.get(path)))
        if old != new:
            edits.append(Edit(path, path, old, new))
    return Plan("a change", Author("test"), tuple(edits), keeps=CODE)._replace(**rest)


def wanted_in(root: Path, **rest: Any) -> Wanted:
    """Ask for the gates that always run, without a cache."""
    request = CheckRequest(load_config(str(root), None, rule_specs), jobs=1)
    return Wanted(request)._replace(**rest)


def judged(root: Path, before: Files, plan: Plan, **rest: Any) -> dict[str, Verdict]:
    """Write the files of before, and judge a plan."""
    make(root, {path: content for path, content in before.items() if content is not None})
    return {verdict.gate: verdict for verdict in judge(Tree(str(root)), plan, wanted_in(root, **rest))}


def failures(verdicts: Mapping[str, Verdict]) -> dict[str, tuple[Note, ...]]:
    """Give the gates that failed, with what they say."""
    return {name: found.problems for name, found in verdicts.items() if found.outcome == FAILED}
