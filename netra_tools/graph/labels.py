"""How the modules of a graph are called in drawings, and which are meant by a name that a user writes."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.errors import NetraError, near_miss
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import ancestry, covers


def labels(graph: ImportGraph) -> list[str]:
    """Name each module: as it is imported, else by its path; with its service where two share a name."""
    services: dict[str, set[str]] = {}
    for module, service in zip(graph.modules, graph.services, strict=True):
        services.setdefault(module.partition(".")[0], set()).add(service)
    named = zip(graph.modules, graph.services, graph.paths, strict=True)
    return [
        (f"{service}:{module}" if service and len(services[module.partition(".")[0]]) > 1 else module)
        if module
        else (path if "/" in path else f"./{path}")
        for module, service, path in named
    ]


def fold(label: str, depth: int) -> str:
    """Shorten a name to the package that it stands in, at most `depth` parts long."""
    mark = "/" if "/" in label else "."
    parts = label.split(mark)
    if len(parts) <= depth:
        return label
    return mark.join(parts[:depth]) + ("/" if mark == "/" else "")


def depth_of(label: str) -> int:
    """Count the parts of a name."""
    return label.count("/" if "/" in label else ".") + 1


def find(graph: ImportGraph, names: Sequence[str], wanted: str) -> list[int]:
    """List the modules that a user means: by name, package, pattern, service or path."""
    return [
        at
        for at, name in enumerate(names)
        if wanted == graph.paths[at] or covers((wanted,), name) or covers((wanted,), graph.modules[at])
    ]


def meant(graph: ImportGraph, names: Sequence[str], wanted: str) -> list[int]:
    """List the modules that a user means.

    Raises: NetraError when there are none.
    """
    found = find(graph, names, wanted)
    if not found:
        known = {around for name in names for around in ancestry(name)}
        close = near_miss(wanted, known)
        hint = close if close.startswith("did you mean") else "write it as it is imported: package.module"
        raise NetraError(f"there is no module '{wanted}'", hint)
    return found
