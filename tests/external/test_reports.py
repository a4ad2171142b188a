"""`netra check` with reports that an earlier step wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from netra_tools.config.model import Config, External
from netra_tools.errors import NetraError
from netra_tools.external.ask import Asked
from netra_tools.external.findings import Source
from netra_tools.external.launch import Surroundings
from netra_tools.model import Finding
from tests.repository import make, netra

SOURCE = "import os\n\n\ndef f() -> int:\n    return 'a'\n"
RUFF = {
    "code": "F401",
    "filename": "app/a.py",
    "location": {"row": 1, "column": 8},
    "end_location": {"row": 1, "column": 10},
    "message": "`os` imported but unused",
    "severity": "error",
}
MYPY = {
    "file": "app/a.py",
    "line": 5,
    "column": 11,
    "end_line": 5,
    "end_column": 14,
    "message": "Incompatible return value type",
    "hint": "See the manual",
    "code": "return-value",
    "severity": "error",
}


def sarif(level: str | None = None, uri: str = "app/a.py", **more: object) -> dict[str, Any]:
    """Write a SARIF document with one result."""
    region = {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 10}
    place = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    result = {"ruleId": "F401", "ruleIndex": 0, "message": {"text": "unused"}, "locations": [place], **more}
    rule = {"id": "F401", "defaultConfiguration": {"level": "error"}}
    run = {
        "tool": {"driver": {"name": "x", "rules": [rule]}},
        "results": [result | ({"level": level} if level else {})],
    }
    return {"version": "2.1.0", "runs": [run]}


def repository(root: Path, tool: str, report: str | None, source: str = SOURCE) -> Path:
    """Make a repository with a report."""
    files = {"app/__init__.py": "", "app/a.py": source}
    files["netra.toml"] = f'[external.{tool}]\nreport = "out/report"\n'
    if report is not None:
        files["out/report"] = report
    return make(root, files)


def heard(root: Path, tool: str) -> list[Finding]:
    """Read the report of a repository."""
    config = Config(str(root), external={tool: External(report="out/report")})
    return list(
        Asked(config, Surroundings(str(root), {})).hear({"app/a.py"}, lambda _: Source((), ())).findings
    )


def listed(root: Path, *args: str) -> tuple[int, list[str]]:
    """Check, and give the exit code and the lines of findings."""
    ran = netra(root, "check", "--ci", "--format", "concise", *args)
    assert ran.err == ""
    return ran.code, ran.out.splitlines()[1:]


READ = [
    ("ruff", json.dumps([RUFF]), "app/a.py:1:8: RUF:F401 `os` imported but unused"),
    ("ruff", json.dumps(sarif()), "app/a.py:1:8: RUF:F401 unused"),
    (
        "ruff",
        json.dumps([RUFF | {"code": None}]),
        "app/a.py:1:8: RUF:invalid-syntax `os` imported but unused",
    ),
    ("mypy", json.dumps(MYPY) + "\n", "app/a.py:5:12: MYPY:return-value Incompatible return value type"),
    ("mypy", json.dumps(sarif("warning")), "app/a.py:1:8: MYPY:F401 unused"),
    ("mypy", json.dumps(MYPY | {"severity": "note"}), ""),
    ("ruff", json.dumps(sarif("note")), ""),
    ("ruff", json.dumps(sarif(suppressions=[{"kind": "inSource"}])), ""),
    ("ruff", json.dumps(sarif(kind="pass")), ""),
    ("ruff", "[]", ""),
]


@pytest.mark.parametrize(("tool", "report", "line"), READ)
def test_a_report_joins_the_findings(tmp_path: Path, tool: str, report: str, line: str) -> None:
    told = heard(repository(tmp_path, tool, report), tool)
    assert [f"{one.path}:{one.line}:{one.column + 1}: {one.slug} {one.message}" for one in told] == (
        [line] if line else []
    )


def test_the_uri_of_a_file_may_be_whole(tmp_path: Path) -> None:
    root = repository(tmp_path / "a b", "ruff", json.dumps(sarif(uri=f"file://{tmp_path}/a%20b/app/a.py")))
    assert [one.path for one in heard(root, "ruff")] == ["app/a.py"]


BROKEN = [
    ("missing", "ruff", None, "the report of ruff, out/report, cannot be read: no such file or directory"),
    ("no JSON", "ruff", "Found 3 errors.\n", "the report of ruff, out/report, cannot be understood"),
    ("another list", "ruff", "[1]", "the report of ruff, out/report, cannot be understood"),
    (
        "another object",
        "ruff",
        "{}",
        "the report of ruff, out/report, cannot be understood: keyerror: 'runs'",
    ),
    ("ruff's", "mypy", json.dumps([RUFF]), "the report of mypy, out/report, cannot be understood"),
    ("text", "mypy", "a.py:1: error: no  [misc]\n", "the report of mypy, out/report, cannot be understood"),
    ("cut off", "mypy", json.dumps(MYPY) + '\n{"file": "app', "what mypy wrote cannot be understood"),
    (
        "elsewhere",
        "ruff",
        json.dumps(sarif(uri="file:///ci/app/a.py")),
        "ruff speaks of /ci/app/a.py, and of nothing",
    ),
    (
        "stopped elsewhere",
        "mypy",
        json.dumps(MYPY | {"file": "gen.py", "code": "syntax"}),
        "mypy stopped at gen.py:5: Incompatible return value type",
    ),
]


@pytest.mark.parametrize(
    ("tool", "report", "message"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_what_cannot_be_read_is_an_error(tmp_path: Path, tool: str, report: str | None, message: str) -> None:
    with pytest.raises(NetraError) as caught:
        heard(repository(tmp_path, tool, report), tool)
    assert caught.value.message.startswith(message)
    assert caught.value.hint


def test_a_missing_report_is_told_on_the_command_line(tmp_path: Path) -> None:
    ran = netra(repository(tmp_path, "ruff", None), "check", "--ci")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "netra: the report of ruff, out/report, cannot be read: no such file or directory\n"
        "  hint: an earlier step writes it; a run without findings writes one, too\n"
    )


def test_files_that_are_not_checked_are_told(tmp_path: Path) -> None:
    other = json.dumps([RUFF, RUFF | {"filename": "notes.ipynb"}])
    ran = netra(repository(tmp_path, "ruff", other), "check", "--ci")
    assert ran.code == 1
    assert "note: ruff: 1 left out, in files that are not checked: notes.ipynb\n" in ran.out


def test_an_empty_report_of_mypy_is_told(tmp_path: Path) -> None:
    ran = netra(repository(tmp_path, "mypy", ""), "check", "--ci")
    assert ran.code == 0
    assert "note: the report of mypy is empty: it found nothing, or could not work\n" in ran.out


def test_only_the_files_asked_for_are_reported(tmp_path: Path) -> None:
    assert listed(repository(tmp_path, "ruff", json.dumps([RUFF])), "app/__init__.py")[0] == 0


SUPPRESSED = "import os  # netra: ignore[RUF:F401] kept for the doctest\n"
IDLE = "import re  # netra: ignore[RUF:F811] gone\n"


def test_our_suppressions_silence_them(tmp_path: Path) -> None:
    ran = netra(repository(tmp_path, "ruff", json.dumps([RUFF]), SUPPRESSED), "check", "--ci")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "PASS no findings in 2 files")
    assert "1 suppressed" in ran.out


def test_a_suppression_that_silences_nothing_is_told_when_the_tool_was_asked(tmp_path: Path) -> None:
    root = repository(tmp_path, "ruff", "[]", IDLE)
    line = "app/a.py:1:12: NET901 unused-suppression nothing to silence for RUF:F811"
    assert listed(root, "--strict") == (1, [line])
    assert netra(root, "check", "--ci", "--strict", "--select", "NET").code == 0


def test_an_answer_is_given_again_until_the_report_changes(tmp_path: Path) -> None:
    root = repository(tmp_path, "ruff", "[]")
    assert [listed(root)[0], listed(root)[0]] == [0, 0]
    (root / "out/report").write_text(json.dumps([RUFF]))
    assert listed(root)[0] == 1


def test_other_tools_are_not_asked_about_a_change_or_a_selection(tmp_path: Path) -> None:
    root = repository(tmp_path, "ruff", json.dumps([RUFF]))
    for args in (["--select", "NET1"], ["--staged"]):
        ran = netra(root, "check", "--ci", *args)
        assert (ran.code, "note: ruff: not asked " in ran.out) == (0, True), ran


def test_a_tool_that_is_asked_for_nothing_is_a_mistake(tmp_path: Path) -> None:
    root = make(tmp_path, {"a.py": "", "netra.toml": "[external.ruff]\nrun = false\n"})
    ran = netra(root, "check")
    assert ran.code == 2
    assert ran.err == (
        "netra: netra.toml: [external.ruff]: the tool is neither run nor read\n"
        '  hint: give it run = true, or report = "FILE"\n'
    )
