"""From what a run has seen to the document that all formats of a status show."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from netra_tools import __version__
from netra_tools.check.learnings import Learned, learned
from netra_tools.model import Finding
from netra_tools.report.escape import encodable
from netra_tools.status import code, dimensions, findings, inventory, knowledge, limits, literals
from netra_tools.status.areas import Area, Areas
from netra_tools.status.comparison import Comparison
from netra_tools.status.coverage import coverage_of
from netra_tools.status.inputs import Inputs, Wish, find_inputs
from netra_tools.status.look import Earlier, Seen, look
from netra_tools.status.model import SCHEMA_VERSION, Data, Source, known, number
from netra_tools.status.past import Past, add_past
from netra_tools.status.repository import Historian, History, iso, name_of
from netra_tools.status.results import results_of
from netra_tools.status.scores import grade

if TYPE_CHECKING:
    from netra_tools.check.request import CheckRequest


class Question(NamedTuple):
    """What a status is to tell."""

    request: CheckRequest
    wish: Wish  # which reports of coverage and of tests to read
    lines: bool = False  # tell the lines around each finding
    base: str = ""  # a commit or branch to compare with
    record: bool = False  # keep the numbers for the trend
    outputs: tuple[str, ...] = ()  # what is written besides, relative to the repository


def collect(question: Question) -> Data:
    """Look at a repository and tell its status."""
    historian = Historian(question.request.config.root)
    try:
        seen = look(question.request, question.base)
        history = historian.hear(frozenset(seen.run.files) | frozenset(seen.run.scope.knowledge))
    finally:
        historian.drop()
    collector = Collector(question, seen, history)
    document = add_past(collector.document(), past_of(question, seen))
    return (
        document if seen.earlier is None else {**document, "delta": delta(collector, document, seen.earlier)}
    )


def delta(now: Collector, document: Data, earlier: Earlier) -> Data:
    """Say what has changed since an earlier state; reports that lie here are not of that."""
    seconds = earlier.seconds
    history = History(earlier.commit, None, seconds, float(seconds), edited=False)
    then = Collector(now.question._replace(wish=Wish(), lines=False), earlier.seen, history)
    return Comparison(document, now, then, earlier).delta()


def past_of(question: Question, seen: Seen) -> Past:
    """Say where the past is read, and whether the present is added to it."""
    config = seen.run.config
    complexity = {
        place.path: seen.measures[place.path].complexity
        for place in seen.places
        if place.path in seen.measures and not place.is_test
    }
    paths = (config.status.output, *question.outputs)
    return Past(
        config.root, config.history, __version__, config.fingerprint, complexity, question.record, paths
    )


class Collector:
    """Puts a document together."""

    def __init__(self, question: Question, seen: Seen, history: History) -> None:
        self.question, self.seen, self.history = question, seen, history
        self.config = seen.run.config
        self.at = iso(history.changed)
        self.source = Source("netra check", None, self.at)
        self.told = findings.all_findings(seen.result, seen.accepted)
        self.areas = Areas([place.path for place in seen.places], self.config.services)
        self.judged = dimensions.judged_categories(seen)
        paths = frozenset(place.path for place in seen.places)
        self.inputs: Inputs = find_inputs(self.config, question.wish, history.changed, paths)

    def document(self) -> Data:
        """Make the document."""
        parts = {**self.of_check(), **self.of_measures()}
        lines = {"lines": self.lines(self.seen.measures)}
        return {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "netra", "version": __version__},
            "repository": self.repository(),
            "delta": None,
            "scores": dimensions.scores_of(self.seen, self.told, {**parts, **lines}),
            "areas": list(self.parts()),
            **parts,
            **self.of_others(),
        }

    def of_check(self) -> Data:
        """Tell what the rules found, and by which limits."""
        seen, told = self.seen, self.told
        return {
            "rules": findings.rules_of(told, seen.result, seen.accepted, self.source),
            "limits": limits.limits_of(seen.run.rules.base, self.config),
            "findings": findings.findings_of(told, seen.result, self.areas, lines=self.question.lines),
            "failures": findings.failures_of(told),
        }

    def of_measures(self) -> Data:
        """Tell what is measured otherwise."""
        seen, source, manifest = self.seen, self.source, self.config.literals.vocabulary
        ran = [info.slug for info in seen.result.rules]
        return {
            "literals": literals.literals_of(seen.literals, manifest, self.at),
            "specifications": knowledge.specifications_of(seen.knowledge, self.told, ran, source),
            "learnings": knowledge.learnings_of(self.learned(), source),
            "dead_code": code.dead_code_of(seen.dead, Source("netra legacy find", None, self.at)),
            "tests": inventory.tests_of(seen.places, seen.measures, self.config.status.levels, source),
            "coverage": coverage_of(self.inputs),
            "results": results_of(self.inputs),
            "complexity": code.complexity_of(seen.measures, source),
        }

    def learned(self) -> Learned:
        """Read what was learned; of a file that is known, nothing anew."""
        return learned(self.config.root, self.question.request.cache_dir)

    def of_others(self) -> Data:
        """Give what is told of the imports."""
        return {"graph": self.imports()}

    def imports(self) -> Data:
        """Tell the imports where they are looked at; the other formats say nothing of them."""
        if not self.question.lines:
            return {"nodes": [], "edges": [], "layers": []}
        from netra_tools.status.imports import imports_of

        return imports_of(self.seen.graph, self.seen.run.rules.base, self.areas)

    def repository(self) -> Data:
        """Say which state of which repository this is."""
        history, result = self.history, self.seen.result
        return {
            "name": encodable(name_of(self.config.root)),
            "commit": history.commit,
            "branch": history.branch,
            "committed_at": iso(history.committed),
            "made_at": iso(time.time()),
            "edited": history.edited,
            "paths": list(self.question.request.paths),
            "files": number(len(self.seen.places), "files", self.source),
            "lines": number(self.lines(self.seen.measures), "lines", self.source),
            "suppressed": number(result.suppressed, "findings", self.source),
            "exempt": number(result.exempt, "findings", self.source),
            "notices": [encodable(notice) for notice in result.notices],
        }

    def lines(self, paths: Iterable[str]) -> int:
        """Count the lines of some files."""
        found = map(self.seen.measures.get, paths)
        return sum([one.lines.physical for one in found if one is not None])

    def parts(self) -> Iterator[Data]:
        """Tell each part of the repository."""
        files: dict[Area | None, list[str]] = {}
        for place in self.seen.places:
            files.setdefault(self.areas.of(place.path), []).append(place.path)
        held: dict[Area | None, list[Finding]] = {}
        for one in self.told:
            held.setdefault(self.areas.of(one.finding.path), []).append(one.finding)
        for area in self.areas.areas:
            yield self.area(area, files.get(area, []), held.get(area, []))

    def area(self, area: Area, inside: list[str], held: list[Finding]) -> Data:
        """Tell one part of the repository."""
        counts: dict[str, Counter[str]] = {}
        for finding in held:
            counts.setdefault(finding.code, Counter())[finding.severity] += 1
        score = dimensions.score_of_area(held, inside, self.judged)
        return {
            "name": encodable(area.name),
            "kind": area.kind,
            "path": encodable(area.path),
            "files": number(len(inside), "files", self.source),
            "lines": number(self.lines(inside), "lines", self.source),
            "score": known(score, "of 100", self.source, "no file of it is checked"),
            "grade": grade(score),
            "rules": {
                rule: {"error": found["error"], "warning": found["warning"]}
                for rule, found in sorted(counts.items())
            },
        }
