"""The imports of a repository as a status tells them, with the contracts and cycles that its rules judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netra_tools.graph.circles import DEFERRED
from netra_tools.graph.drawing import View
from netra_tools.rules.import_cycle import ImportCycle
from netra_tools.rules.layer_violation import LayerViolation
from netra_tools.status.graph_view import Judged, view_graph
from netra_tools.status.model import Data

if TYPE_CHECKING:
    from netra_tools.graph.model import ImportGraph
    from netra_tools.rules.rule import Rule
    from netra_tools.status.areas import Areas


def imports_of(graph: ImportGraph, rules: Mapping[str, Rule], areas: Areas) -> Data:
    """Tell the import graph as the rules that run see it."""
    cycles, layers = rules.get(ImportCycle.slug), rules.get(LayerViolation.slug)
    barred = cycles.barred() if isinstance(cycles, ImportCycle) else DEFERRED
    judged = (
        Judged(layers.contracts, layers.include_typing) if isinstance(layers, LayerViolation) else Judged()
    )

    def area_of(path: str) -> str:
        area = areas.of(path)
        return area.name if area else ""

    return view_graph(graph, View(barred=barred), judged, area_of)
