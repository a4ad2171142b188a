"""Findings as columns: what repeats is written once, so that twenty thousand of them stay small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

COLUMNS = (
    *("id", "rule", "path", "line", "column", "end_line"),
    *("severity", "status", "message", "hint", "subject", "area"),
)

Finding = Mapping[str, Any]


def pack_findings(findings: Sequence[Finding]) -> dict[str, Any]:
    """Turn findings into columns by name."""
    return {name: pack_column([finding.get(name) for finding in findings]) for name in COLUMNS}


def tally(findings: Sequence[Finding]) -> dict[str, Any]:
    """Count findings by severity, by status, and by rule and severity: what is shown before they are read."""
    counts: dict[str, dict[str, int]] = {"severity": {}, "status": {}}
    rules: dict[str, dict[str, int]] = {}
    for finding in findings:
        for name, found in counts.items():
            found[finding[name]] = found.get(finding[name], 0) + 1
        own = rules.setdefault(finding["rule"], {})
        own[finding["severity"]] = own.get(finding["severity"], 0) + 1
    return {"total": len(findings), **counts, "rules": rules}


def pack_column(values: list[Any]) -> dict[str, list[Any]]:
    """Write a column as its values, or where at least half of them repeat as numbers into a table.

    A number stands for itself: in a table it would take as much room.
    """
    texts = all(value is None or isinstance(value, str) for value in values)
    table = list(dict.fromkeys(values)) if texts else []
    if not table or len(table) * 2 > len(values):
        return {"values": values}
    numbers = {value: number for number, value in enumerate(table)}
    return {"table": table, "rows": [numbers[value] for value in values]}
