"""What `netra fix` says of findings: a table of the rules, what is repaired, and what stays and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from netra_tools.fix.fates import NO_REPAIR, Fate
from netra_tools.fix.repairs import REPAIRS
from netra_tools.fix.restore import Restored
from netra_tools.model import Finding
from netra_tools.report.escape import printable
from netra_tools.report.result import plural

MOST_NAMED: Final = 5  # findings of one kind
TIERS: Final = {repair.name: str(repair.tier) for repair in REPAIRS}


class Row(NamedTuple):
    """The findings of one rule."""

    rule: str
    tier: str  # "-" when there is no repair
    found: int
    repaired: int

    @property
    def left(self) -> int:
        """Count those that stay."""
        return self.found - self.repaired


def render_account(restored: Restored, *, every: bool = False) -> str:
    """Write what becomes of the findings; `every` names all of them."""
    fates = restored.fates
    repaired = [fate for fate in fates if fate.mended]
    refused = [fate for fate in fates if not fate.mended and fate.repair]
    lines = [f"{plural(len(fates), 'finding')}, {len(repaired):,} repaired", ""]
    lines += render_table(rows_of(fates))
    lines += grouped("repaired", by_words(repaired), every)
    lines += grouped("left, though there is a repair", by_words(refused), every)
    lines += grouped("new afterwards", by_rule(restored.came), every)
    lines += [f"\n{notice}" for notice in restored.notices]
    return "".join(f"{line}\n" for line in (*lines, ""))


def rows_of(fates: Iterable[Fate]) -> list[Row]:
    """Count the findings of each rule; rules without a repair come last."""
    found: Counter[str] = Counter()
    mended: Counter[str] = Counter()
    tiers: dict[str, str] = {}
    for fate in fates:
        rule = fate.finding.slug
        found[rule] += 1
        mended[rule] += fate.mended
        tiers[rule] = TIERS.get(fate.repair) or tiers.get(rule, "-")
    rows = [Row(rule, tiers[rule], found[rule], mended[rule]) for rule in found]
    return sorted(rows, key=lambda row: (row.tier == "-", -row.repaired, -row.found, row.rule))


def render_table(rows: Sequence[Row]) -> Iterator[str]:
    """Write the rows as a table."""
    if not rows:
        return
    width = max(len(row.rule) for row in rows)
    yield f"{'rule':{width}}  tier  findings  repaired      left"
    for row in rows:
        cells = f"{row.rule:{width}}  {row.tier:>4}  {row.found:>8,}"
        if row.tier == "-":
            yield f"{cells}  {NO_REPAIR}"
        else:
            yield f"{cells}  {row.repaired:>8,}  {row.left:>8,}"


def grouped(heading: str, groups: Mapping[str, Sequence[str]], every: bool) -> Iterator[str]:
    """Name what shares a line of words below it: the largest group first, and of each only a few."""
    if groups:
        yield from ("", f"{heading}:")
    for words in sorted(groups, key=lambda words: (-len(groups[words]), words)):
        lines = groups[words]
        shown = lines if every or len(lines) <= MOST_NAMED + 1 else lines[:MOST_NAMED]
        yield f"  {words} ({len(lines):,})"
        yield from (f"    {line}" for line in shown)
        if len(shown) < len(lines):
            yield f"    ... and {len(lines) - len(shown):,} more: --all names them"


def by_words(fates: Iterable[Fate]) -> dict[str, list[str]]:
    """Sort findings by their rule and what is said of them."""
    found: dict[str, list[str]] = {}
    for fate in fates:
        line = f"{place_of(fate.finding)}  {printable(fate.finding.message)}"
        found.setdefault(f"{fate.finding.slug}: {printable(fate.text)}", []).append(line)
    return found


def by_rule(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """Sort findings by their rule."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        found.setdefault(finding.slug, []).append(f"{place_of(finding)}  {printable(finding.message)}")
    return found


def place_of(finding: Finding) -> str:
    """Write where a finding is."""
    path = printable(finding.path)
    return f"{path}:{finding.line}" if finding.line else path


def account_record(restored: Restored) -> dict[str, Any]:
    """Give what becomes of the findings as JSON takes it."""
    return {
        "rules": [row._asdict() | {"left": row.left} for row in rows_of(restored.fates)],
        "findings": [fate_record(fate) for fate in restored.fates],
        "notices": list(restored.notices),
        "new": [finding_record(finding) for finding in restored.came],
    }


def fate_record(fate: Fate) -> dict[str, Any]:
    """Give one finding with what becomes of it."""
    outcome = "repaired" if fate.mended else "left"
    return finding_record(fate.finding) | {"repair": fate.repair, "outcome": outcome, "text": fate.text}


def finding_record(finding: Finding) -> dict[str, Any]:
    """Give one finding."""
    return {
        "rule": finding.slug,
        "path": finding.path,
        "line": finding.line,
        "subject": finding.subject,
        "message": finding.message,
    }
