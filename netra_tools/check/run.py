"""The pipeline: discover, read, check each file, check the graph, settle.

Each step asks the memory of the last run first, and does only what has changed since.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from types import MappingProxyType
from typing import TYPE_CHECKING

from netra_tools import __version__
from netra_tools.check.answer import Look, look
from netra_tools.check.gather import Batch, Outcome, Place, Reader, Task, read_all
from netra_tools.check.imports import Kept, Outlines, find_graph, keep_graph
from netra_tools.check.memory import (
    GRAPH,
    Memory,
    outline_of,
    pack_findings,
    unpack_findings,
)
from netra_tools.check.request import CheckRequest
from netra_tools.check.ruleset import RuleSet
from netra_tools.check.scope import Scope, freeze, locate, thaw
from netra_tools.check.state import Rows
from netra_tools.check.stats import Stats
from netra_tools.check.words import are_judged
from netra_tools.digests import DIGEST_BYTES, digest_of
from netra_tools.facts.languages import is_script
from netra_tools.literals.layout import vocabulary_paths
from netra_tools.literals.postings import INDEX
from netra_tools.model import Finding, Suppression
from netra_tools.project.change import Overlay
from netra_tools.project.tracked import Tracked

if TYPE_CHECKING:
    from netra_tools.check.strings import StringIndex

MANY = 256  # files from which listing the cache is cheaper than asking it for each
FEW = 64  # outlines up to which making them of their facts is cheaper than loading all

PLANTED = "git tracks the cache of netra, so it is not used: remove it with `git rm -r --cached`"
OF_GIT = ("/.git/index", "/.git/HEAD")  # they move without a file coming or going


class Run:
    """One run: what it was asked, what it knows, what it finds out."""

    warnings: tuple[str, ...] = ()
    silenced: Mapping[str, tuple[Suppression, ...]] = MappingProxyType({})  # by comments in knowledge

    def __init__(self, request: CheckRequest, seen: Look | None, tracked: Tracked | None = None) -> None:
        self.started_ns = time.time_ns()
        self.request = request
        self.config = request.config
        self.tracked = tracked or Tracked(request.config.root)
        self.rules = RuleSet(request.config, request.select, request.ignore)
        key = f"{__version__} {self.config.fingerprint} {','.join(kind.slug for kind in self.rules.types)}"
        self.memory = Memory(request.cache_dir, key, f"{__version__} {self.rules.shape_rules}")
        self.seen = seen
        self.look_around()
        self.said = self.memory.load(self.memory.findings)
        self.changed: Rows = {}  # what is said now and was not said before
        self.fresh: dict[str, bytes] = {}  # outlines that are not what they were
        self.shapes, self.ties = Rows(), Rows()  # of the files that were looked at
        self.overlay: Overlay = {}
        self.unsettled: Collection[str] | None = None  # files that may have to be read; None: all
        self.imports: Kept | None = None  # the import graph, once somebody has asked

    def look_around(self) -> None:
        """Find the files, and what has moved among them."""
        moved = None if self.seen is None else self.seen.moved()
        if moved != [] and is_planted(self):  # what git tracks has not changed while its index has not moved
            self.forget_all()
        self.stats = Stats(self.config.root, self.seen)
        self.strings = open_strings(self)
        self.scope = find_scope(self, moved or [])
        self.files = [place.path for place in self.scope.places]
        if self.memory.usable:
            self.stats.look_at(self.scope.watched, self.files)

    def notices(self) -> tuple[str, ...]:
        """Say what is to be said of the run, not of the repository."""
        told = self.memory.notices()
        return told if self.strings is None else (*told, *self.strings.notices())

    def forget_all(self) -> None:
        """Go on without a memory."""
        self.warnings = (PLANTED,)
        self.memory.close()
        self.memory = Memory("", "", "")
        self.seen = None

    def overlaid(self, overlay: Overlay) -> Run:
        """Give a run on the same files, but for those that hold something else or are not there.

        It knows what this one knows, and what it finds out is not remembered.
        """
        run = copy(self)
        run.overlay = {**self.overlay, **overlay}
        run.imports = None
        run.unsettled = None if self.unsettled is None else {*self.unsettled, *overlay}
        # The index is of what is on disk: this run has one of its own, if anybody asks it.
        run.strings = None if self.strings is None or not are_judged(self) else self.strings.copied()
        run.stats = self.stats.copy()
        run.said, run.fresh, run.changed = dict(self.said), dict(self.fresh), {}
        run.shapes, run.ties = dict(self.shapes), dict(self.ties)
        words = vocabulary_paths(self.config.literals.vocabulary)  # they are read, but no files of the scope
        present = {*self.files, *self.scope.strings.definitions, *self.scope.knowledge}
        moved = [path for path, text in overlay.items() if (text is not None) != (path in present)]
        if not frozenset(words).issuperset(moved):
            run.scope = locate(run.config, run.rules, run.overlay, strings=run.strings is not None)
            run.files = [place.path for place in run.scope.places]
            run.unsettled = None  # other files may have other names now
        return run


def open_strings(run: Run) -> StringIndex | None:
    """Open the index of string literals, when there is one or it is asked for."""
    directory, wanted = run.memory.directory, run.request.strings or are_judged(run)
    if not wanted and not (directory and os.path.exists(f"{directory}/{INDEX}")):
        return None
    from netra_tools.check.strings import open_index

    return open_index(directory, run.config)


def begin(request: CheckRequest, seen: Look | None, tracked: Tracked | None = None) -> Run:
    """Begin a run. `seen` is what the last run saw, when that has been looked at already.

    `tracked` is for who has asked git already.
    """
    if seen is None and request.cache_dir:
        seen = look(request.cache_dir, request.config.root)
    run = Run(request, seen, tracked)
    return run.overlaid(request.overlay) if request.overlay else run


def find_scope(run: Run, moved: list[str]) -> Scope:
    """Find the files to check: those of the last run, when nothing moved that decides it."""
    config, strings = run.config, run.strings is not None
    key = (__version__, config.root, config.fingerprint, strings, bool(run.rules.reach_rules))
    scope = old_scope(run, key, moved)
    if scope is None:
        scope = locate(config, run.rules, {}, strings=strings)
        run.memory.save_value("places", (*key, scope.digest), freeze(scope))
    return scope


def is_planted(run: Run) -> bool:
    """Say whether the cache came with the repository: what is in it would be anybody's word."""
    directory, root = run.memory.directory, run.config.root
    return directory.startswith(f"{root}/") and run.tracked.holds(directory[len(root) + 1 :])


