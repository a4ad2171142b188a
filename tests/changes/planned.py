"""What planners plan for a few files, written so that tests can compare it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.plan import Plan
from tests.repository import make


def tree_of(root: Path, files: Mapping[str, str | bytes]) -> tuple[Config, Tree]:
    """Write files, and give what a planner is given."""
    make(root, files, git=False)
    return Config(str(root)), Tree(str(root))


def written(plan: Plan) -> dict[str, str]:
    """Give what each changed file holds afterwards."""
    return {edit.target: edit.after.content.decode() for edit in plan.edits if edit.after is not None}


def told(plan: Plan) -> list[str]:
    """Write notes as lines."""
    return [f"{note.path}:{note.line} {note.text}" for note in plan.notes]
