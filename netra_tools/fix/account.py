"""What `netra fix` says of findings: a table of the rules, what is repaired, and what stays and why."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from netra_tools.fix.fates import NO_REPAIR, Fate
from netra_tools.fix.repairs import REPAIRS
from netra_tools.fix.restore import Restored
from netra_tools.model import Finding
from netra_tools.report.escape import printable
from netra_tools.report.result import plural

MOST_NAMED: Final = 5  # findings of one group
MOST_GROUPS: Final = 12
MASKED: Final = re.compile(r"`[^`]*`|\d+")
NO_TIER: Final = "-"
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
    lines += grouped("repaired", repaired, every)
    lines += grouped("left, though there is a repair", refused, every)
    lines += grouped("new afterwards", restored.came, every)
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
        tiers[rule] = TIERS.get(fate.repair) or tiers.get(rule, NO_TIER)
    rows = [Row(rule, tiers[rule], found[rule], mended[rule]) for rule in found]
    return sorted(rows, key=lambda row: (row.tier == NO_TIER, -row.repaired, -row.found, row.rule))


def render_table(rows: Sequence[Row]) -> Iterator[str]:
    """Write the rows as a table."""
    if not rows:
        return
    width = max(len(row.rule) for row in rows)
    yield f"{'rule':{width}}  tier  findings  repaired      left"
    for row in rows:
        own = "" if row.tier != NO_TIER else f"  {NO_REPAIR}"
        cells = f"{row.rule:{width}}  {row.tier:>4}  {row.found:>8,}"
        yield f"{cells}  {row.repaired:>8,}  {row.left:>8,}{own}"


def grouped(heading: str, fates: Sequence[Fate], every: bool) -> Iterator[str]:
    """Name findings below what is said of them, the largest group first, and of each only a few."""
    groups: dict[str, list[Fate]] = {}
    for fate in fates:
        groups.setdefault(f"{fate.finding.slug}: {MASKED.sub(mask, fate.text)}", []).append(fate)
    if groups:
        yield from ("", f"{heading}:")
    ordered = sorted(groups, key=lambda words: (-len(groups[words]), words))
    shown = ordered if every else ordered[:MOST_GROUPS]
    for words in shown:
        yield from render_group(words, groups[words], every)
    if len(shown) < len(ordered):
        count = sum(len(groups[words]) for words in ordered[len(shown) :])
        yield f"  ... and {count:,} more for {len(ordered) - len(shown):,} other reasons: --all names them"


def render_group(words: str, fates: Sequence[Fate], every: bool) -> Iterator[str]:
    """Write one group: what is said of all, and where."""
    alike = len({fate.text for fate in fates}) == 1
    text = f"{fates[0].finding.slug}: {fates[0].text}" if alike else words
    yield f"  {printable(text.removesuffix(': '))} ({len(fates):,})"
    shown = fates if every or len(fates) <= MOST_NAMED + 1 else fates[:MOST_NAMED]
    for fate in shown:
        said = fate.finding.message if alike or not every else f"{fate.finding.message}; {fate.text}"
        yield f"    {place_of(fate.finding)}  {printable(said)}"
    if len(shown) < len(fates):
        yield f"    ... and {len(fates) - len(shown):,} more: --all names them"


def mask(match: re.Match[str]) -> str:
    """Write one thing for all names, but the words of Python, and one for all numbers."""
    word = match[0]
    return word if keyword.iskeyword(word.strip("`")) else "`...`" if word.startswith("`") else "N"


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
        "new": [finding_record(fate.finding) | {"text": fate.text} for fate in restored.came],
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
