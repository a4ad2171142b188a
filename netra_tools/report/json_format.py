"""The report for programs: one JSON object, one line for each finding.

{"schema_version": 1, "tool", "version", "verdict": "pass" or "fail", "strict", "notices": [...],
 "summary": {"errors", "warnings", "suppressed", "exempt", "files",
             "by_rule": {slug: count, of every rule that ran}},
 "baseline": null, or {"file", "known", "new", "stale", "lowered"},
 "findings": [{"code", "slug", "severity", "path", "line", "column", "end_line", "end_column", "subject",
               "message", "value", "limit", "fingerprint", "notes": [{"path", "line", "text"}]}]}
"""

from __future__ import annotations

from netra_tools.model import Finding
from netra_tools.report.escape import encodable
from netra_tools.report.fingerprints import fingerprints
from netra_tools.report.options import RenderOptions
from netra_tools.report.records import json_lines
from netra_tools.report.result import CheckResult, count_severities, verdict

SCHEMA_VERSION = 1


def render_json(result: CheckResult, options: RenderOptions) -> str:
    """Write the whole result; the same result gives the same bytes."""
    import json

    names = fingerprints(result.findings)
    lines = json_lines(map(record, result.findings, names), "code")
    head = json.dumps(summary(result, options), indent=2).removesuffix("\n}")
    return f'{head},\n  "findings": {lines}\n}}\n'


def summary(result: CheckResult, options: RenderOptions) -> dict[str, object]:
    """Say everything of a result but its findings."""
    errors, warnings = count_severities(result)
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": "netra",
        "version": options.version,
        "verdict": "pass" if verdict(result)[0] else "fail",
        "strict": result.strict,
        "notices": [encodable(notice) for notice in result.notices],
        "summary": {
            "errors": errors,
            "warnings": warnings,
            "suppressed": result.suppressed,
            "exempt": result.exempt,
            "files": result.files,
            "by_rule": _by_rule(result),
        },
        "baseline": None if result.delta is None else result.delta._asdict(),
    }


def _by_rule(result: CheckResult) -> dict[str, int]:
    counts = dict.fromkeys(sorted(rule.slug for rule in result.rules), 0)
    for finding in result.findings:
        counts[finding.slug] = counts.get(finding.slug, 0) + 1
    return counts


def record(finding: Finding, fingerprint: str) -> dict[str, object]:
    """Say everything of one finding."""
    has_line = finding.line > 0
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity,
        "path": encodable(finding.path),
        "line": finding.line if has_line else None,
        "column": finding.column + 1 if has_line else None,
        "end_line": finding.end_line if has_line else None,
        "end_column": finding.end_column + 1 if has_line else None,
        "subject": encodable(finding.subject),
        "message": encodable(finding.message),
        "value": finding.value,
        "limit": finding.limit,
        "fingerprint": fingerprint,
        "notes": [
            {"path": encodable(note.path), "line": note.line or None, "text": encodable(note.text)}
            for note in finding.notes
        ],
    }
