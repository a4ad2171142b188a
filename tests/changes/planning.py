"""Small repositories for plans: files in, files out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from netra_tools.changes.moves.structure import Request as Moving
from netra_tools.changes.moves.structure import Structure
from netra_tools.changes.renaming.rename import Request as Renaming
from netra_tools.changes.renaming.rename import plan_renaming
from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.plan import Author, Plan

AUTHOR = Author("test")


def write(root: Path, files: Mapping[str, str]) -> Tree:
    """Write files below a directory."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return Tree(str(root))


def move(
    tree: Tree, *pairs: tuple[str, str], shims: bool = False, tests: bool = False, documents: bool = False
) -> Plan:
    """Plan a move."""
    return Structure(Config(root=tree.root), tree, Moving(pairs, shims, tests, documents)).plan(AUTHOR)


def rename(tree: Tree, *pairs: tuple[str, str], allow_missing: bool = False) -> Plan:
    """Plan a renaming of references."""
    return plan_renaming(Config(root=tree.root), tree, Renaming(pairs, allow_missing), AUTHOR)


def after(tree: Tree, plan: Plan) -> dict[str, str]:
    """Give all files as a plan leaves them."""
    changed = tree.after(plan.edits)
    return {path: changed.read(path).decode() for path in sorted(changed.paths())}
