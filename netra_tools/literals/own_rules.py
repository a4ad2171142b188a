"""The rules that a repository adds to ours, in its configuration."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from netra_tools.config.model import LiteralRule
from netra_tools.literals.categories import CATEGORIES
from netra_tools.model import ARGUMENT, ASSIGNED, KEY, KEYWORD, SUBSCRIPT

_READERS = frozenset(("get", "pop", "setdefault"))


class OwnRules:
    """Looks places up in the rules of a repository; the first that fits decides."""

    def __init__(self, rules: Sequence[LiteralRule]) -> None:
        self.rules = tuple(rules)

    def find(self, role: int, owner: str, slot: str) -> int | None:
        """Give the category that the repository says a place has."""
        for rule in self.rules:
            if _fits(rule, role, owner, slot):
                return CATEGORIES.index(rule.category)
        return None


def _fits(rule: LiteralRule, role: int, owner: str, slot: str) -> bool:
    if rule.key_of:
        return _is_key_of(rule.key_of, role, owner, slot)
    if rule.assigned:
        return role == ASSIGNED and names(rule.assigned, owner)
    return (not rule.call or names(rule.call, owner)) and _is_argument(rule, role, slot)


def _is_argument(rule: LiteralRule, role: int, slot: str) -> bool:
    keyword = rule.keyword or (rule.argument if isinstance(rule.argument, str) else "")
    if keyword:
        return role == KEYWORD and fnmatchcase(slot, keyword)
    if rule.argument == "":
        return role in (ARGUMENT, KEYWORD)
    return role == ARGUMENT and rule.argument == int(slot or 0)


def _is_key_of(pattern: str, role: int, owner: str, slot: str) -> bool:
    receiver, _, last = owner.rpartition(".")
    if role == ARGUMENT and slot == "0" and last in _READERS:
        return names(pattern, receiver)
    return role in (KEY, SUBSCRIPT) and names(pattern, owner)


def names(pattern: str, owner: str) -> bool:
    """Say whether a pattern means a dotted name: the whole of it, or as many of its last names."""
    tail = owner.split(".")[-(pattern.count(".") + 1) :]
    return fnmatchcase(owner, pattern) or fnmatchcase(".".join(tail), pattern)
