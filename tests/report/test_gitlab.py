from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from netra_tools.report.fingerprints import fingerprints
from netra_tools.report.formats import render
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult
from tests.report.example import example, finding, result_of

# What GitLab asks for, after the table of its manual:
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
TEXT = {"type": "string", "minLength": 1}
SEVERITY = {"enum": ["info", "minor", "major", "critical", "blocker"]}
LINES = {
    "type": "object",
    "required": ["begin"],
    "properties": {"begin": {"type": "integer", "minimum": 1}},
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "required": ["path", "lines"],
    "properties": {"path": {"type": "string", "pattern": r"^(?!/|\./)."}, "lines": LINES},
    "additionalProperties": False,
}
ISSUE = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": TEXT,
        "check_name": TEXT,
        "fingerprint": TEXT,
        "severity": SEVERITY,
        "location": LOCATION,
    },
    "additionalProperties": False,
}
SCHEMA = {"type": "array", "items": ISSUE}


def issues_of(result: CheckResult) -> list[dict[str, Any]]:
    """Render, validate, and return the issues."""
    issues: list[dict[str, Any]] = json.loads(render("gitlab", result, RenderOptions()))
    jsonschema.validate(issues, SCHEMA)
    return issues


def test_an_issue_for_each_finding(tmp_path: Path) -> None:
    result = example(tmp_path)
    issues = issues_of(result)
    assert [issue["fingerprint"] for issue in issues] == fingerprints(result.findings)
    assert [issue["severity"] for issue in issues] == ["major", "major", "minor", "major", "minor", "minor"]
    assert issues[0]["location"] == {"path": "app/a.py", "lines": {"begin": 1}}
    assert issues[1] == {
        "description": "app.a and app.b import each other",
        "check_name": "NET104 import-cycle",
        "fingerprint": "575de1c590925c0e",
        "severity": "major",
        "location": {"path": "app/a.py", "lines": {"begin": 2}},
    }


def test_fingerprints_differ_since_gitlab_shows_one_issue_of_each() -> None:
    issues = issues_of(result_of(finding(line=1), finding(line=2)))
    assert len({issue["fingerprint"] for issue in issues}) == 2


def test_nothing_found_is_an_empty_list() -> None:
    assert render("gitlab", result_of(), RenderOptions()) == "[]\n"


def test_an_invalid_report_would_be_noticed() -> None:
    issues = issues_of(result_of(finding()))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**issues[0], "severity": "error"}], SCHEMA)
