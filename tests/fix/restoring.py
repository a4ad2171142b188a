"""Small repositories, repaired in this process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from netra_tools.changes.gates.wanted import Wanted
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.config.load import load_config
from netra_tools.fix.choice import Choice, choose
from netra_tools.fix.restore import Restored, Wish, restore
from netra_tools.plan import Plan
from netra_tools.rules.registry import rule_specs
from tests.repository import make

Files = Mapping[str, str]


class Repaired(NamedTuple):
    """What the files would hold, and what is said of the findings."""

    files: dict[str, str | None]  # those that change; None for one that goes
    left: dict[str, str]  # subject of a finding -> why it stays
    restored: Restored


def repair(root: Path, files: Files, *rules: str, tier: int = 1, paths: Sequence[str] = ()) -> Repaired:
    """Write files, and plan the repair of some rules."""
    make(root, {"netra.toml": "", **files})
    return plan_repair(root, *rules, tier=tier, paths=paths)


def plan_repair(root: Path, *rules: str, tier: int = 1, paths: Sequence[str] = ()) -> Repaired:
    """Plan the repair of what is on disk."""
    config = load_config(str(root), None, rule_specs)
    tree = Tree(str(root))
    request = CheckRequest(config, jobs=1)
    chosen = choose(config, tree, request, Choice(rules, tier, paths))
    restored = restore(Wish(tree, chosen, Wanted(request)))
    left = {fate.finding.subject: fate.text for fate in restored.fates if not fate.mended and fate.repair}
    return Repaired(changed(restored.plan), left, restored)


def changed(plan: Plan) -> dict[str, str | None]:
    """Give what a plan makes of files."""
    found: dict[str, str | None] = {}
    for edit in plan.edits:
        if edit.moved or edit.after is None:
            found[edit.path] = None
        if edit.after is not None:
            found[edit.target] = edit.after.content.decode()
    return found
