"""Finding the rule for a slot of a call by the called function's dotted name."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from netra_tools.literals.verdict import CallRule


class _Pattern:
    """One function of a rule."""

    def __init__(self, order: int, inside: str, receiver: str, last: str, rule: CallRule) -> None:
        self.order = order
        self.inside = inside + "." if inside else ""  # what the dotted name begins with, of `a..b`
        self.receiver = receiver
        self.end = "." + receiver
        self.last = last
        self.first_letters = last.partition("*")[0]
        self.last_letters = last.rpartition("*")[2]
        self.slots = frozenset(rule.slots.split())
        self.rule = rule

    def names(self, last: str) -> bool:
        """Say whether the last name of a function is such as this pattern's, which holds a `*`."""
        if not (last.startswith(self.first_letters) and last.endswith(self.last_letters)):
            return False  # nearly all; it is quicker told so
        return fnmatchcase(last, self.last)

    def fits(self, receiver: str) -> bool:
        """Say whether this pattern means a function whose last name it means."""
        if self.inside and not (receiver + ".").startswith(self.inside):
            return False
        if not self.receiver or receiver == self.receiver or receiver.endswith(self.end):
            return True
        return "*" in self.receiver and fnmatchcase(receiver.rpartition(".")[2], self.receiver)


_NONE: list[_Pattern] = []  # what nearly all functions have


class CallTable:
    """Rules by function; the first of the table that fits decides."""

    def __init__(self, rules: Iterable[CallRule]) -> None:
        self.exact: dict[str, list[_Pattern]] = {}
        self.receivers: dict[str, list[_Pattern]] = {}  # of `a.*`
        self.packages: dict[str, list[_Pattern]] = {}  # of `a..*`
        self.wild: list[_Pattern] = []
        self.keywords: dict[str, CallRule] = {}  # of any function
        self.named: dict[str, list[_Pattern]] = {}  # by last names met: what the table has for them
        self.functions: dict[str, list[_Pattern]] = {}
        for order, rule in enumerate(rules):
            if rule.functions == "*":
                self.keywords.update((slot, rule) for slot in rule.slots.split() if slot not in self.keywords)
                continue
            for text in rule.functions.split():
                self._add(order, text, rule)

    def _add(self, order: int, text: str, rule: CallRule) -> None:
        inside, _, rest = text.rpartition("..")
        receiver, _, last = rest.rpartition(".")
        pattern = _Pattern(order, inside, receiver, last, rule)
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

    def forget(self) -> None:
        """Forget the functions that were met."""
        self.named.clear()
        self.functions.clear()

    def _patterns(self, function: str) -> list[_Pattern]:
        receiver, _, last = function.rpartition(".")
        named = self.named.get(last)
        if named is None:
            named = self.named[last] = self._of_name(last)
        candidates = [
            *named,
            *self.receivers.get(receiver.rpartition(".")[2], ()),
            *self.packages.get(receiver.partition(".")[0], ()),
        ]
        found = [pattern for pattern in candidates if pattern.fits(receiver)]
        if len(found) > 1:
            found.sort(key=_order)
        return found or _NONE

    def _of_name(self, last: str) -> list[_Pattern]:
        wild = [pattern for pattern in self.wild if pattern.names(last)]
        return [*self.exact.get(last, ()), *wild]


def _order(pattern: _Pattern) -> int:
    return pattern.order
