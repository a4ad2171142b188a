"""The pipeline: discover, read, check each file, check the graph, settle.

Each step asks the memory of the last run first, and does only what has changed since.
"""

from __future__ import annotations

import time
from hashlib import blake2b
from typing import Any, NamedTuple

from netra_tools import __version__
from netra_tools.check.gather import Outcome, Place, Reader, digest_of, read_all, trusted
from netra_tools.check.memory import GraphSaid, Memory, pack_said, unpack_outline, unpack_said
from netra_tools.check.request import CheckRequest
from netra_tools.check.ruleset import RuleSet
from netra_tools.check.scope import choose, locate
from netra_tools.check.settle import settle
from netra_tools.check.state import RACY_NS, Known, Stat, stat_of
from netra_tools.model import FileFacts, Finding, Suppression
from netra_tools.project.discover import Listing
from netra_tools.report.result import CheckResult

MANY = 256  # files from which listing the cache is cheaper than asking it for each


class Checked(NamedTuple):
    """A result, and what it depends on: the answer holds while none of `seen` moves."""

    result: CheckResult
    seen: tuple[str, ...]  # absolute paths of files and directories
    quiet_since_ns: int  # the answer may be kept when nothing of `seen` was written after this
    notices: tuple[str, ...]  # about the run, not the repository


class Run:
    """One run: what it was asked, what it knows, what it finds out."""

    def __init__(self, request: CheckRequest) -> None:
        self.started_ns = time.time_ns()
        self.request = request
        self.config = request.config
        self.rules = RuleSet(request.config, request.select, request.ignore)
        key = f"{__version__} {self.config.fingerprint} {','.join(kind.slug for kind in self.rules.types)}"
        self.memory = Memory(request.cache_dir, key)
        self.known = self.memory.known()
        self.said, self.graph_said = self.memory.said()
        self.fresh: dict[str, Outcome] = {}
        self.stats: dict[str, Stat | None] = {}
        self.unread: frozenset[str] = frozenset()
        self.changed = False


def run_check(request: CheckRequest) -> Checked:
    """Check a repository."""
    run = Run(request)
    try:
        scope = locate(run.config, run.rules)
        places, listing = scope.places, scope.listing
        run.unread = scope.unread
        wanted, notices = choose(run.config.root, places, request.paths)
        read_changed(run, places)
        graph = check_graph(run, places)
        remember(run, places, graph)
        result = conclude(run, places, wanted, graph, (*listing.notes, *notices))
        return Checked(
            result, seen_paths(run, listing, places), run.started_ns - RACY_NS, run.memory.notices()
        )
    finally:
        run.memory.close()


def read_changed(run: Run, places: list[Place]) -> None:
    """Read the files that are not as the last run left them, or of which the rules have said nothing yet."""
    moved, unjudged = split(run, places)
    cache = run.memory.facts
    if not moved and not unjudged:
        return
    many = len(moved) + len(unjudged) > MANY
    cached = () if cache is None else cache.digests() if many else cache
    reader = Reader(run.config.root, run.config.max_file_bytes, cached, run.rules.check_file)
    reader.keep_fresh = cache is not None
    moved += recheck(run, reader, unjudged)
    outcomes = read_all(reader, moved, cache, run.request)
    for place, outcome in zip(moved, outcomes, strict=True):
        take(run, place, outcome)
    if cache is not None:
        cache.put(reader.fresh)
    if cache is not None and many:
        cache.prune({run.known[place.path].digest for place in places})


def split(run: Run, places: list[Place]) -> tuple[list[Place], list[Place]]:
    """Give the files that have moved since the last run, and those that the rules have not judged."""
    moved: list[Place] = []
    unjudged: list[Place] = []
    for place in places:
        stat = run.stats[place.path] = stat_of(f"{run.config.root}/{place.path}")
        known = run.known.get(place.path)
        if known is None or stat != known.stat:
            moved.append(place)
        elif place.path not in run.said:
            unjudged.append(place)
    return moved, unjudged


def recheck(run: Run, reader: Reader, places: list[Place]) -> list[Place]:
    """Run the rules on files that have not changed, from their cached facts; give those without."""
    missing = []
    for place in places:
        digest = run.known[place.path].digest
        facts = run.memory.facts.get(digest) if run.memory.facts is not None else None
        if facts is None:
            missing.append(place)
        else:
            take(run, place, reader.outcome(place, facts, digest))
    return missing


