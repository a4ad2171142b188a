"""From what the rules said of each file and of the graph to one result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netra_tools.check.accepted import Accepted, accept
from netra_tools.check.baseline import Reach
from netra_tools.check.gather import Place
from netra_tools.check.memory import order_in_file, unpack_said
from netra_tools.check.run import Run
from netra_tools.check.settle import Names, settle
from netra_tools.model import Finding, Suppression
from netra_tools.report.result import CheckResult

if TYPE_CHECKING:
    from netra_tools.external.ask import Told


def conclude(
    run: Run,
    wanted: frozenset[str] | None,
    graph: tuple[Finding, ...],
    notices: tuple[str, ...],
    told: Told | None = None,
) -> tuple[CheckResult, Accepted]:
    """Put all findings together, those of other tools too, but for what is suppressed or accepted."""
    places = run.scope.places
    asked = places if wanted is None else [place for place in places if place.path in wanted]
    names = run.rules.names()
    if told is not None:
        graph, notices, names = (
            (*graph, *told.findings),
            (*notices, *told.notices),
            names._replace(others=told.asked),
        )
    by_path = graph_findings(graph)
    findings, suppressions = recall(run, asked, by_path)
    known = knowledge_asked(run, wanted)
    suppressions.update({path: run.silenced[path] for path in known if path in run.silenced})
    others = elsewhere(run, wanted, by_path)
    findings += others
    settled = settle(findings, suppressions, names, run.request.today)
    accepted = accept(run.request, settled.findings, reach_of(run, wanted, names), names)
    ordered = tuple(accepted.findings)
    if suppressions or others or len(ordered) != len(findings):
        ordered = tuple(sorted(ordered, key=order))
    about = (run.request.strict, run.config.root, notices, held_texts(run), accepted.delta, accepted.exempt)
    count, infos = len(asked) + len(known), run.rules.infos()
    return CheckResult(ordered, count, settled.suppressed, infos, *about), accepted


def knowledge_asked(run: Run, wanted: frozenset[str] | None) -> list[str]:
    """List the files of knowledge that were asked for, where a rule looks at them."""
    known = run.scope.knowledge if run.rules.knowledge_rules else ()
    return [path for path in known if wanted is None or path in wanted]


def held_texts(run: Run) -> dict[str, bytes]:
    """Give what files hold instead of what is on disk."""
    return {path: text for path, text in run.overlay.items() if text is not None}


def reach_of(run: Run, wanted: frozenset[str] | None, names: Names) -> Reach:
    """Say what was looked at, and what each file holds."""
    ran = {kind.slug for kind in run.rules.types}
    unasked = [prefix for prefix, asked in names.others.items() if not asked]
    silent = frozenset((*names.slug_of.values(), *unasked)) - ran
    return Reach(frozenset((*run.files, *run.scope.knowledge)), wanted, silent, run.stats.known)


def order(finding: Finding) -> tuple[str, int, int, str, str]:
    """Give what findings are sorted by."""
    return (finding.path, *order_in_file(finding))


def recall(
    run: Run, places: list[Place], graph: dict[str, list[Finding]]
) -> tuple[list[Finding], dict[str, tuple[Suppression, ...]]]:
    """Give what the rules said of each file, in order, and the comments that may silence it."""
    findings: list[Finding] = []
    suppressions: dict[str, tuple[Suppression, ...]] = {}
    for place in places:
        found, silenced = unpack_said(run.said[place.path][2])
        if place.path in graph:
            dropped = run.rules.dropped(place)
            others = [item for item in graph[place.path] if item.slug not in dropped]
            found = tuple(sorted((*found, *others), key=order_in_file))
        findings += found
        if silenced:
            suppressions[place.path] = silenced
    return findings, suppressions


def elsewhere(run: Run, wanted: frozenset[str] | None, graph: dict[str, list[Finding]]) -> list[Finding]:
    """Give the findings on files that are no source: configuration, what defines keys, and knowledge."""
    rules = (*run.rules.literal_rules, *run.rules.knowledge_rules, *run.rules.reach_rules)
    slugs, sources = {rule.slug for rule in rules}, frozenset(run.files)
    others = [path for path in graph if path not in sources and (wanted is None or path in wanted)]
    return [item for path in sorted(others) for item in graph[path] if item.slug in slugs]


def graph_findings(found: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    """Sort what the graph rules said by path."""
    by_path: dict[str, list[Finding]] = {}
    for finding in found:
        by_path.setdefault(finding.path, []).append(finding)
    return by_path
