"""The commands of netra, which knowledge may speak of; a test holds them against the command line."""

from __future__ import annotations

from typing import Final

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "baseline": ("diff", "prune", "record", "show"),
    "changes": ("apply", "list", "recover", "show", "undo"),
    "check": (),
    "explain": (),
    "fix": (),
    "graph": (),
    "imports": ("absolute", "migrate", "optimize"),
    "init": (),
    "learnings": ("add", "apply", "check", "index", "merge", "search", "show", "suggest"),
    "legacy": ("find", "remove"),
    "literals": (
        *("check", "diff", "explain", "export", "list", "query", "replace", "scan", "search", "stats"),
        "validate",
    ),
    "rules": (),
    "schema": (),
    "spec": ("check", "confirm", "format", "index", "repair"),
    "status": (),
    "structure": ("move",),
}
COMMANDS: Final[frozenset[tuple[str, ...]]] = frozenset(
    [tuple(filter(None, (name, part))) for name, parts in GROUPS.items() for part in parts or ("",)]
)
