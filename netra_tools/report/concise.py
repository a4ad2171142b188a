"""The report with one line for each finding, as editors and grep like it."""

from __future__ import annotations

from netra_tools.report.escape import printable
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult, name_of, verdict
from netra_tools.report.statistics import render_statistics


def render_concise(result: CheckResult, options: RenderOptions) -> str:
    """Write every finding as `path:line:column: CODE slug message`, and the verdict."""
    closing = verdict(result)[1] + "\n"
    if options.quiet:
        return closing
    notices = "".join(f"note: {printable(notice)}\n" for notice in result.notices)
    notices += f"baseline: {result.delta.counts()}\n" if result.delta else ""
    body = render_statistics(result, options._replace(color=False)) if options.statistics else _lines(result)
    return closing + notices + body if options.ci else body + notices + closing


def _lines(result: CheckResult) -> str:
    # 1:1 for a file as a whole: editors do not recognise a line without numbers.
    return "".join(
        f"{printable(finding.path)}:{finding.line or 1}:{finding.column + 1}: "
        f"{name_of(finding)} {printable(finding.message)}\n"
        for finding in result.findings
    )
