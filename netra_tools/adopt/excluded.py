"""Which modules another tool leaves out of its check."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.adopt.names import outermost
from netra_tools.graph.model import ImportGraph
from netra_tools.project.globs import compile_globs


def excluded_modules(graph: ImportGraph, globs: Sequence[str]) -> list[str]:
    """List the packages and modules in which all files are excluded ."""
    if not globs:
        return []
    excluded = compile_globs(globs)
    kept: set[str] = set()
    found = []
    for name, path in zip(graph.modules, graph.paths, strict=True):
        if excluded(path):
            found.append(name)
        else:
            while name and name not in kept:
                kept.add(name)
                name = name.rpartition(".")[0]
    whole = [around for name in found if (around := outer(name, kept))]
    return outermost(set(whole))


def outer(name: str, kept: set[str]) -> str:
    """Find the outermost package around a module that holds nothing that is kept."""
    if name in kept:
        return ""
    while (parent := name.rpartition(".")[0]) and parent not in kept:
        name = parent
    return name
