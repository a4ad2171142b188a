from __future__ import annotations

import json

import pytest

from netra_tools.model import Finding
from netra_tools.report.formats import render
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import Delta, exit_code, split_by_rule, verdict
from tests.report.example import FINDINGS, finding, result_of

ERROR, WARNING = finding("a.py"), finding("b.py", severity="warning")

# findings, strict: exit code and verdict
CASES: list[tuple[tuple[Finding, ...], bool, int, str]] = [
    ((), False, 0, "PASS no findings in 3 files"),
    ((), True, 0, "PASS no findings in 3 files"),
    ((WARNING,), False, 0, "PASS 1 warning in 1 of 3 files"),
    ((WARNING,), True, 1, "FAIL 1 warning in 1 of 3 files"),
    ((ERROR,), False, 1, "FAIL 1 error in 1 of 3 files"),
    ((ERROR, ERROR, WARNING), False, 1, "FAIL 2 errors, 1 warning in 2 of 3 files"),
    ((ERROR,) * 1234, True, 1, "FAIL 1,234 errors in 1 of 3 files"),
]


@pytest.mark.parametrize(("findings", "strict", "code", "line"), CASES)
def test_verdict(findings: tuple[Finding, ...], strict: bool, code: int, line: str) -> None:
    result = result_of(*findings, strict=strict)
    assert (exit_code(result), verdict(result)) == (code, (code == 0, line))


def test_rules_with_errors_come_first() -> None:
    split = split_by_rule(result_of(*FINDINGS))
    assert [(summary.code, summary.severity, summary.total, summary.errors) for summary, _ in split] == [
        ("NET104", "error", 1, 1),
        ("NET201", "error", 3, 2),
        ("NET202", "warning", 1, 0),
        ("NET902", "warning", 1, 0),
    ]
    assert [[item.path for item in findings] for _, findings in split[:2]] == [
        ["app/a.py"],
        ["app/a.py", "app/b.py", "app/c.py"],
    ]


@pytest.mark.parametrize(
    ("delta", "told"),
    [
        (Delta("b.tsv", 10214, 0, 0, 0), "10,214 known, 0 new"),
        (Delta("b.tsv", 1, 2, 3, 4), "1 known, 2 new, 3 stale, 4 lowered"),
    ],
)
def test_every_report_says_how_it_differs_from_the_baseline(delta: Delta, told: str) -> None:
    result = result_of()._replace(delta=delta)
    for form in ("text", "concise", "github"):
        assert f"baseline: {told}\n" in render(form, result, RenderOptions())
    assert json.loads(render("json", result, RenderOptions()))["baseline"] == delta._asdict()
    run = json.loads(render("sarif", result, RenderOptions()))["runs"][0]
    assert run["properties"] == {"baseline": delta._asdict()}
