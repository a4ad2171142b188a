"""The rules that a repository adds to ours, in its configuration."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from netra_tools.literals.verdict import OwnRule
from netra_tools.model import ARGUMENT, ASSIGNED, KEY, KEYWORD, SUBSCRIPT

_READERS = frozenset(("get", "pop", "setdefault"))


class OwnRules:
    """Looks places up in the rules of a repository; the first that fits decides."""

    def __init__(self, rules: Sequence[OwnRule]) -> None:
        self.rules = tuple(rules)

    def find(self, role: int, owner: str, slot: str) -> int | None:
        """Give the category that the repository says a place has."""
        for rule in self.rules:
            if _fits(rule, role, owner, slot):
                return rule.category
        return None


def _fits(rule: OwnRule, role: int, owner: str, slot: str) -> bool:
    if rule.key_of:
        return _is_key_of(rule.key_of, role, owner, slot)
    if rule.assigned:
        return role == ASSIGNED and names(rule.assigned, owner)
    if rule.call and not names(rule.call, owner):
        return False
    if rule.keyword:
        return role == KEYWORD and fnmatchcase(slot, rule.keyword)
    return role == ARGUMENT and rule.argument in (-1, int(slot or 0))


def _is_key_of(pattern: str, role: int, owner: str, slot: str) -> bool:
    receiver, _, last = owner.rpartition(".")
    if role == ARGUMENT and slot == "0" and last in _READERS:
        return names(pattern, receiver)
    return role in (KEY, SUBSCRIPT) and names(pattern, owner)


def names(pattern: str, owner: str) -> bool:
    """Say whether a pattern means a dotted name: the whole of it, or as many of its last names."""
    tail = owner.split(".")[-(pattern.count(".") + 1) :]
    return fnmatchcase(owner, pattern) or fnmatchcase(".".join(tail), pattern)
