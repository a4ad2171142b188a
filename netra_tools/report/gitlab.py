"""The report as GitLab Code Quality, which merge requests show beside the changed lines.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from netra_tools.model import Finding
from netra_tools.report.escape import encodable
from netra_tools.report.fingerprints import fingerprints
from netra_tools.report.options import RenderOptions
from netra_tools.report.records import json_lines
from netra_tools.report.result import CheckResult

# GitLab knows info, minor, major, critical and blocker.
_SEVERITIES = {"error": "major", "warning": "minor"}


def render_gitlab(result: CheckResult, options: RenderOptions) -> str:
    """Write every finding; the format has no place for the verdict or for notices."""
    names = fingerprints(result.findings)
    return json_lines(map(_record, result.findings, names), "description") + "\n"


def _record(finding: Finding, fingerprint: str) -> dict[str, object]:
    return {
        "description": encodable(finding.message),
        "check_name": f"{finding.code} {finding.slug}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": encodable(finding.path), "lines": {"begin": finding.line or 1}},
    }
