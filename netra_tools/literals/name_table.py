"""Finding the rule for a name: the whole of it, its end or its beginning, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from netra_tools.literals.standard import words
from netra_tools.literals.verdict import NameRule

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_COLLECTIONS = words(
    """
    map mapping dict list set lookup names values items choices tuple mappings enum
    """
)
_SAYING_LITTLE = ("attr_", "default_", "is_", "new_", "old_", "this_", "current_")
_REMEMBERED = 100_000


class NameTable:
    """Rules by name: the whole name wins over its end, the end over its beginning, long over short.

    Of a constant (`STATE_UNIT`) the beginning wins over the end: that is how constants are grouped.
    """

    def __init__(self, rules: Iterable[NameRule]) -> None:
        self.whole: dict[str, NameRule] = {}
        self.ends: dict[str, NameRule] = {}
        self.constant_ends: dict[str, NameRule] = {}
        self.beginnings: dict[str, NameRule] = {}
        self.found: dict[str, NameRule | None] = {}
        for rule in rules:
            for pattern in rule.names.split():
                if pattern.startswith("*_") and pattern.isupper():
                    self.constant_ends.setdefault(pattern[2:].lower(), rule)
                elif pattern.startswith("*_"):
                    self.ends.setdefault(pattern[2:], rule)
                elif pattern.endswith("_*"):
                    self.beginnings.setdefault(pattern[:-2], rule)
                else:
                    self.whole.setdefault(pattern, rule)

    def find(self, name: str) -> NameRule | None:
        """Give the rule for a name, which may be dotted: its last two parts tell."""
        dot = name.rfind(".")
        if dot > 0:
            name = name[name.rfind(".", 0, dot) + 1 :]
        if name not in self.found:
            if len(self.found) > _REMEMBERED:
                self.found.clear()
            rule = self._find(name)
            self.found[name] = rule
            return rule
        return self.found[name]

    def _find(self, name: str) -> NameRule | None:
        last = name.rpartition(".")[2]
        plain = plain_name(last)
        rule = self._whole(name, last) or self.whole.get(plain) or self.ends.get(plain)
        if rule is None and "_" in plain:
            rule = self._part(plain.split("_"), last.isupper())
        if rule is None and plain.endswith("s") and len(plain) > 3:
            rule = self.find(plain[:-1])
        return rule

    def _part(self, words: list[str], constant: bool) -> NameRule | None:
        if words[-1] in _COLLECTIONS:
            content = "_".join(words[:-1])
            rule = self.find(content.upper() if constant else content)
            if rule is not None:
                return rule
        if constant:
            return self._beginning(words) or self.constant_ends.get(words[-1]) or self._end(words)
        return self._end(words) or self._beginning(words)

    def _whole(self, name: str, last: str) -> NameRule | None:
        if name == last:
            return self.whole.get("=" + name) or self.whole.get(name)
        return self.whole.get(name) or self.whole.get(last)

    def _end(self, words: list[str]) -> NameRule | None:
        for first in range(1, len(words)):
            rule = self.ends.get("_".join(words[first:]))
            if rule is not None:
                return rule
        return None

    def _beginning(self, words: list[str]) -> NameRule | None:
        for end in range(len(words) - 1, 0, -1):
            rule = self.beginnings.get("_".join(words[:end]))
            if rule is not None:
                return rule
        return None


def plain_name(name: str) -> str:
    """Write a name in lower case with underscores, without what only says that it is private or a default."""
    # Names without camel case are most, and no pattern is as fast.
    split = (
        name
        if name.islower() or (name.replace("_", "").isalpha() and name.isupper())
        else _CAMEL.sub("_", name)
    )
    plain = split.lower().strip("_")
    if plain.startswith(_SAYING_LITTLE):
        for prefix in _SAYING_LITTLE:
            if plain.startswith(prefix) and (prefix != "attr_" or name.startswith("_attr_")):
                return plain[len(prefix) :]
    return plain
