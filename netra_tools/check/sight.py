"""The import graph of a repository for who wants to look at it, not to judge it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from netra_tools.check.conclude import recall
from netra_tools.check.imports import find_graph, keep_graph
from netra_tools.check.remember import remember
from netra_tools.check.request import CheckRequest
from netra_tools.check.run import Run, begin, outlines_of, read_changed
from netra_tools.facts.languages import is_script
from netra_tools.report.result import plural
from netra_tools.rules.encoding import Encoding
from netra_tools.rules.rule import Rule
from netra_tools.rules.syntax_error import SyntaxProblem
from netra_tools.rules.unread_file import UnreadFile

if TYPE_CHECKING:
    from netra_tools.graph.model import ImportGraph

UNREADABLE = frozenset((SyntaxProblem.code, Encoding.code, UnreadFile.code))


class Sight(NamedTuple):
    """The import graph of a repository, the rules that judge it, and what is to be said about the reading."""

    graph: ImportGraph
    rules: Mapping[str, Rule]  # by slug; those that run
    notices: tuple[str, ...]


def see_graph(request: CheckRequest) -> Sight:
    """Read a repository as a check does, and give its import graph."""
    run = begin(request, None)
    try:
        read_changed(run, None)
        outlines = outlines_of(run)
        kept = find_graph(run.memory, outlines)
        if not run.overlay:
            keep_graph(run.memory, outlines, kept)
            remember(run)
        return Sight(kept.graph, run.rules.base, (*run.scope.notes, *run.notices(), *gaps(run)))
    finally:
        run.memory.close()


def gaps(run: Run) -> tuple[str, ...]:
    """Say that imports may be missing because files could not be read."""
    findings, _ = recall(run, run.scope.places, {})
    unread = {finding.path for finding in findings if finding.code in UNREADABLE}
    unread = {path for path in unread if not is_script(path)}  # they are not in the graph
    if not unread:
        return ()
    files = plural(len(unread), "file")
    return (f"{files} could not be read in full, imports of theirs may be missing: netra check names them",)
