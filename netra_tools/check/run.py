"""The pipeline: discover, read, check each file, check the graph, settle.

Each step asks the memory of the last run first, and does only what has changed since.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from netra_tools import __version__
from netra_tools.check.answer import Look, look, save_look
from netra_tools.check.digests import DIGEST_BYTES, digest_of
from netra_tools.check.gather import Batch, Outcome, Place, Reader, Task, read_all
from netra_tools.check.imports import Outlines, find_graph, keep_graph
from netra_tools.check.memory import (
    GRAPH,
    Memory,
    pack_findings,
    unpack_findings,
    unpack_suppressions,
)
from netra_tools.check.request import CheckRequest
from netra_tools.check.ruleset import RuleSet
from netra_tools.check.scope import Scope, choose, freeze, locate, thaw
from netra_tools.check.settle import settle
from netra_tools.check.state import Rows
from netra_tools.check.stats import Stats
from netra_tools.facts.read import READER_VERSION
from netra_tools.model import Finding, Suppression
from netra_tools.report.result import CheckResult

if TYPE_CHECKING:
    from netra_tools.graph.model import ImportGraph

MANY = 256  # files from which listing the cache is cheaper than asking it for each


class Checked(NamedTuple):
    """A result, and the name of the look it depends on: the answer holds while that does."""

    result: CheckResult
    look: bytes  # empty when the answer is not to be kept
    notices: tuple[str, ...]  # about the run, not the repository


class Run:
    """One run: what it was asked, what it knows, what it finds out."""

    def __init__(self, request: CheckRequest, seen: Look | None) -> None:
        self.request = request
        self.config = request.config
        self.rules = RuleSet(request.config, request.select, request.ignore)
        key = f"{__version__} {self.config.fingerprint} {','.join(kind.slug for kind in self.rules.types)}"
        self.memory = Memory(request.cache_dir, key)
        self.seen = seen
        self.stats = Stats(self.config.root, seen)
        self.scope = find_scope(self)
        self.files = [place.path for place in self.scope.places]
        self.stats.look_at(self.scope.watched, self.files)
        self.said = self.memory.load(self.memory.findings)
        self.outlines: Rows | None = None
        self.changed: Rows = {}  # what is said now and was not said before
        self.fresh: dict[str, bytes] = {}  # outlines that are not what they were


def run_check(request: CheckRequest, seen: Look | None = None) -> Checked:
    """Check a repository. `seen` is what the last run saw, when that has been looked at already."""
    started_ns = time.time_ns()
    if seen is None and request.cache_dir:
        seen = look(request.cache_dir)
    run = Run(request, seen)
    try:
        wanted, notices = choose(run.config.root, run.scope.places, request.paths)
        read_changed(run)
        graph = check_graph(run)
        result = conclude(run, wanted, graph, (*run.scope.notes, *notices))
        return Checked(result, remember(run, started_ns), run.memory.notices())
    finally:
        run.memory.close()


def find_scope(run: Run) -> Scope:
    """Find the files to check: those of the last run, when nothing moved that decides it."""
    seen, config = run.seen, run.config
    key = (__version__, config.root, config.fingerprint)
    if seen is not None and isinstance(seen.key, tuple) and seen.same_files():
        plain = run.memory.load_value("places", (*key, seen.key[0]))
        if plain is not None:
            return thaw(plain, tuple(seen.watched))
    scope = locate(config, run.rules)
    run.memory.save_value("places", (*key, scope.digest), freeze(scope))
    return scope


def read_changed(run: Run) -> None:
    """Read the files that are not as the last run left them, or of which the rules have said nothing yet."""
    tasks = find_tasks(run)
    if not tasks:
        return
    cache, reader = run.memory.facts, make_reader(run)
    many = len(tasks) > MANY
    if cache is not None:
        reader.cached = cache.digests() if many else cache
    done = 0
    run.request.progress(done, len(tasks))
    for batch in read_all(reader, tasks, run.request.jobs):
        take(run, tasks, batch)
        done += len(batch)
        if done < len(tasks):
            run.request.progress(done, len(tasks))
    if cache is not None and many:
        cache.prune({run.stats.known[file][:DIGEST_BYTES] for file in run.files})


def make_reader(run: Run) -> Reader:
    """Make what reads and checks files."""
    return Reader(run.config.root, run.config.max_file_bytes, run.memory.directory, run.rules.check_file)


def find_tasks(run: Run) -> list[Task]:
    """List the files to look at; what is said of a file holds for one content under one name."""
    said, known = run.said, run.stats.known
    tasks = []
    for place, moved in zip(run.scope.places, run.stats.moved(run.files), strict=True):
        row = said.get(place.path)
        digest = known.get(place.path, b"")[:DIGEST_BYTES]
        judged = row is not None and row[0] == digest and row[1] == place.module
        if moved or not judged:
            tasks.append(Task(place, digest, moved or not digest, judged))
    return tasks


def take(run: Run, tasks: Sequence[Task], batch: Batch) -> None:
    """Keep what came of some files."""
    fresh = {}
    for number, outcome in batch:
        if outcome is not None:
            keep(run, tasks[number].place, outcome)
            fresh[outcome.digest] = outcome.fresh
    if run.memory.facts is not None:
        run.memory.facts.put({digest: facts for digest, facts in fresh.items() if facts})


def keep(run: Run, place: Place, outcome: Outcome) -> None:
    """Keep the outcome of one file."""
    path = place.path
    known = outcome.digest + digest_of(outcome.outline) + outcome.shown
    if run.stats.known.get(path, b"")[DIGEST_BYTES:] != known[DIGEST_BYTES:]:
        run.fresh[path] = outcome.outline
    run.stats.known[path] = known
    run.changed[path] = run.said[path] = (outcome.digest, place.module, outcome.said)


def check_graph(run: Run) -> tuple[Finding, ...]:
    """Give what the graph rules say; the last run's word when the graph is the same."""
    outlines = outlines_of(run)
    row = run.said.get(GRAPH)
    if row is not None and row[0] == outlines.key:
        return unpack_findings(row[1])
    kept = find_graph(run.memory, outlines)
    found = tuple([finding for rule in run.rules.graph_rules() for finding in rule.check(kept.graph)])
    keep_graph(run.memory, outlines, kept)
    run.changed[GRAPH] = run.said[GRAPH] = (outlines.key, pack_findings(found))
    return found


