"""What a check found, and the verdict and exit code that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from netra_tools.errors import CLEAN, FINDINGS
from netra_tools.model import Finding


class RuleInfo(NamedTuple):
    """A rule that ran, as reports describe it. `manual` is its whole docstring."""

    code: str
    slug: str
    severity: str
    summary: str
    hint: str
    manual: str = ""


class RuleSummary(NamedTuple):
    """How many findings a rule has, counted before any display limit."""

    code: str
    slug: str
    severity: str  # "error" as soon as one of its findings is an error
    hint: str
    total: int
    errors: int  # the rest are warnings: severities can differ from path to path

    def counts(self) -> str:
        """Write the counts with their nouns."""
        return plural_counts(self.errors, self.total - self.errors)


class Delta(NamedTuple):
    """How the findings of a run differ from those that the baseline knows."""

    file: str
    known: int
    new: int
    stale: int  # entries that nothing answers to any more
    lowered: int  # known findings whose number is lower now

    def counts(self) -> str:
        """Write the counts: those of known and new findings always, the others when there are any."""
        found = [f"{self.known:,} known", f"{self.new:,} new"]
        found += [f"{self.stale:,} stale"] if self.stale else []
        found += [f"{self.lowered:,} lowered"] if self.lowered else []
        return ", ".join(found)


class CheckResult(NamedTuple):
    """Everything a report may say. `root` is for reading source lines; it is never printed."""

    findings: tuple[Finding, ...]  # sorted by path, line, column, code, subject
    files: int
    suppressed: int
    rules: tuple[RuleInfo, ...]  # every rule that ran, with findings or without
    strict: bool
    root: str
    notices: tuple[str, ...] = ()
    texts: Mapping[str, bytes] = MappingProxyType({})  # what files hold in place of what is on disk
    delta: Delta | None = None  # None without a baseline
    exempt: int = 0


def verdict(result: CheckResult) -> tuple[bool, str]:
    """Tell whether the check passed, and say so in one line."""
    errors, warnings = count_severities(result)
    passed = errors == 0 and not (result.strict and warnings)
    word = "PASS" if passed else "FAIL"
    if not result.findings:
        new = "new " if result.delta else ""
        return passed, f"{word} no {new}findings in {plural(result.files, 'file')}"
    places = len({finding.path for finding in result.findings})
    where = f"{places:,} of {plural(result.files, 'file')}"
    return passed, f"{word} {plural_counts(errors, warnings)} in {where}"


def exit_code(result: CheckResult) -> int:
    """Return the exit code that the verdict stands for."""
    return CLEAN if verdict(result)[0] else FINDINGS


def count_severities(result: CheckResult) -> tuple[int, int]:
    """Count errors and warnings."""
    severities = [finding.severity for finding in result.findings]
    errors = severities.count("error")
    return errors, len(severities) - errors


def split_by_rule(result: CheckResult) -> list[tuple[RuleSummary, list[Finding]]]:
    """Split the findings by rule: rules with errors first, then by code."""
    groups: dict[str, list[Finding]] = {}
    for finding in result.findings:
        groups.setdefault(finding.code, []).append(finding)
    hints = {rule.code: rule.hint for rule in result.rules}
    split = [(_summarize(found, hints.get(code, "")), found) for code, found in groups.items()]
    return sorted(split, key=lambda pair: (pair[0].severity != "error", pair[0].code))


def name_of(rule: Finding | RuleSummary) -> str:
    """Name a rule by code and slug; those of other tools have one name for both."""
    return rule.code if rule.code == rule.slug else f"{rule.code} {rule.slug}"


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: `1 file`, `8,521 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def plural_counts(errors: int, warnings: int) -> str:
    """Write both counts, each only when there are any: `12 errors, 3 warnings`."""
    found = [plural(errors, "error")] if errors else []
    found += [plural(warnings, "warning")] if warnings else []
    return ", ".join(found)


def _summarize(findings: list[Finding], hint: str) -> RuleSummary:
    first = findings[0]
    errors = [finding.severity for finding in findings].count("error")
    severity = "error" if errors else "warning"
    return RuleSummary(first.code, first.slug, severity, hint, len(findings), errors)
