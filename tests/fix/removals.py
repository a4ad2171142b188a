"""Removals of what nothing needs from trees on disk, planned in this process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from netra_tools.changes.journal.apply import apply
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.config.load import load_config
from netra_tools.fix.removal.records import Removal, Selection
from netra_tools.fix.removal.remove import Wish, plan_removal
from netra_tools.fix.removal.survey import Filter, Survey
from netra_tools.rules.registry import rule_specs
from tests.changes.faults import MANY, Dying

ON = ('rules.unreferenced.severity="error"', 'rules.unreferenced.min_confidence="low"')


def removal_of(root: Path, confidence: str = "medium", **selection: Any) -> Removal:
    """Plan the removal of what is dead below `root`."""
    config = load_config(str(root), None, rule_specs, ON)
    survey = Survey(CheckRequest(config))
    try:
        wish = Wish(Tree(str(root)), survey, Filter(confidence, False), Selection(**selection))
        return plan_removal(wish)
    finally:
        survey.close()


def files_below(root: Path) -> dict[str, bytes]:
    """Read all files but those of git and of netra."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".git", ".netra"} & set(path.relative_to(root).parts)
    }


def applied(root: Path, removal: Removal) -> dict[str, bytes]:
    """Carry a removal out, and give what lies there then."""
    if removal.plan.edits:
        apply(str(root), removal.plan, disk=Dying(MANY))  # which waits for no disk
    return files_below(root)


def contents(removal: Removal) -> Mapping[str, str | None]:
    """Give what each file that a removal touches holds then; None for one that goes."""
    return {edit.path: edit.after.content.decode() if edit.after else None for edit in removal.plan.edits}
