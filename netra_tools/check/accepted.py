"""What the project has accepted, taken out of the findings of a run: its exemptions and its baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from netra_tools.check.baseline import Entry, Held, Reach
from netra_tools.check.baseline_file import find_lines, load_text
from netra_tools.check.baseline_text import hold_text
from netra_tools.check.exemptions import exempt, report
from netra_tools.check.request import CheckRequest
from netra_tools.check.settle import Names
from netra_tools.config.model import DEFAULT_BASELINE, Config
from netra_tools.errors import NetraError
from netra_tools.model import Finding
from netra_tools.report.result import Delta
from netra_tools.rules.expired_exemption import ExpiredExemption
from netra_tools.rules.stale_baseline_entry import StaleBaselineEntry


class Accepted(NamedTuple):
    """Findings that stand, and what became of the others."""

    findings: Sequence[Finding]
    found: Sequence[Finding]  # those that a baseline may know
    exempt: int
    delta: Delta | None  # None without a baseline
    reach: Reach
    stale: Sequence[Entry] = ()


def accept(request: CheckRequest, findings: Sequence[Finding], reach: Reach, names: Names) -> Accepted:
    """Take out what is exempt or known; add what is wrong with the exemptions and the baseline themselves.

    Raises: NetraError when the baseline that is configured does not exist, or cannot be read.
    """
    config = request.config
    exempted = exempt(findings, config.exemptions, reach, request.today)
    found = [finding for finding in exempted.findings if finding.slug != ExpiredExemption.slug]
    others = [finding for finding in exempted.findings if finding.slug == ExpiredExemption.slug]
    others += report(exempted, config, names)
    text = load_text(f"{config.root}/{config.baseline}", config.baseline) if request.baseline else None
    if text is None:
        if request.baseline and config.baseline != DEFAULT_BASELINE:
            hint = "check 'baseline' in the configuration, or write it: netra baseline record"
            raise NetraError(f"the baseline {config.baseline} does not exist", hint)
        return Accepted((*found, *others), found, exempted.exempt, None, reach)
    held = hold_text(found, text, config.baseline, reach)
    others += report_stale(held, config, reach, names) if held.stale else ()
    delta = delta_of(config.baseline, held)
    return Accepted((*held.new, *others), found, exempted.exempt, delta, reach, held.stale)


def delta_of(name: str, held: Held) -> Delta:
    """Count what came of it."""
    return Delta(name, held.known, len(held.new), len(held.stale), len(held.lowered))


def report_stale(held: Held, config: Config, reach: Reach, names: Names) -> Iterator[Finding]:
    """Report the entries that nothing answers to, each at its line."""
    rule = names.ran.get(StaleBaselineEntry.slug)
    if rule is None:
        return
    entries = [
        entry._replace(key=(held.moved.get(entry.key[0], entry.key[0]), *entry.key[1:]))
        for entry in held.stale
    ]
    lines = find_lines(f"{config.root}/{config.baseline}", [(entry.key, entry.value) for entry in entries])
    slugs = frozenset(names.slug_of.values())
    for entry, (line, width, subject) in zip(entries, lines, strict=True):
        path, slug, _ = entry.key
        span = (line, 0, line, width)
        yield rule.finding(config.baseline, span, f"{slug} {path} {subject}", describe(entry, reach, slugs))


def describe(entry: Entry, reach: Reach, slugs: frozenset[str]) -> str:
    """Say why an entry is stale."""
    path, slug, subject = entry.key
    if slug not in slugs and ":" not in slug:
        return f"no rule is called '{slug}'"
    if path not in reach.files:
        return f"{path} is no file that is checked: {slug} `{subject}`"
    return f"{path} no longer has {slug} `{subject}`"
