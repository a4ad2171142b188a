"""The import graph as plain values that `marshal` takes, and back."""

from __future__ import annotations

from array import array
from typing import Any

from netra_tools.graph.model import Edges, ImportGraph, Missing

State = tuple[Any, ...]  # lists and tuples of strings, numbers and bytes


def to_state(graph: ImportGraph) -> State:
    """Write a graph down. The bytes are those of this machine: a cache is read where it was written."""
    return (
        array("i").itemsize,
        *(graph.modules, graph.paths, graph.packages, graph.services, graph.tests, graph.dependencies),
        *(graph.edges.table.tobytes(), graph.edges.names),
        *(graph.externals.table.tobytes(), graph.externals.names),
        [tuple(absent) for absent in graph.missing],
    )


def from_state(state: State) -> ImportGraph:
    """Make the graph again.

    Raises: ValueError for a state of another kind of machine or version.
    """
    try:
        size, modules, paths, packages, services, tests, dependencies, *rows, missing = state
        edges, names, externals, external_names = rows
    except ValueError:
        raise ValueError("not the state of an import graph") from None
    if size != array("i").itemsize:
        raise ValueError("the state of an import graph of another machine")
    return ImportGraph(
        *(modules, paths, packages, services, tests),
        *(Edges(table(edges), names), Edges(table(externals), external_names)),
        *(dependencies, [Missing(*absent) for absent in missing]),
    )


def table(data: bytes) -> array[int]:
    """Make a table of the bytes of one."""
    made = array("i")
    made.frombytes(data)
    return made