def old_scope(run: Run, key: tuple[object, ...], moved: list[str]) -> Scope | None:
    """Give the files of the last run when they are still the same.

    Git's index moves whenever something is staged; what matters of it is which names it tracks.
    """
    seen = run.seen
    if seen is None or not isinstance(seen.key, tuple) or not all(path.endswith(OF_GIT) for path in moved):
        return None
    plain = run.memory.load_value("places", (*key, seen.key[0]))
    scope = None if plain is None else thaw(plain, tuple(seen.watched))
    if scope is not None and moved and run.tracked.digest() != scope.tracked:
        return None
    return scope


def read_changed(run: Run, wanted: frozenset[str] | None) -> None:
    """Read the files that are not as the last run left them, or wanted and not judged yet."""
    tasks = find_tasks(run, wanted)
    if tasks:
        read_tasks(run, tasks)
    if wanted is None and not (run.strings is not None and run.strings.entries):
        run.unsettled = ()


def read_tasks(run: Run, tasks: Sequence[Task]) -> None:
    """Read some files."""
    require_readers(run, tasks)
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


def require_readers(run: Run, tasks: Sequence[Task]) -> None:
    """Make sure that each file has its reader before any is read.

    Raises: NetraError when there are scripts and the extra for them is not installed.
    """
    if run.config.script_roots and any(is_script(task.place.path) for task in tasks):
        from netra_tools.facts.script_grammar import require_grammars

        require_grammars()


def make_reader(run: Run) -> Reader:
    """Make what reads and checks files."""
    reader = Reader(run.config.root, run.config.max_file_bytes, run.memory.facts, run.rules.check_file)
    reader.overlay = run.overlay
    reader.shapes = run.rules.shapes
    if run.rules.reach_rules:
        from netra_tools.reach.gather import pack_file

        reader.ties = pack_file
    if run.strings is not None:
        reader.strings = run.strings.take
    if run.rules.want_source(run.scope.places):
        reader.check_source = run.rules.check_source
    return reader


def find_tasks(run: Run, wanted: frozenset[str] | None) -> list[Task]:
    """List the files to look at; what is said of a file holds for one content under one name."""
    places, unsettled = run.scope.places, run.unsettled
    if unsettled is not None:
        places = [place for place in places if place.path in unsettled]
    moved = run.stats.moved([place.path for place in places], run.overlay)
    return [
        task_of(run, place, has_moved)
        for place, has_moved in zip(places, moved, strict=True)
        if has_moved or not is_settled(run, place, wanted)
    ]


def is_settled(run: Run, place: Place, wanted: frozenset[str] | None) -> bool:
    """Say whether all that is asked of a file that has not moved is known."""
    path = place.path
    row, digest = run.said.get(path), run.stats.known.get(path, b"")[:DIGEST_BYTES]
    judged = row is not None and row[0] == digest and row[1] == place.module
    if not judged and (not digest or wanted is None or path in wanted):
        return False
    return run.strings is None or path in run.scope.strings.unindexed or run.strings.holds(place, digest)


