"""What a change makes of a status: an earlier state and that of today, checked alike, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from netra_tools.model import Finding
from netra_tools.report.escape import encodable
from netra_tools.status.fates import compare, tallies
from netra_tools.status.findings import findings_of, identity
from netra_tools.status.history import read
from netra_tools.status.model import Data, Source, known, number
from netra_tools.status.repository import iso
from netra_tools.status.scores import Dimension, System, system
from netra_tools.status.series import DIMENSION
from netra_tools.status.snapshots import Snapshot

if TYPE_CHECKING:
    from netra_tools.config.model import Config
    from netra_tools.status.collect import Collector
    from netra_tools.status.look import Earlier

CHECKED: Final = "netra check of the base"
RECORDED: Final = "snapshot"


class Comparison:
    """Two states of a repository side by side."""

    def __init__(self, document: Data, now: Collector, then: Collector, earlier: Earlier) -> None:
        self.document, self.now, self.then, self.earlier = document, now, then, earlier
        self.before = then.document()
        self.was = [one.finding for one in then.told]
        self.is_now = [one.finding for one in now.told if is_ours(one.finding)]
        self.fates = compare(self.was, self.is_now, earlier.difference.renamed)
        self.source = Source(CHECKED, None, iso(earlier.seconds))

    def delta(self) -> Data:
        """Give what has changed."""
        fates, base = self.fates, self.earlier
        snapshot = snapshot_of(self.now.config, base.commit)
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
            area = self.now.areas.of(one.path)
            return encodable(area.name) if area else ""

        counts = tallies(self.was, self.is_now, self.fates, name)
        return [{"name": name, **counts[name]} for name in sorted(counts)]

    def rows(self, found: Iterable[Finding], name: str) -> list[Data]:
        """Tell findings as a status does; those that are fixed lie where they were."""
        side = self.then if name == "fixed" else self.now
        keys = {identity(one) for one in found}
        kept = [one for one in side.told if identity(one.finding) in keys]
        return findings_of(kept, side.seen.result, self.now.areas, lines=False)


def is_ours(finding: Finding) -> bool:
    """Say whether a finding is of netra: other tools were not asked about the earlier state."""
    return ":" not in finding.slug


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
