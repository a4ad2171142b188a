"""The table of counts by rule."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult, RuleSummary, split_by_rule
from netra_tools.report.terminal import Paint, painter


def render_statistics(result: CheckResult, options: RenderOptions) -> str:
    """Write the table alone; a result without findings gives an empty text."""
    summaries = [summary for summary, _ in split_by_rule(result)]
    return "".join(f"{line}\n" for line in table(summaries, painter(options.color and not options.ci)))


def table(summaries: Sequence[RuleSummary], paint: Paint) -> list[str]:
    """Return one line for each rule with findings, the most frequent first."""
    ordered = sorted(summaries, key=lambda summary: (-summary.total, summary.code))
    counts = max((len(f"{summary.total:,}") for summary in ordered), default=0)
    slugs = max((len(_slug(summary)) for summary in ordered), default=0)
    codes = max((len(summary.code) for summary in ordered), default=0)
    return [
        f"{summary.total:>{counts},}  {summary.code:<{codes}}  {_slug(summary):<{slugs}}"
        f"  {paint(_severity(summary), summary.severity)}"
        for summary in ordered
    ]


def _slug(summary: RuleSummary) -> str:
    """Give what stands beside the code: nothing for the rules of other tools, whose code says it all."""
    return "" if summary.slug == summary.code else summary.slug


def _severity(summary: RuleSummary) -> str:
    return summary.severity if summary.errors in (0, summary.total) else summary.counts()
