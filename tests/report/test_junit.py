from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from netra_tools.report.formats import render
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult
from tests.report.example import FINDINGS, example, finding, result_of

# What Jenkins takes, after https://github.com/jenkinsci/xunit-plugin, types/model/xsd/junit-10.xsd:
# element -> (attributes it must have, attributes it may have, elements within)
SCHEMA: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": (
        {"name"},
        {"time", "classname", "group"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}
EXAMPLE = """\
 <testsuite name="NET104 import-cycle" tests="1" failures="1" errors="0" skipped="0">
  <testcase classname="app/a.py" name="import-cycle: app.a &gt; app.b">
   <failure type="error" message="app.a and app.b import each other">\
app/a.py:2:1: app.a and app.b import each other
app/b.py:1: imports app.a
app:1: is where both live
hint: move what both need into a module below them</failure>
  </testcase>
 </testsuite>
"""


def mistakes(element: ElementTree.Element) -> list[str]:
    """Say what the schema does not allow in an element and all within it."""
    required, optional, inner = SCHEMA[element.tag]
    found = [f"{element.tag} without {name}" for name in required - set(element.keys())]
    found += [f"{element.tag} with {name}" for name in set(element.keys()) - required - optional]
    found += [f"{child.tag} in {element.tag}" for child in element if child.tag not in inner]
    return found + [mistake for child in element if child.tag in inner for mistake in mistakes(child)]


def report(result: CheckResult) -> ElementTree.Element:
    """Render, validate, and return the root element, the counts of which must agree with its cases."""
    root = ElementTree.fromstring(render("junit", result, RenderOptions()))
    assert mistakes(root) == []
    for suite in (root, *root):
        assert int(suite.get("tests", "-1")) == sum(1 for _ in suite.iter("testcase"))
        assert int(suite.get("failures", "-1")) == sum(1 for _ in suite.iter("failure"))
    return root


def test_a_suite_for_each_rule_and_a_case_for_each_finding(tmp_path: Path) -> None:
    result = example(tmp_path)
    root = report(result)
    cases = Counter({suite.get("name"): len(suite.findall("testcase")) for suite in root})
    assert cases == {
        "NET102 star-import": 1,
        "NET104 import-cycle": 1,
        "NET201 file-too-long": 3,
        "NET202 function-too-long": 1,
        "NET902 suppression-without-reason": 1,
        "notices": 0,
    }
    assert root.get("name") == "netra: FAIL 3 errors, 3 warnings in 4 of 1,200 files"
    assert EXAMPLE in render("junit", result, RenderOptions())
    assert root.findtext("testsuite/system-out") == "no [tool.netra] found: defaults apply"


@pytest.mark.parametrize(("strict", "failed", "skipped"), [(False, 3, 3), (True, 6, 0)])
def test_what_fails_is_what_counts(strict: bool, failed: int, skipped: int) -> None:
    root = report(result_of(*FINDINGS, strict=strict))
    assert (len(root.findall(".//failure")), len(root.findall(".//skipped"))) == (failed, skipped)


def test_nothing_found_is_a_passed_case_for_each_rule() -> None:
    root = report(result_of())
    assert (root.get("tests"), root.get("failures"), len(root)) == ("5", "0", 5)


def test_names_are_unique_and_hold_no_line() -> None:
    names = [
        case.get("name") for case in report(result_of(finding(line=3), finding(line=9))).iter("testcase")
    ]
    assert names[:2] == ["star-import: lines", "star-import: lines (2)"]


def test_what_xml_cannot_hold_is_escaped() -> None:
    odd = finding('<&>\x00\udce9".py')._replace(message="\x0b]]>\ufffe\n\ud800 ü", subject="\x1b[0m")
    case = next(report(result_of(odd)).iter("testcase"))
    assert (case.get("classname"), case.get("name")) == ('<&>\\x00\\xe9".py', "star-import: \\x1b[0m")
    assert case[0].get("message") == "\\x0b]]>\\ufffe\\n\\ud800 ü"


def test_an_invalid_report_would_be_noticed() -> None:
    text = render("junit", result_of(finding()), RenderOptions())
    changed = (
        text.replace("classname=", "file=").replace("<failure", "<wrong").replace("</failure", "</wrong")
    )
    assert mistakes(ElementTree.fromstring(changed))[:2] == ["testcase with file", "wrong in testcase"]
