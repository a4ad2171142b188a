"""The gate "first-party imports resolve at least as well as before, and no old name is left"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netra_tools.changes.gates.bound import Bound
from netra_tools.changes.gates.loading import find_unloadable
from netra_tools.changes.gates.renames import Renames, is_within
from netra_tools.changes.gates.site import Site, is_python
from netra_tools.check.run import graph_of
from netra_tools.graph.model import Edges, ImportGraph, Missing
from netra_tools.model import Note

Key = tuple[str, str]  # path, full name
STAR = "*"


def find_broken(site: Site) -> Iterator[Note]:
    """Yield the imports that led somewhere before, and those of an old name."""
    before, after = (graph_of(run).graph for run in site.runs.pair)
    known = known_before(before, site.renames)
    known |= taken_along(known, site)
    listed = {note.path for note in (*site.plan.notes, *site.plan.failed)}
    for missing in after.missing:
        path, full = after.paths[missing.source], full_name(missing)
        if (path, full) not in known and not (path in listed and site.renames.is_old(full)):
            yield Note(path, missing.span[0], f"`{full}` leads nowhere: {missing.reason}")
    if site.renames.pairs:
        left = [*left_in_graph(after, site), *left_elsewhere(site)]
        yield from (note for note in left if note.path not in listed)
    yield from find_unloadable(site, (before, after))


def full_name(missing: Missing) -> str:
    """Give the whole name of what is missing."""
    return f"{missing.module}.{missing.name}" if missing.name else missing.module


def known_before(graph: ImportGraph, renames: Renames) -> set[Key]:
    """Give what was missing before, by the paths of afterwards, and by the old names and the new ones."""
    found = set()
    for missing in graph.missing:
        path, full = renames.path_of(graph.paths[missing.source]), full_name(missing)
        found.update({(path, full), (path, renames.of(full))})
    return found


def taken_along(known: set[Key], site: Site) -> set[Key]:
    """Give what may be missing in new files: what was in those that the plan changes, for code may move."""
    changed = {edit.target for edit in site.plan.edits if edit.before and edit.after}
    created = [edit.target for edit in site.plan.edits if edit.created]
    return {(path, full) for old, full in known if old in changed for path in created}


def left_in_graph(graph: ImportGraph, site: Site) -> Iterator[Note]:
    """Yield imports of old names in the files that are checked."""
    for edges, targets in ((graph.edges, graph.modules), (graph.externals, graph.dependencies)):
        old = {number for number, name in enumerate(targets) if is_near(name, site.renames)}
        if old:
            rows = [row for row, target in enumerate(edges.targets) if target in old]
            yield from left_on(edges, rows, targets, (graph, site))


def gives(module: int, full: str, graph: ImportGraph, site: Site) -> bool:
    """Say whether a module itself gives the name of a module that left it a meaning: it may be imported."""
    path, symbols = (
        graph.paths[module],
        [old.replace(":", ".") for old, _ in site.renames.written if ":" in old],
    )
    state = site.after.state(path)
    return (
        full not in symbols
        and state is not None
        and full.rpartition(".")[2] in site.facts(state.content).names
    )


def is_near(name: str, renames: Renames) -> bool:
    """Say whether a module is an old name, or above or below one."""
    return any(is_within(name, old) or is_within(old, name) for old, _ in renames.pairs)


def left_on(
    edges: Edges, rows: Iterable[int], targets: Sequence[str], among: tuple[ImportGraph, Site]
) -> Iterator[Note]:
    """Yield those of some imports that use an old name; what has that name itself may."""
    graph, site = among
    is_old = site.renames.is_old
    for row in rows:
        if is_old(graph.modules[edges.source(row)]):
            continue
        target = edges.target(row)
        may_give = edges is graph.edges and not is_old(targets[target])
        here = graph.modules[edges.source(row)] if edges is graph.edges else ""
        for full in filter(is_old, imported_on(edges, row, targets[target])):
            if here and is_within(site.renames.of(full), here):
                continue  # the new place hands on what the old one holds still
            if not may_give or not gives(target, full, graph, site):
                yield Note(
                    graph.paths[edges.source(row)],
                    edges.span(row)[0],
                    f"`{full}` is imported by its old name",
                )


def imported_on(edges: Edges, row: int, module: str) -> list[str]:
    """Give what an import from a module brings, by full names."""
    parts = [one for one in edges.names[row].split(", ") if one and one != STAR]
    return [f"{module}.{one}" for one in parts] or [module]


def left_elsewhere(site: Site) -> Iterator[Note]:
    """Yield imports of old names in the Python files that are not checked, and in scripts."""
    words = [old.rpartition(".")[2].encode() for old, _ in site.renames.pairs]
    checked = frozenset(site.runs.pair.after.files)
    for path in sorted(filter(may_be_python, site.after.paths() - checked)):
        state = site.after.state(path)
        if state is not None and is_python(path, state) and any(word in state.content for word in words):
            yield from left_in_file(path, state.content, site)


def may_be_python(path: str) -> bool:
    """Say whether a file is worth reading: what has another suffix is no Python."""
    return path.endswith((".py", ".pyi", ".pyw")) or "." not in path.rpartition("/")[2]


def left_in_file(path: str, data: bytes, site: Site) -> Iterator[Note]:
    """Yield imports of old names in one file."""
    module = site.module_after(path)
    if site.renames.is_old(module.name):
        return
    for record in site.facts(data).imports:
        for full in sorted(Bound((record,), module).imported):
            if site.renames.is_old(full):
                yield Note(path, record.line, f"`{full}` is imported by its old name")
