"""Imports one by one, as text and JSON: the chain of `netra graph --why` and the cut of `--cut`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netra_tools.graph.cut import KnotCut
from netra_tools.graph.labels import labels
from netra_tools.graph.model import Edges, ImportGraph
from netra_tools.graph.why import Chain
from netra_tools.model import IN_FUNCTION, TYPE_CHECKING
from netra_tools.report.escape import encodable, printable
from netra_tools.report.result import plural

_Object = dict[str, object]
_SHOWN = 8  # members of a knot that text names


def render_chain(form: str, graph: ImportGraph, ends: tuple[str, str], chain: Chain | None) -> str:
    """Write the chain from one end to the other, or that there is none."""
    steps = [] if chain is None else list(_steps(graph, chain))
    if form == "json":
        head: _Object = {"source": encodable(ends[0]), "target": encodable(ends[1]), "imports": steps}
        return _json(head)
    names = f"{printable(ends[0])} -> {printable(ends[1])}"
    if not steps:
        return f"{names}: no chain of imports\n"
    return "".join([f"{line}\n" for line in (f"{names}: {plural(len(steps), 'import')}", *_lines(steps))])


def render_cut(form: str, graph: ImportGraph, depth: int, cuts: Sequence[KnotCut]) -> str:
    """Write which imports to remove, knot by knot."""
    found = [
        {
            "members": [encodable(name) for name in cut.members],
            "least": cut.least,
            "imports": list(_imports(graph, graph.edges, cut.imports)),
        }
        for cut in cuts
    ]
    if form == "json":
        return _json({"depth": depth or None, "knots": found})
    return "".join([f"{line}\n" for line in _cut_lines(graph, depth, cuts)])


def _cut_lines(graph: ImportGraph, depth: int, cuts: Sequence[KnotCut]) -> Iterator[str]:
    kind = f"packages at depth {depth}" if depth else "modules"
    if not cuts:
        yield f"no cycles of {kind}"
        return
    count = sum(len(cut.imports) for cut in cuts)
    yield f"remove {plural(count, 'import')} and no cycle of {kind} is left"
    for cut in cuts:
        names = ", ".join(map(printable, cut.members[:_SHOWN]))
        more = f" and {len(cut.members) - _SHOWN:,} more" if len(cut.members) > _SHOWN else ""
        proof = "the fewest" if cut.least == len(cut.imports) else f"{cut.least:,} at the very least"
        yield ""
        yield f"{plural(len(cut.imports), 'import')} ({proof}) of {len(cut.members):,} {kind}: {names}{more}"
        yield from _lines(list(_imports(graph, graph.edges, cut.imports)))


def _steps(graph: ImportGraph, chain: Chain) -> Iterator[_Object]:
    yield from _imports(graph, graph.edges, chain.way)
    if chain.external >= 0:
        yield from _imports(graph, graph.externals, [chain.external])


def _imports(graph: ImportGraph, edges: Edges, rows: Iterable[int]) -> Iterator[_Object]:
    """Describe imports; those of `graph.externals` lead to dependencies."""
    sources = labels(graph)
    targets = graph.dependencies if edges is graph.externals else sources
    for row in rows:
        flags = edges.flag(row)
        yield {
            "path": encodable(graph.paths[edges.source(row)]),
            "line": edges.span(row)[0],
            "source": encodable(sources[edges.source(row)]),
            "target": encodable(targets[edges.target(row)]),
            "in_function": bool(flags & IN_FUNCTION),
            "type_checking": bool(flags & TYPE_CHECKING),
        }


def _lines(steps: Sequence[_Object]) -> Iterator[str]:
    places = [f"{printable(str(step['path']))}:{step['line']}" for step in steps]
    width = max(map(len, places), default=0)
    for place, step in zip(places, steps, strict=True):
        when = [" (in a function)"] if step["in_function"] else []
        when += [" (for type checkers)"] if step["type_checking"] else []
        said = f"{printable(str(step['source']))} imports {printable(str(step['target']))}"
        yield f"  {place:<{width}}  {said}{''.join(when)}"


def _json(value: _Object) -> str:
    import json

    return json.dumps({"schema_version": 1, **value}, indent=1) + "\n"
