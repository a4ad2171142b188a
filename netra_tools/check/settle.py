"""Suppressions: which findings a comment silences, and which comments silence nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from netra_tools.config.forms import complaint
from netra_tools.errors import near_miss
from netra_tools.model import LITERAL_OK, Finding, Suppression
from netra_tools.rules.expired_exemption import ExpiredExemption
from netra_tools.rules.rule import Rule
from netra_tools.rules.suppression_without_reason import SuppressionWithoutReason
from netra_tools.rules.unused_suppression import UnusedSuppression

OF_LITERALS = "NET6"  # what begins the codes of the rules that `literal ok` speaks of
ANY = "any rule"  # what a comment names that names none


class Settled(NamedTuple):
    """Findings that stand, and how many do not."""

    findings: tuple[Finding, ...]
    suppressed: int


class Names(NamedTuple):
    """How rules are called: `slug_of` maps codes and slugs to slugs; `ran` are the rules that ran."""

    slug_of: Mapping[str, str]
    ran: Mapping[str, Rule]
    others: Mapping[str, bool] = {}  # what begins the names of other tools' rules -> whether it was asked

    @property
    def of_literals(self) -> frozenset[str]:
        """Give the rules about string literals."""
        return frozenset(slug for word, slug in self.slug_of.items() if word.startswith(OF_LITERALS))

    def slugs(self, words: Iterable[str]) -> frozenset[str]:
        """Give the slugs of rules that may be called by their codes."""
        return frozenset(self.slug_of.get(word, word) for word in words)

    def is_of_other(self, slug: str) -> bool:
        """Say whether a rule is one of another tool that is configured: `RUF:F401`."""
        return slug.partition(":")[0] in self.others

    def is_judged(self, slug: str, known: frozenset[str]) -> bool:
        """Say whether a comment that names a rule in vain is reported: not when the rule did not run."""
        if self.is_of_other(slug):
            return self.others[slug.partition(":")[0]]
        return slug in self.ran or slug not in known


class Comment:
    """One suppression comment of one file, and what it has silenced so far."""

    def __init__(self, found: Suppression, names: Names, today: str) -> None:
        self.found = found
        self.today = today
        self.accepts_literal = LITERAL_OK in found.rules
        self.slugs = names.of_literals if self.accepts_literal else names.slugs(found.rules)
        self.used: set[str] = set()
        self.until, self.reason = split_reason(found.reason)
        self.lapsed = False  # it would have silenced something, had its time not passed

    @property
    def is_explained(self) -> bool:
        """Say whether the comment needs no reason, or has one."""
        return self.accepts_literal or bool(self.reason)

    @property
    def has_expired(self) -> bool:
        """Say whether the comment holds no more; one whose date cannot be read never did."""
        return bool(self.until) and (self.until < self.today or bool(complaint("date", self.until)))

    def silences(self, finding: Finding) -> bool:
        """Say whether the comment speaks of the finding's rule and line, and remember that it did."""
        if self.found.rules and finding.slug not in self.slugs:
            return False
        if not self.found.whole_file and not self.covers(finding):
            return False
        self.used.add(finding.slug)
        self.lapsed = self.lapsed or self.has_expired
        return not self.has_expired

    def covers(self, finding: Finding) -> bool:
        """Say whether the finding begins on the comment's line, or on the line below it."""
        line = self.found.line
        if self.found.own_line:
            return finding.line == line + 1
        return finding.line <= line <= max(finding.end_line, finding.line)


def settle(
    findings: Sequence[Finding],
    suppressions: Mapping[str, Sequence[Suppression]],
    names: Names,
    today: str = "",
) -> Settled:
    """Take away what comments silence; add what is wrong with the comments themselves."""
    comments = {path: [Comment(item, names, today) for item in found] for path, found in suppressions.items()}
    kept = list(findings) if not comments else []
    for finding in findings if comments else ():
        # All comments are asked, so that each knows whether it was of use.
        silenced = [comment.silences(finding) for comment in comments.get(finding.path, ())]
        if True not in silenced:
            kept.append(finding)
    suppressed = len(findings) - len(kept)
    for path, found in comments.items():
        kept += judge(path, found, names)
    return Settled(tuple(kept), suppressed)


def judge(path: str, comments: Iterable[Comment], names: Names) -> Iterator[Finding]:
    """Yield what is wrong with a file's suppression comments."""
    unused = names.ran.get(UnusedSuppression.slug)
    unexplained = names.ran.get(SuppressionWithoutReason.slug)
    expired = names.ran.get(ExpiredExemption.slug)
    for number, comment in enumerate(comments, 1):
        found = comment.found
        span = (found.line, found.column, found.line, found.end_column)
        words = ", ".join(found.rules) or "all rules"
        idle = idle_words(comment, names)
        if unused is not None and idle:
            yield unused.finding(path, span, f"{words}#{number}", describe(idle, names))
        if unexplained is not None and not comment.is_explained:
            yield unexplained.finding(path, span, f"{words}#{number}", f"{words} silenced without a reason")

        if expired is not None and comment.lapsed:
            yield expired.finding(path, span, f"{words}#{number}", describe_lapse(words, comment.until))


def split_reason(text: str) -> tuple[str, str]:
    """Split `until=2026-12-31 why` into the date and the reason proper."""
    if "until=" not in text:
        return "", text
    words = text.split()
    dates = [word for word in words if word.startswith("until=")]
    until = dates[0].removeprefix("until=").strip(",;:.") or "nothing" if dates else ""
    return until, " ".join([word for word in words if word not in dates])


def describe_lapse(words: str, until: str) -> str:
    """Say why a comment holds no more."""
    wrong = complaint("date", until)
    return f"until={until} {wrong}" if wrong else f"{words} was silenced until {until}"


def idle_words(comment: Comment, names: Names) -> list[str]:
    """List the rules of a comment that had nothing to silence; one that did not run is not judged.

    A literal that was accepted stays accepted when the vocabulary holds it.
    """
    if comment.accepts_literal:
        return []
    if not comment.found.rules:
        return [] if comment.used else [ANY]
    known = frozenset(names.slug_of.values())
    return sorted(slug for slug in comment.slugs - comment.used if names.is_judged(slug, known))


def describe(idle: Sequence[str], names: Names) -> str:
    """Say what a comment names in vain: rules that found nothing, and what is no rule at all."""
    slugs = frozenset(names.slug_of.values())
    known = [word for word in idle if word in slugs or word == ANY or names.is_of_other(word)]
    said = [f"nothing to silence for {', '.join(known)}"] if known else []
    return ", ".join([*said, *(not_a_rule(word, slugs) for word in idle if word not in known)])


def not_a_rule(word: str, slugs: Iterable[str]) -> str:
    """Say that no rule has this name, and which was probably meant."""
    meant = near_miss(word, slugs)
    return f"no rule is called '{word}'" + (f" ({meant})" if meant.startswith("did you mean") else "")
