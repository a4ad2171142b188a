"""One run of a check for all that a status tells: nothing is read, parsed or listed a second time for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from netra_tools import __version__
from netra_tools.check.check import chooser, untracked
from netra_tools.check.conclude import conclude
from netra_tools.check.examine import examine
from netra_tools.check.external import Others
from netra_tools.check.gather import Task, read_all
from netra_tools.check.knowledge import known_files
from netra_tools.check.reach import make_project, read_texts
from netra_tools.check.remember import remember
from netra_tools.check.run import Run, begin, graph_of, make_reader, take
from netra_tools.check.scope import choose, outside_files
from netra_tools.digests import DIGEST_BYTES, digest_of
from netra_tools.facts.measures import Measures, unpack
from netra_tools.project.change import Difference, Inquiry, merge_base, since
from netra_tools.project.git import run_git
from netra_tools.reach.model import LEVELS, MEDIUM, Dead
from netra_tools.reach.outside import is_of_use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netra_tools.check.accepted import Accepted
    from netra_tools.check.gather import Place
    from netra_tools.check.request import CheckRequest
    from netra_tools.graph.model import ImportGraph
    from netra_tools.knowledge.known import Known
    from netra_tools.report.result import CheckResult
    from netra_tools.status.literals import LiteralCounts

DEAD = "dead"


class Seen(NamedTuple):
    """What one run has seen of a repository, or of the paths that were asked for."""

    run: Run
    places: Sequence[Place]  # of what was asked for
    result: CheckResult
    accepted: Accepted
    measures: Mapping[str, Measures]  # by path, of what was asked for
    dead: Sequence[Dead]
    knowledge: Mapping[str, Known]  # all files of it
    literals: LiteralCounts | None  # None without a committed vocabulary and without an index
    graph: ImportGraph
    earlier: Earlier | None = None  # the state that this one is compared with


class Earlier(NamedTuple):
    """The state that a commit has, seen as the one of today is."""

    ref: str  # as it was asked for
    commit: str  # at which `ref` was left
    seconds: int  # since 1970
    difference: Difference
    seen: Seen


def look(request: CheckRequest, base: str = "") -> Seen:
    """Check a repository and gather what a status tells besides findings.

    With `base`, a commit or branch, do so for the state that it was left in, too.
    """
    inquiry = Inquiry(request.config.root, of_index=False) if base else None
    run = begin(request._replace(measures=True), None, inquiry.tracked if inquiry else None)
    try:
        seen = look_at(run)
        return seen._replace(earlier=look_back(run, base)) if base else seen
    finally:
        run.memory.close()
        if inquiry is not None:
            inquiry.drop()


def look_back(run: Run, base: str) -> Earlier:
    """Look at the files of a commit, read from git and laid over those on disk in memory.

    Other tools are not asked about it, and what both states have in common is not read again.
    Raises: NetraError when git cannot say.
    """
    root, notes = run.config.root, set[str]()
    commit = merge_base(root, base, notes)
    usual = chooser(run)
    found = since(root, base, lambda said: untracked(run, said), lambda path: usual(path) or is_of_use(path))
    told = run_git(root, "log", "-1", "--no-show-signature", "--format=%ct", commit, notes=notes)
    before = run.overlaid(found.before)
    status = run.config.status._replace(coverage=(), results=())
    before.config = run.config._replace(external={}, status=status)
    difference = found._replace(notes=tuple(sorted({*found.notes, *notes})))
    return Earlier(base, commit, int(told or 0), difference, look_at(before))


def look_at(run: Run) -> Seen:
    """Check the files of a run, and remember what it found out."""
    wanted, notices = choose(run.config.root, run.scope, run.request.paths)
    with Others(run) as others:
        graph = examine(run, None)
        told = others.hear(wanted)
    result, accepted = conclude(run, wanted, graph, (*run.scope.notes, *notices), told)
    rows, dead = all_measures(run), find_all_dead(run)
    remember(run)
    places = [place for place in run.scope.places if wanted is None or place.path in wanted]
    return Seen(
        run,
        places,
        result,
        accepted,
        {place.path: unpack(rows[place.path]) for place in places if rows[place.path]},
        dead if wanted is None else [one for one in dead if one.path in wanted],
        known_files(run) if run.scope.knowledge else {},
        count_literals(run),
        graph_of(run).graph,
    )


def count_literals(run: Run) -> LiteralCounts | None:
    """Hold the committed vocabulary against the index that this run has brought up to date."""
    if run.strings is None or run.strings.failure is not None:
        return None
    from netra_tools.status.literals import count

    return count(run.strings.store, run.config)


def all_measures(run: Run) -> dict[str, bytes]:
    """Give the measures of all files: from this run, the last ones, or the files themselves."""
    known = run.measures
    tasks = lacking(run, known)
    if tasks:
        known = run.memory.load_once(run.memory.measures) | run.measures
        tasks = lacking(run, known)
    if tasks:
        for batch in read_all(make_reader(run), tasks, run.request.jobs):
            take(run, tasks, batch)
        known = known | run.measures
    return {path: known.get(path, (b"", b""))[1] for path in run.files}


def lacking(run: Run, known: Mapping[str, Any]) -> list[Task]:
    """List the files whose measures are not known as the files are now."""
    found = []
    for place in run.scope.places:
        content = run.stats.known[place.path][:DIGEST_BYTES]
        if place.path not in known or known[place.path][0] != content:
            found.append(Task(place, content, moved=False, judged=False))
    return found


def find_all_dead(run: Run) -> list[Dead]:
    """List what nothing needs, as `netra legacy find` does; the last run's word while nothing has changed."""
    if not run.scope.outside:
        run.scope = run.scope._replace(outside=outside_files(run.config))
    texts = read_texts(run)
    said = [f"{path}\0{text}".encode("utf-8", "surrogatepass") for path, text in sorted(texts.items())]
    contents = b"".join([run.stats.known[path][:DIGEST_BYTES] for path in run.files])
    key = (
        __version__,
        run.config.fingerprint,
        run.scope.digest + digest_of(contents + digest_of(b"\0".join(said))),
    )
    rows = run.memory.load_value(DEAD, key)
    if rows is None:
        from netra_tools.reach.find import find_dead

        project = make_project(run, texts)
        least = LEVELS.index(MEDIUM)
        found = find_dead(project.sources, project.outside, project.settings)
        rows = [tuple(one) for one in found if LEVELS.index(one.confidence) >= least]
        run.memory.save_value(DEAD, key, rows)
    return [Dead(*row) for row in rows]
