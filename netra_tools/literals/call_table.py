"""Finding the rule for a slot of a call by the called function's dotted name."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from netra_tools.literals.verdict import CallRule


class _Pattern(NamedTuple):
    order: int
    inside: str  # what the dotted name begins with, of `a..b`
    receiver: str
    last: str
    slots: frozenset[str]
    rule: CallRule

    def fits(self, receiver: str, last: str) -> bool:
        """Say whether this pattern means the function."""
        if self.last != "*" and self.last != last and not fnmatchcase(last, self.last):
            return False
        if self.inside and not (receiver + ".").startswith(self.inside + "."):
            return False
        if not self.receiver or receiver == self.receiver or receiver.endswith("." + self.receiver):
            return True
        return "*" in self.receiver and fnmatchcase(receiver.rpartition(".")[2], self.receiver)


class CallTable:
    """Rules by function; the first of the table that fits decides."""

    def __init__(self, rules: Iterable[CallRule]) -> None:
        self.exact: dict[str, list[_Pattern]] = {}
        self.receivers: dict[str, list[_Pattern]] = {}  # of `a.*`
        self.packages: dict[str, list[_Pattern]] = {}  # of `a..*`
        self.wild: list[_Pattern] = []
        self.keywords: dict[str, CallRule] = {}  # of any function
        self.functions: dict[str, tuple[_Pattern, ...]] = {}
        for order, rule in enumerate(rules):
            slots = frozenset(rule.slots.split())
            if rule.functions == "*":
                self.keywords.update((slot, rule) for slot in slots if slot not in self.keywords)
                continue
            for text in rule.functions.split():
                self._add(order, text, slots, rule)

    def _add(self, order: int, text: str, slots: frozenset[str], rule: CallRule) -> None:
        inside, _, rest = text.rpartition("..")
        receiver, _, last = rest.rpartition(".")
        pattern = _Pattern(order, inside, receiver, last, slots, rule)
        if last == "*" and inside:
            self.packages.setdefault(inside.partition(".")[0], []).append(pattern)
        elif last == "*" and "*" not in receiver:
            self.receivers.setdefault(receiver.rpartition(".")[2], []).append(pattern)
        elif "*" in last:
            self.wild.append(pattern)
        else:
            self.exact.setdefault(last, []).append(pattern)

    def find(self, function: str, slot: str, positional: bool) -> CallRule | None:
        """Give the rule for one slot of a function; `{}` are keys of dictionaries, `k{}` of that at `k`."""
        patterns = self.functions.get(function)
        if patterns is None:
            patterns = self.functions[function] = self._patterns(function)
        any_slot = "{}" if slot.endswith("{}") else "*" if positional else "**"
        for pattern in patterns:
            if slot in pattern.slots or any_slot in pattern.slots:
                return pattern.rule
        return None if positional else self.keywords.get(slot)

    def _patterns(self, function: str) -> tuple[_Pattern, ...]:
        receiver, _, last = function.rpartition(".")
        candidates = [
            *self.exact.get(last, ()),
            *self.receivers.get(receiver.rpartition(".")[2], ()),
            *self.packages.get(receiver.partition(".")[0], ()),
            *self.wild,
        ]
        return tuple(sorted(pattern for pattern in candidates if pattern.fits(receiver, last)))
