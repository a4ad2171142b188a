"""The report as JUnit XML, which CI servers show as test results.

Each rule is a suite and each finding a test case that failed; a rule without findings is one that passed.
A warning that does not count is a skipped test case, so that a server's verdict is ours.

Source: https://github.com/jenkinsci/xunit-plugin (types/model/xsd/junit-10.xsd), which has no place for
the file and line of a test case: both are in its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from netra_tools.model import Finding
from netra_tools.report.escape import printable
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult, RuleInfo, verdict
from netra_tools.report.text import place

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def render_junit(result: CheckResult, options: RenderOptions) -> str:
    """Write a suite for each rule, and one for what the run had to say besides."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("testsuites", name=f"netra: {verdict(result)[1]}")
    for rule, findings in _suites(result):
        root.append(_suite(rule, findings, strict=result.strict))
    if result.notices:
        suite = SubElement(root, "testsuite", name="notices", tests="0", failures="0", errors="0")
        SubElement(suite, "system-out").text = "\n".join(map(printable, result.notices))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suites(result: CheckResult) -> list[tuple[RuleInfo, list[Finding]]]:
    rules = {rule.code: (rule, list[Finding]()) for rule in result.rules}
    for finding in result.findings:
        unlisted = RuleInfo(finding.code, finding.slug, finding.severity, "", "")
        rules.setdefault(finding.code, (unlisted, []))[1].append(finding)
    return [rules[code] for code in sorted(rules)]


def _suite(rule: RuleInfo, findings: Sequence[Finding], *, strict: bool) -> Element:
    from xml.etree.ElementTree import Element, SubElement

    failed = len(findings) if strict else sum(finding.severity == "error" for finding in findings)
    suite = Element("testsuite", name=f"{rule.code} {rule.slug}", tests=str(len(findings) or 1))
    suite.attrib |= {"failures": str(failed), "errors": "0", "skipped": str(len(findings) - failed)}
    for finding, name in zip(findings, _names(findings), strict=True):
        case = SubElement(suite, "testcase", classname=printable(finding.path), name=name)
        counts = strict or finding.severity == "error"
        kind = "failure" if counts else "skipped"
        told = {"type": finding.severity, "message": printable(finding.message)}
        SubElement(case, kind, told).text = _text(finding, rule.hint)
    if not findings:
        SubElement(suite, "testcase", classname="netra", name=rule.slug)
    return suite


def _names(findings: Sequence[Finding]) -> list[str]:
    """Name test cases by what they are about: GitLab shows one of a name, and compares runs by it."""
    seen: dict[tuple[str, str], int] = {}
    names = []
    for finding in findings:
        name = f"{finding.slug}: {printable(finding.subject)}"
        number = seen[finding.path, name] = seen.get((finding.path, name), 0) + 1
        names.append(name if number == 1 else f"{name} ({number})")
    return names


def _text(finding: Finding, hint: str) -> str:
    lines = [f"{place(finding)}: {printable(finding.message)}"]
    lines += [f"{printable(note.path)}:{note.line or 1}: {printable(note.text)}" for note in finding.notes]
    return "\n".join([*lines, f"hint: {printable(hint)}"] if hint else lines)
