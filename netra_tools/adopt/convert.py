"""Reads what another tool is told to check, and drafts a netra table that says the same."""

from __future__ import annotations

from collections.abc import Callable

from netra_tools.adopt.draft import Draft
from netra_tools.graph.model import ImportGraph

GraphOf = Callable[[tuple[str, ...]], ImportGraph]  # from source roots; () lets the tree say them
RULES = ("layer-violation", "forbidden-import", "confined-import")


def from_import_linter(root: str, graph_of: GraphOf) -> Draft:
    """Convert .importlinter, setup.cfg or pyproject.toml."""
    from netra_tools.adopt.import_linter import read_linter
    from netra_tools.adopt.linter_contracts import convert_linter

    return convert_linter(read_linter(root), graph_of(()))


def from_tach(root: str, graph_of: GraphOf) -> Draft:
    """Convert tach.toml or pyproject.toml."""
    from netra_tools.adopt.tach import read_roots, read_tach
    from netra_tools.adopt.tach_contracts import convert_tach
    from netra_tools.adopt.tach_losses import lost_in_tree

    graph = graph_of(read_roots(root))
    draft = convert_tach(read_tach(root, graph), graph)
    return draft._replace(losses=(*draft.losses, *lost_in_tree(root, graph)))


TOOLS: dict[str, Callable[[str, GraphOf], Draft]] = {"import-linter": from_import_linter, "tach": from_tach}
