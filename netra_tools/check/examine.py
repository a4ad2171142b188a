"""All of a check but its conclusion: what has changed is read, and the rules say what they have to say."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.check.gather import Place, Task, read_all
from netra_tools.check.knowledge import check_knowledge
from netra_tools.check.memory import COPIES, pack_findings, unpack_findings
from netra_tools.check.reach import check_reach
from netra_tools.check.run import Run, check_graph, make_reader, read_changed, take
from netra_tools.check.shapes import Row, check_shapes
from netra_tools.check.state import Rows
from netra_tools.check.words import check_literals
from netra_tools.digests import DIGEST_BYTES, digest_of
from netra_tools.model import Finding


def examine(run: Run, wanted: frozenset[str] | None) -> tuple[Finding, ...]:
    """Read what has changed and run the rules on what is wanted (None: all).

    Give what the rules say that look at the whole project.
    """
    read_changed(run, wanted)
    whole = (*check_graph(run), *check_copies(run), *check_literals(run), *check_reach(run))
    return (*whole, *check_knowledge(run, wanted))


def check_copies(run: Run) -> tuple[Finding, ...]:
    """Give what is said of shapes that are alike; the last run's word when all contents are the same."""
    if not run.rules.shape_rules:
        return ()
    contents = [run.stats.known[path][:DIGEST_BYTES] for path in run.files]
    key = digest_of(run.scope.digest + b"".join(contents))
    row = run.said.get(COPIES)
    if row is not None and row[0] == key:
        return unpack_findings(row[1])
    found = check_shapes(run.rules.shape_rules, all_shapes(run, contents))
    run.changed[COPIES] = run.said[COPIES] = (key, pack_findings(found))
    return found


def all_shapes(run: Run, contents: list[bytes]) -> list[Row]:
    """Give the shapes of all files: from this run, from the last ones, else from the files themselves."""
    old = {} if len(run.shapes) >= len(run.files) else run.memory.load_once(run.memory.shapes)
    found, tasks = known_shapes(run.scope.places, contents, old | run.shapes)
    if tasks:
        for batch in read_all(make_reader(run), tasks, run.request.jobs):
            take(run, tasks, batch)
        found, _ = known_shapes(run.scope.places, contents, old | run.shapes)
    return found


def known_shapes(
    places: Sequence[Place], contents: Sequence[bytes], rows: Rows
) -> tuple[list[Row], list[Task]]:
    """Give the shapes of the files that have any, and the files of which nothing is known as they are now."""
    found: list[Row] = []
    tasks: list[Task] = []
    for place, content in zip(places, contents, strict=True):
        path, module, _, service, is_test, _ = place
        row = rows.get(path)
        if row is None or row[:4] != (content, module, service, is_test):
            tasks.append(Task(place, content, moved=False, judged=False))
        elif row[4]:
            found.append((path, module, row[4], row[5]))
    return found, tasks