def task_of(run: Run, place: Place, moved: bool) -> Task:
    """Say what is known of a file."""
    row = run.said.get(place.path)
    digest = run.stats.known.get(place.path, b"")[:DIGEST_BYTES]
    judged = row is not None and row[0] == digest and row[1] == place.module
    unindexed = run.strings is None or place.path in run.scope.strings.unindexed
    indexed = None if run.strings is None or unindexed else run.strings.indexed(place)
    return Task(place, digest, moved or not digest, judged, indexed)


def take(run: Run, tasks: Sequence[Task], batch: Batch) -> None:
    """Keep what came of some files."""
    fresh = {}
    for number, outcome in batch:
        run.stats.settle(tasks[number].place.path)
        if outcome is not None:
            keep(run, tasks[number].place, outcome)
            fresh[outcome.digest] = outcome.fresh
    if run.memory.facts is not None:
        run.memory.facts.put({digest: facts for digest, facts in fresh.items() if facts})


def keep(run: Run, place: Place, outcome: Outcome) -> None:
    """Keep the outcome of one file."""
    path = place.path
    if outcome.strings is not None and run.strings is not None:
        run.strings.keep(place, outcome.digest, outcome.strings)
    known = outcome.digest + digest_of(outcome.outline) + outcome.shown
    if run.stats.known.get(path, b"")[DIGEST_BYTES:] != known[DIGEST_BYTES:]:
        run.fresh[path] = outcome.outline
    run.stats.known[path] = known
    run.changed[path] = run.said[path] = (outcome.digest, place.module, outcome.said)
    if outcome.ties:
        run.ties[path] = (outcome.digest, outcome.ties)
    run.shapes[path] = (outcome.digest, place.module, place.service, place.is_test, *outcome.shapes)


def check_graph(run: Run) -> tuple[Finding, ...]:
    """Give what the graph rules say; the last run's word when the graph is the same."""
    outlines = outlines_of(run)
    row = run.said.get(GRAPH)
    if row is not None and row[0] == outlines.key:
        return unpack_findings((*row[1], *row[3]))
    kept = graph_of(run, outlines)
    found = pack_findings(run.rules.check_graph(kept.graph, uses_imports=True))
    if row is not None and row[2] == run.scope.digest:
        named = row[3]
    else:
        named = pack_findings(run.rules.check_graph(kept.graph, uses_imports=False))
    if not run.overlay:
        keep_graph(run.memory, outlines, kept)
    run.changed[GRAPH] = run.said[GRAPH] = (outlines.key, found, run.scope.digest, named)
    return unpack_findings((*found, *named))


def graph_of(run: Run, outlines: Outlines | None = None) -> Kept:
    """Give the import graph of a run whose files have been read."""
    if run.imports is None:
        run.imports = find_graph(run.memory, outlines or outlines_of(run))
    return run.imports


def outlines_of(run: Run) -> Outlines:
    """Give what other files see of each file."""
    known, scope = run.stats.known, run.scope
    if run.config.script_roots:  # Python imports no script
        scope = scope._replace(places=[place for place in scope.places if not is_script(place.path)])
    rows = [known[place.path] for place in scope.places]
    return Outlines(scope, rows, lambda place: outline(run, place))


def outline(run: Run, place: Place) -> bytes:
    """Give the outline of a file: from this run, from the last ones, else from the file itself."""
    path, known = place.path, run.stats.known[place.path]
    row: bytes | None = run.fresh.get(path) or old_outline(run, path)
    if row is None or digest_of(row) != known[DIGEST_BYTES : 2 * DIGEST_BYTES]:
        found = make_reader(run).read(Task(place, known[:DIGEST_BYTES], moved=False, judged=False))
        row = run.fresh[path] = found.outline if found else b""
        if path not in run.overlay:  # other runs that see the file on disk need not read it again
            run.memory.load_once(run.memory.outlines)[path] = row
    return row


def old_outline(run: Run, path: str) -> bytes | None:
    """Give the outline of a file as the last runs knew it.

    Those of all files are 13 MB: they are not loaded while few are asked for.
    """
    memory = run.memory
    memory.outlines_asked += 1
    few = memory.outlines_asked <= FEW and memory.outlines.path not in memory.rows
    facts = memory.facts.get(run.stats.known[path][:DIGEST_BYTES]) if few and memory.facts else None
    if facts is not None:
        return outline_of(facts)[0]
    found: bytes | None = memory.load_once(memory.outlines).get(path)
    return found
