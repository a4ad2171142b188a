"""What a change makes of a status: the files of a commit, checked as those of today are, held against them.

The files of the commit are read from git and laid over those on disk in memory; nothing is checked out. Both
states are checked by today's rules and configuration, so that what differs is the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from netra_tools.check.check import chooser, untracked
from netra_tools.check.run import begin
from netra_tools.model import Finding
from netra_tools.project.change import Difference, merge_base, since
from netra_tools.project.git import run_git
from netra_tools.reach.outside import is_of_use
from netra_tools.report.escape import encodable
from netra_tools.status.areas import Areas
from netra_tools.status.collect import Collector, Question, collect_seen
from netra_tools.status.fates import compare, tallies
from netra_tools.status.findings import all_findings, findings_of, identity
from netra_tools.status.history import read
from netra_tools.status.inputs import Wish
from netra_tools.status.look import Seen, look
from netra_tools.status.model import Data, Source, known, number
from netra_tools.status.repository import History, iso
from netra_tools.status.scores import Dimension, System, system
from netra_tools.status.series import DIMENSION
from netra_tools.status.snapshots import Snapshot

if TYPE_CHECKING:
    from netra_tools.check.request import CheckRequest
    from netra_tools.config.model import Config

CHECKED: Final = "netra check of the base"
RECORDED: Final = "snapshot"


class Base(NamedTuple):
    """The commit that is compared with."""

    ref: str  # as it was asked for
    commit: str  # the last that both have
    seconds: int
    difference: Difference


def collect_delta(question: Question, ref: str) -> Data:
    """Tell a status, with what has changed since the commit at which `ref` was left.

    Raises: NetraError when git cannot say.
    """
    base = find_base(question.request, ref)
    document, seen = collect_seen(question)  # first: what it remembers, the base need not find out
    before = look(base_request(question.request, base))
    history = History(base.commit, None, base.seconds, float(base.seconds), edited=False)
    then = Collector(question._replace(wish=Wish(), lines=False), before, history)
    return {**document, "delta": Comparison(document, seen, then, base).delta()}


def find_base(request: CheckRequest, ref: str) -> Base:
    """Find the commit, and what differs from it.

    Raises: NetraError.
    """
    root, notes = request.config.root, set[str]()
    commit = merge_base(root, ref, notes)
    run = begin(request, None)
    try:
        usual = chooser(run)
        found = since(
            root, ref, lambda said: untracked(run, said), lambda path: usual(path) or is_of_use(path)
        )
    finally:
        run.memory.close()
    seconds = int(run_git(root, "log", "-1", "--no-show-signature", "--format=%ct", commit, notes=notes) or 0)
    return Base(ref, commit, seconds, found._replace(notes=tuple(sorted({*found.notes, *notes}))))


def base_request(request: CheckRequest, base: Base) -> CheckRequest:
    """Ask for the state before; reports that lie here are not of it."""
    status = request.config.status._replace(coverage=(), results=())
    config = request.config._replace(status=status)
    return request._replace(config=config, overlay=base.difference.before)


class Comparison:
    """Two states of a repository side by side."""

    def __init__(self, document: Data, seen: Seen, then: Collector, base: Base) -> None:
        self.document, self.seen, self.then, self.base = document, seen, then, base
        self.before = then.document()
        self.areas = Areas([place.path for place in seen.places], seen.run.config.services)
        self.was = [one.finding for one in then.told]
        self.is_now = [one.finding for one in all_findings(seen.result, seen.accepted)]
        self.fates = compare(self.was, self.is_now, base.difference.renamed)
        self.source = Source(CHECKED, None, iso(base.seconds))

    def delta(self) -> Data:
        """Give what has changed."""
        fates, base = self.fates, self.base
        snapshot = snapshot_of(self.seen.run.config, base.commit)
        dimensions = paired(self.before["scores"], self.document["scores"], snapshot)
        return {
            "base": {
                "ref": base.ref,
                "commit": base.commit,
                "at": iso(base.seconds),
                "files": number(len(base.difference.before), "files", self.source),
                "recorded": snapshot is not None,
            },
            "score": self.score(dimensions),
            "dimensions": dimensions,
            "counts": {
                name: number(len(found), "findings", self.source) for name, found in fates._asdict().items()
            },
            "before": number(len(self.was), "findings", self.source),
            "after": number(len(self.is_now), "findings", self.source),
            "rules": self.by_rule(),
            "areas": self.by_area(),
            **{name: self.rows(found, name) for name, found in fates._asdict().items()},
            "notes": [encodable(note) for note in base.difference.notes],
        }

    def score(self, dimensions: Sequence[Data]) -> Data:
        """Give the score of both states, of the dimensions that are known of both: others would shift it."""
        both = [one for one in dimensions if None not in (one["before"]["value"], one["after"]["value"])]
        then, now = (total(both, side).score for side in ("before", "after"))
        alone = [one["title"] for one in dimensions if one not in both and one["after"]["value"] is not None]
        return {
            "before": known(then, "of 100", self.source, "no dimension is known of both"),
            "after": known(now, "of 100", self.source, "no dimension is known of both"),
            "without": alone,
        }

    def by_rule(self) -> list[Data]:
        """Count what has changed by rule, where something has."""
        names = {one.code: one.slug for one in (*self.was, *self.is_now)}
        counts = tallies(self.was, self.is_now, self.fates, lambda one: one.code)
        return [{"code": code, "slug": names[code], **counts[code]} for code in sorted(counts)]

    def by_area(self) -> list[Data]:
        """Count what has changed by area, where something has."""

        def name(one: Finding) -> str:
            area = self.areas.of(one.path)
            return encodable(area.name) if area else ""

        counts = tallies(self.was, self.is_now, self.fates, name)
        return [{"name": name, **counts[name]} for name in sorted(counts)]

    def rows(self, found: Iterable[Finding], name: str) -> list[Data]:
        """Tell findings as a status does; those that are fixed lie where they were."""
        gone = name == "fixed"
        seen = self.then.seen if gone else self.seen
        told = all_findings(seen.result, seen.accepted)
        keys = {identity(one) for one in found}
        kept = [one for one in told if identity(one.finding) in keys]
        return findings_of(kept, seen.result, self.areas, lines=False)


def snapshot_of(config: Config, commit: str) -> Snapshot | None:
    """Give what was recorded of a commit, by these rules."""
    found = read(config.root, config.history.file).snapshots
    return next(
        (one for one in found if one.commit == commit and one.config == config.fingerprint[:16]), None
    )


def paired(before: Data, after: Data, snapshot: Snapshot | None) -> list[Data]:
    """Put the dimensions of both states side by side; what files cannot tell, a snapshot may."""
    then = {one["name"]: one["score"] for one in before["dimensions"]}
    rows = []
    for one in after["dimensions"]:
        score = then[one["name"]]
        recorded = snapshot.values.get(DIMENSION + one["name"]) if snapshot is not None else None
        if score["value"] is None and recorded is not None and snapshot is not None:
            score = number(recorded, "of 100", Source(RECORDED, None, snapshot.at))
        about = {name: one[name] for name in ("name", "title", "critical", "weight")}
        rows.append({**about, "before": score, "after": one["score"]})
    return rows


def total(dimensions: Iterable[Data], side: str) -> System:
    """Score the dimensions of one side."""
    return system(
        [
            Dimension(one["name"], one["title"], one["critical"], one["weight"], one[side]["value"], "")
            for one in dimensions
        ]
    )
