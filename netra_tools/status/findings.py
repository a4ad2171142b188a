"""Findings as a status tells them: new and known, by rule, and each with its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from netra_tools.model import Finding
from netra_tools.report.escape import encodable
from netra_tools.report.fingerprints import fingerprints
from netra_tools.report.result import RuleInfo
from netra_tools.report.sources import line_reader
from netra_tools.status.model import Data, Source, known, number

if TYPE_CHECKING:
    from netra_tools.check.accepted import Accepted
    from netra_tools.report.result import CheckResult
    from netra_tools.status.areas import Areas

NEW: Final = "new"
KNOWN: Final = "known"
NO_BASELINE: Final = "there is no baseline: netra baseline record accepts what there is today"
AROUND: Final = 2  # lines shown before and behind a finding
MOST_LINES: Final = 9
CATEGORIES: Final = {
    "0": "reading",
    "1": "architecture",
    "2": "limits",
    "3": "discipline",
    "4": "names",
    "5": "single-source",
    "6": "literals",
    "7": "knowledge",
    "9": "acceptance",
}
OTHER_TOOLS: Final = "other-tools"


class Told(NamedTuple):
    """A finding, and whether the baseline knows it."""

    finding: Finding
    status: str


def category_of(code: str) -> str:
    """Name the category of a rule by its code."""
    return CATEGORIES.get(code[3:4], OTHER_TOOLS) if code.startswith("NET") else OTHER_TOOLS


def all_findings(result: CheckResult, accepted: Accepted) -> list[Told]:
    """List what was found, new and known, by path and line."""
    new = {identity(finding) for finding in result.findings}
    old = [Told(finding, KNOWN) for finding in accepted.found if identity(finding) not in new]
    told = [*(Told(finding, NEW) for finding in result.findings), *old]
    return sorted(told, key=lambda one: (*one.finding[3:6], one.finding.code, one.finding.subject))


def identity(finding: Finding) -> tuple[str, str, str]:
    """Give what tells findings apart."""
    return finding.slug, finding.path, finding.subject


class Tally:
    """What was found, counted by rule."""

    def __init__(self, told: Sequence[Told], accepted: Accepted) -> None:
        self.counts = Counter((one.finding.slug, one.status) for one in told)
        self.stale = Counter(entry.key[1] for entry in accepted.stale)
        self.codes = {one.finding.slug: one.finding.code for one in told}
        self.files: dict[str, set[str]] = {}
        self.severities: dict[str, str] = {}
        for finding, _ in told:
            self.files.setdefault(finding.slug, set()).add(finding.path)
            if self.severities.get(finding.slug) != "error":
                self.severities[finding.slug] = finding.severity


def rules_of(told: Sequence[Told], result: CheckResult, accepted: Accepted, source: Source) -> list[Data]:
    """Count the findings of each rule, of those that ran and of other tools."""
    tally = Tally(told, accepted)
    infos = {info.slug: info for info in result.rules}
    strange = {
        slug: RuleInfo(code, slug, tally.severities[slug], "", "")
        for slug, code in tally.codes.items()
        if slug not in infos
    }
    rules = sorted([*infos.values(), *strange.values()], key=lambda info: (info.code, info.slug))
    has_baseline = result.delta is not None
    return [rule_of(info, tally, source, has_baseline=has_baseline) for info in rules]


def rule_of(info: RuleInfo, tally: Tally, source: Source, *, has_baseline: bool) -> Data:
    """Tell what was found of one rule."""
    slug = info.slug
    old, stale = (tally.counts[slug, KNOWN], tally.stale[slug]) if has_baseline else (None, None)
    return {
        "code": info.code,
        "slug": slug,
        "category": category_of(info.code),
        "severity": tally.severities.get(slug, info.severity),
        "new": number(tally.counts[slug, NEW], "findings", source),
        "known": known(old, "findings", source, NO_BASELINE),
        "stale": known(stale, "entries", source, NO_BASELINE),
        "files": number(len(tally.files.get(slug, ())), "files", source),
        "summary": info.summary,
        "hint": info.hint,
    }


def findings_of(told: Sequence[Told], result: CheckResult, areas: Areas, *, lines: bool) -> list[Data]:
    """Tell each finding; with the lines around it when they are asked for."""
    names = fingerprints([one.finding for one in told])
    hints = {info.slug: info.hint for info in result.rules}
    read = line_reader(result.root, result.texts)
    rows = []
    for (finding, status), name in zip(told, names, strict=True):
        area = areas.of(finding.path)
        rows.append(
            {
                "id": name,
                "rule": finding.code,
                "path": encodable(finding.path),
                "line": finding.line or None,
                "column": finding.column + 1 if finding.line else None,
                "end_line": finding.end_line or None,
                "severity": finding.severity,
                "status": status,
                "message": encodable(finding.message),
                "hint": hints.get(finding.slug, ""),
                "subject": encodable(finding.subject),
                "area": area.name if area else None,
                "source": excerpt(finding, read) if lines else None,
            }
        )
    return rows


def excerpt(finding: Finding, read: object) -> Data | None:
    """Give the lines around a finding."""
    if not finding.line or not callable(read):
        return None
    first = max(finding.line - AROUND, 1)
    last = min(max(finding.end_line, finding.line) + AROUND, first + MOST_LINES - 1)
    found = [read(finding.path, line) for line in range(first, last + 1)]
    lines = [line.decode("utf-8", "replace") for line in found if line is not None]
    return {"first": first, "lines": lines} if lines else None


def failures_of(told: Iterable[Told]) -> list[Data]:
    """List the files that could not be read in full."""
    return [
        {"path": encodable(one.path), "line": one.line or None, "message": encodable(one.message)}
        for one, _ in told
        if category_of(one.code) == "reading"
    ]
