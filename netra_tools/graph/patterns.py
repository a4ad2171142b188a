"""Patterns over dotted module names: `*` is one part, `**` one part or more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern to the expression that a whole name must match."""
    parts = []
    for part in pattern.split("."):
        parts.append(r"[^.]+(?:\.[^.]+)*" if part == "**" else re.escape(part).replace(r"\*", "[^.]*"))
    return re.compile(r"\.".join(parts))


def matches(pattern: str, module: str) -> bool:
    """Tell whether `module` itself is meant by `pattern`."""
    if "*" not in pattern:
        return pattern == module
    return compiled(pattern).fullmatch(module) is not None


def covers(patterns: Sequence[str], module: str) -> str:
    """Return the first pattern that means `module` or a package around it, or "" if none does."""
    for pattern in patterns:
        if "*" not in pattern:
            if module == pattern or module.startswith(f"{pattern}."):
                return pattern
        elif any(compiled(pattern).fullmatch(name) for name in ancestry(module)):
            return pattern
    return ""


def expand(pattern: str, names: Iterable[str]) -> list[str]:
    """List the names that a pattern means, sorted."""
    return sorted(name for name in names if matches(pattern, name))


def ancestry(module: str) -> list[str]:
    """List a module and the packages around it, innermost first."""
    found = []
    while module:
        found.append(module)
        module = module.rpartition(".")[0]
    return found
