"""Exemptions: departures from rules that the configuration accepts, up to a number and until a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from netra_tools.check.baseline import Reach, covers
from netra_tools.check.settle import Names
from netra_tools.config.model import Config, Exemption
from netra_tools.model import Finding
from netra_tools.project.globs import compile_globs
from netra_tools.rules.expired_exemption import ExpiredExemption
from netra_tools.rules.rule import WHOLE_FILE, numbered
from netra_tools.rules.unused_exemption import UnusedExemption


class Exempted(NamedTuple):
    """Findings that stand, how many do not, and which exemptions are of no use any more."""

    findings: Sequence[Finding]
    exempt: int
    expired: tuple[Exemption, ...]
    unused: tuple[Exemption, ...]


class Use:
    """One exemption, and whether it had anything to do."""

    def __init__(self, exemption: Exemption, today: str) -> None:
        self.exemption = exemption
        self.matches = compile_globs((exemption.path,))
        self.expired = bool(exemption.expires) and exemption.expires < today
        self.used = False

    def accepts(self, finding: Finding) -> bool:
        """Say whether the exemption accepts a finding, and remember that it speaks of one."""
        if not self.matches(finding.path):
            return False
        self.used = True
        return not self.expired and covers(self.exemption.limit, finding.value)

    def speaks_of(self, finding: Finding) -> bool:
        """Say whether the exemption holds for the finding's file, whatever its limit."""
        return not self.expired and self.matches(finding.path)


def exempt(
    findings: Sequence[Finding], exemptions: Sequence[Exemption], reach: Reach, today: str
) -> Exempted:
    """Take out what is exempt."""
    if not exemptions:
        return Exempted(findings, 0, (), ())
    uses = [Use(exemption, today) for exemption in exemptions]
    by_rule: dict[str, list[Use]] = {}
    for use in uses:
        for slug in use.exemption.rules:
            by_rule.setdefault(slug, []).append(use)
    judged = [judge(item, by_rule[item.slug]) if item.slug in by_rule else item for item in findings]
    kept = [finding for finding in judged if finding is not None]
    return Exempted(kept, len(findings) - len(kept), *idle(uses, reach))


def judge(finding: Finding, uses: Iterable[Use]) -> Finding | None:
    """Give what stands of a finding: None when it is exempt. All exemptions of its rule are asked."""
    answers = [(use.accepts(finding), use) for use in uses]
    if any(accepted for accepted, _ in answers):
        return None
    limits = [use.exemption.limit or 0 for _, use in answers if use.speaks_of(finding)]
    if not limits:
        return finding
    return finding._replace(message=f"{finding.message}, exempt up to {max(limits)}")


def idle(uses: Sequence[Use], reach: Reach) -> tuple[tuple[Exemption, ...], tuple[Exemption, ...]]:
    """Give the exemptions that have expired, and those that had nothing to do."""
    expired = [use.exemption for use in uses if use.used and use.expired]
    unused = [use.exemption for use in uses if not use.used and is_judged(use.exemption, reach)]
    return tuple(expired), tuple(unused)


def is_judged(exemption: Exemption, reach: Reach) -> bool:
    """Say whether the run would have found what the exemption is for."""
    return reach.asked is None and reach.silent.isdisjoint(exemption.rules)


def report(exempted: Exempted, config: Config, names: Names) -> Iterator[Finding]:
    """Report exemptions that have expired, and those that nothing needs."""
    told = [(ExpiredExemption.slug, one, say_expired(one)) for one in exempted.expired]
    idle = [(one, f"nothing to accept of {one.rule} in {one.path}") for one in exempted.unused]
    found = []
    for slug, one, message in [*told, *((UnusedExemption.slug, *pair) for pair in idle)]:
        rule = names.ran.get(slug)
        if rule is not None:
            where = one.source or config.source or "--set"
            found.append(rule.finding(where, WHOLE_FILE, f"{one.rule} {one.path}", message))
    yield from numbered(found)


def say_expired(one: Exemption) -> str:
    """Say what an exemption accepted, and until when."""
    owner = f", owner {one.owner}" if one.owner else ""
    return f"{one.rule} was accepted in {one.path} until {one.expires}{owner}: {one.reason}"