def import_graph(request: CheckRequest) -> ImportGraph:
    """Give the import graph of a repository, as the rules see it."""
    run = Run(request, look(request.cache_dir) if request.cache_dir else None)
    try:
        read_changed(run)
        return find_graph(run.memory, outlines_of(run)).graph
    finally:
        run.memory.close()


def outlines_of(run: Run) -> Outlines:
    """Give what files see of one another, once all have been read."""
    known = run.stats.known
    return Outlines(run.scope, [known[file] for file in run.files], lambda place: outline(run, place))


def outline(run: Run, place: Place) -> bytes:
    """Give the outline of a file: from this run, from the last ones, else from the file itself."""
    path, known = place.path, run.stats.known[place.path]
    row: bytes | None = run.fresh.get(path) or old_outlines(run).get(path)
    if row is None or digest_of(row) != known[DIGEST_BYTES : 2 * DIGEST_BYTES]:
        found = make_reader(run).read(Task(place, known[:DIGEST_BYTES], moved=False, judged=False))
        row = run.fresh[path] = found.outline if found else b""
    return row


def old_outlines(run: Run) -> Rows:
    """Load the outlines of the last run, once."""
    if run.outlines is None:
        run.outlines = run.memory.load(run.memory.outlines)
    return run.outlines


def remember(run: Run, started_ns: int) -> bytes:
    """Save what the next run may ask; give the name of the look that the answer depends on."""
    if not run.memory.usable:
        return b""
    if run.changed:
        run.memory.findings.update({path: run.said[path] for path in (*run.files, GRAPH)}, run.changed)
    if run.fresh:
        rows = old_outlines(run) | run.fresh
        run.memory.outlines.update({path: rows[path] for path in run.files if path in rows}, run.fresh)
    stats, trusted = run.stats.to_keep((*run.scope.watched, *run.files), started_ns)
    # Last, since it says that all of this is so.
    name = remember_look(run, stats, b"".join([run.stats.known[path] for path in run.files]))
    return name if trusted else b""


def remember_look(run: Run, stats: bytes, known: bytes) -> bytes:
    """Save what this run saw, unless it is what the last one saw; give the look's name."""
    seen, root, key = run.seen, run.config.root, (run.scope.digest, READER_VERSION)
    now = (key, root, stats, known)
    if seen is not None and (seen.key, seen.root, seen.then.tobytes(), seen.known) == now:
        return seen.name
    return save_look(run.memory.directory, key, root, run.scope.watched, run.files, stats, known)


def conclude(
    run: Run, wanted: frozenset[str] | None, graph: tuple[Finding, ...], notices: tuple[str, ...]
) -> CheckResult:
    """Put all findings together, without those that are suppressed or not asked for."""
    places = run.scope.places
    asked = places if wanted is None else [place for place in places if place.path in wanted]
    findings, suppressions = recall(run, asked)
    findings += graph_findings(run, asked, graph)
    settled = settle(findings, suppressions, run.rules.names())
    ordered = tuple(sorted(settled.findings, key=order))
    strict, root = run.request.strict, run.config.root
    return CheckResult(ordered, len(asked), settled.suppressed, run.rules.infos(), strict, root, notices)


def order(finding: Finding) -> tuple[str, int, int, str, str]:
    """Give what findings are sorted by."""
    return (finding.path, finding.line, finding.column, finding.code, finding.subject)


def recall(run: Run, places: list[Place]) -> tuple[list[Finding], dict[str, tuple[Suppression, ...]]]:
    """Give what the rules said of each file, and the comments that may silence it."""
    findings: list[Finding] = []
    suppressions: dict[str, tuple[Suppression, ...]] = {}
    for place in places:
        row = run.said[place.path][2]
        if row is not None:
            findings += unpack_findings(row[0])
            if row[1]:
                suppressions[place.path] = unpack_suppressions(row[1])
    return findings, suppressions


def graph_findings(run: Run, places: list[Place], found: tuple[Finding, ...]) -> list[Finding]:
    """Give what the graph rules said of some files, but for the rules that overrides turn off there."""
    if not found:
        return []
    dropped = {place.path: run.rules.dropped(place) for place in places}
    return [item for item in found if item.slug not in dropped.get(item.path, (item.slug,))]
