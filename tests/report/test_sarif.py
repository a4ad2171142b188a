from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_sarif import model as sarif_model  # type: ignore[import-untyped]  # has types, says not so

from netra_tools.report.formats import render
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult
from tests.report.example import example, finding, result_of

# Generated from the official schema by the package's authors; refuses every key it does not know.
SarifLog = sarif_model.StaticAnalysisResultsFormatSarifVersion210JsonSchema

CYCLE = {
    "ruleId": "NET104",
    "ruleIndex": 1,
    "level": "error",
    "message": {"text": "app.a and app.b import each other"},
    "locations": [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "app/a.py", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 18},
            }
        }
    ],
    "partialFingerprints": {
        "netraIdentity/v1": "575de1c590925c0e",
        "primaryLocationLineHash": "575de1c590925c0e:1",
    },
    "relatedLocations": [
        {
            "message": {"text": "imports app.a"},
            "physicalLocation": {
                "artifactLocation": {"uri": "app/b.py", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 1},
            },
        },
        {
            "message": {"text": "is where both live"},
            "physicalLocation": {
                "artifactLocation": {"uri": "app", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 1},
            },
        },
    ],
}
RULE = {
    "id": "NET104",
    "name": "ImportCycle",
    "shortDescription": {"text": "Modules import one another."},
    "fullDescription": {
        "text": "Modules import one another.\n\nWhy is this bad?\n    Neither can be read alone."
    },
    "help": {"text": "move what both need into a module below them"},
    "defaultConfiguration": {"level": "error"},
    "properties": {"slug": "import-cycle"},
}


def run_of(result: CheckResult) -> dict[str, Any]:
    """Render, validate against the official schema, and return the one run."""
    text = render("sarif", result, RenderOptions(version="1.2.3"))
    SarifLog.model_validate_json(text)
    run: dict[str, Any]
    (run,) = json.loads(text)["runs"]
    return run


def region_of(result: CheckResult) -> dict[str, int]:
    region: dict[str, int] = run_of(result)["results"][0]["locations"][0]["physicalLocation"]["region"]
    return region


def test_the_run(tmp_path: Path) -> None:
    run = run_of(example(tmp_path))
    results, driver = run.pop("results"), run.pop("tool")["driver"]
    assert run == {
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the checked repository."}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": "no [tool.netra] found: defaults apply"}}
                ],
            }
        ],
    }
    assert (driver["name"], driver["version"], driver["rules"][1]) == ("netra", "1.2.3", RULE)
    assert [driver["rules"][item["ruleIndex"]]["id"] for item in results] == [
        item["ruleId"] for item in results
    ]
    assert [item["level"] for item in results] == ["error", "error", "warning", "error", "warning", "warning"]
    assert results[1] == CYCLE


def test_an_invalid_log_would_be_noticed() -> None:
    text = render("sarif", result_of(finding()), RenderOptions())
    with pytest.raises(ValidationError):
        SarifLog.model_validate_json(text.replace('"ruleIndex"', '"ruleNumber"'))


def test_columns_count_characters(tmp_path: Path) -> None:
    result = example(tmp_path)
    region = region_of(result._replace(findings=result.findings[-1:]))
    assert region == {"startLine": 1, "startColumn": 27, "endLine": 1, "endColumn": 42}


def test_a_file_as_a_whole_is_its_first_line() -> None:
    assert region_of(result_of(finding(line=0))) == {"startLine": 1}


def test_columns_that_cannot_be_counted_are_left_out() -> None:
    assert region_of(result_of(finding("gone.py", line=7))) == {"startLine": 7, "endLine": 7}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/c#d?e%.py", "a%20b/c%23d%3Fe%25.py"),
        ("a:b.py", "a%3Ab.py"),
        ("é\udce9\n.py", "%C3%A9%E9%0A.py"),
        ("a_b-c.d~1/e.py", "a_b-c.d~1/e.py"),
        ("\ud800.py", "%5Cud800.py"),
    ],
)
def test_paths_are_percent_encoded(path: str, uri: str) -> None:
    (record,) = run_of(result_of(finding(path)))["results"]
    assert record["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_rule_that_nobody_listed_is_described_by_its_findings() -> None:
    odd = finding()._replace(code="ACME1", slug="no-luck")
    run = run_of(result_of(odd))
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["name"] == "NoLuck"


def test_nothing_found() -> None:
    run = run_of(result_of())
    assert (run["results"], len(run["tool"]["driver"]["rules"])) == ([], 5)