def take(run: Run, place: Place, outcome: Outcome) -> None:
    """Keep the outcome of one file."""
    run.changed = True
    run.fresh[place.path] = outcome
    run.said[place.path] = pack_said(outcome.findings, outcome.suppressions)
    stat = run.stats[place.path] or (0, 0, -1, 0)
    outline = digest_of(outcome.outline) if outcome.outline else b""
    run.known[place.path] = Known(trusted(stat, run.started_ns), outcome.digest, outline)


def graph_key(run: Run, places: list[Place]) -> bytes:
    """Name the graph: the places of all files and what each shows to the others."""
    digest = blake2b(repr(sorted(run.unread)).encode("utf-8", "surrogatepass"), digest_size=16)
    for place in places:
        digest.update(repr(place).encode("utf-8", "surrogatepass"))
        digest.update(run.known[place.path].outline)
    return digest.digest()


def check_graph(run: Run, places: list[Place]) -> GraphSaid:
    """Run the graph rules, unless the last run did so on the same graph."""
    key = graph_key(run, places)
    if run.graph_said is not None and run.graph_said.key == key:
        return run.graph_said
    run.changed = True
    from netra_tools.graph.build import build_graph

    graph = build_graph(file_facts(run, places), run.unread)
    found: list[Finding] = []
    for rule in run.rules.graph_rules():
        found += rule.check(graph)
    return GraphSaid(key, tuple(found))


def file_facts(run: Run, places: list[Place]) -> list[FileFacts]:
    """Give what other files see of every file, and remember it."""
    rows: dict[str, Any] = run.memory.outlines() if len(run.fresh) < len(places) else {}
    files = []
    for place in places:
        outcome = run.fresh.get(place.path)
        if outcome is None:
            outcome = recover(run, place, rows.get(place.path))
        files.append(outcome.file)
        rows[place.path] = outcome.outline
    run.memory.save_outlines({place.path: rows[place.path] for place in places})
    return files


def recover(run: Run, place: Place, row: Any) -> Outcome:
    """Give the outline of a file that has not changed: from its layer, else from the file itself."""
    known = run.known[place.path]
    if row is not None and digest_of(row) == known.outline:
        return Outcome(FileFacts(*place[:5], unpack_outline(row)), (), (), known.digest, row)
    reader = Reader(run.config.root, run.config.max_file_bytes, (), run.rules.check_file)
    found = reader.read(place)
    assert isinstance(found, Outcome)
    return found


def remember(run: Run, places: list[Place], graph: GraphSaid) -> None:
    """Save what the next run may ask, when it differs from what is saved."""
    if not run.changed and len(run.known) == len(places):
        return
    known = {place.path: run.known[place.path] for place in places}
    run.memory.save(known, {place.path: run.said[place.path] for place in places}, graph)


def conclude(
    run: Run, places: list[Place], wanted: frozenset[str] | None, graph: GraphSaid, notices: tuple[str, ...]
) -> CheckResult:
    """Put all findings together, without those that are suppressed or not asked for."""
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
        row = run.said[place.path]
        if row is not None:
            said = unpack_said(row)
            findings += said.findings
            if said.suppressions:
                suppressions[place.path] = said.suppressions
    return findings, suppressions


def graph_findings(run: Run, places: list[Place], graph: GraphSaid) -> list[Finding]:
    """Give what the graph rules said of some files, but for the rules that overrides turn off there."""
    dropped = {place.path: run.rules.dropped(place) for place in places}
    return [item for item in graph.findings if item.slug not in dropped.get(item.path, (item.slug,))]


def seen_paths(run: Run, listing: Listing, places: list[Place]) -> tuple[str, ...]:
    """List everything that the answer depends on."""
    root = run.config.root
    paths = [root, f"{root}/.git/HEAD", f"{root}/pyproject.toml", f"{root}/netra.toml"]
    paths += listing.ignore_files
    paths += [f"{root}/{directory}" for directory in listing.directories]
    paths += [f"{root}/{place.path}" for place in places]
    return tuple(dict.fromkeys(paths))
