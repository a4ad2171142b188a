"""What import-linter sees of a tree, where netra sees something else."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.adopt.names import nearest
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import matches


def is_imported(graph: ImportGraph, expression: str) -> bool:
    """Tell whether there is an import "a.b -> c", of a module of the project or of a package outside."""
    importer, _, imported = (part.strip() for part in expression.partition("->"))
    sources = meant(graph.modules, importer)
    goals = meant(graph.modules, imported)
    if any(source in sources and target in goals for _, source, target in graph.internal_edges()):
        return True
    tops = meant([name.partition(".")[0] for name in graph.dependencies], imported)
    pairs = zip(graph.externals.sources, graph.externals.targets, strict=True)
    return any(source in sources and target in tops for source, target in pairs)


def meant(names: Sequence[str], pattern: str) -> set[int]:
    """Number the names that a pattern means."""
    return {at for at, name in enumerate(names) if matches(pattern, name)}


def unseen(packages: Sequence[str], graph: ImportGraph) -> list[str]:
    """Say which packages netra does not find, and which others it follows imports through."""
    names = graph.names()
    said = [
        f"root package '{package}' is not found: name the directory that holds it in 'roots'"
        for package in packages
        if package not in names
    ]
    if ways := ways_around(packages, graph):
        said.append(
            f"netra also follows imports by way of {', '.join(ways)}, which import-linter does not see"
        )
    return said


def ways_around(packages: Sequence[str], graph: ImportGraph) -> list[str]:
    """List the top packages outside of the root packages that import these and are imported by them."""
    tops = [name.partition(".")[0] for name in graph.modules]
    inside = [bool(nearest(name, packages)) for name in graph.modules]
    left, back = set(), set()
    for _, source, target in graph.internal_edges():
        if inside[source] and not inside[target]:
            left.add(tops[target])
        elif inside[target] and not inside[source]:
            back.add(tops[source])
    return sorted(left & back)
