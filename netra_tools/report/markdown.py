"""The report as Markdown, for a comment on a pull request or the summary of a job.

Source: https://github.github.com/gfm/ (what needs a backslash, how code spans are fenced)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from netra_tools.model import Finding
from netra_tools.report.escape import printable
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult, RuleSummary, plural, split_by_rule, verdict
from netra_tools.report.text import place

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&$]")
# A mention or a reference would notify people and link issues; a zero-width space behind it prevents that.
_LINKS = re.compile(r"(@|\\#)(?=\w)")


def render_markdown(result: CheckResult, options: RenderOptions) -> str:
    """Write verdict, counts by rule, and at most `options.show` findings of each; the counts are complete."""
    passed, line = verdict(result)
    blocks = [[f"## :{'white_check_mark' if passed else 'x'}: netra: {line}"], [_details(result)]]
    if not options.quiet:
        split = split_by_rule(result)
        blocks += [[f"> note: {text(notice)}"] for notice in result.notices]
        blocks.append(list(_table([summary for summary, _ in split])))
        if not options.statistics:
            blocks += [list(_group(summary, found, options.show)) for summary, found in split]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _details(result: CheckResult) -> str:
    details = [plural(len(result.rules), "rule")]
    details += [f"{result.suppressed:,} suppressed"] if result.suppressed else []
    details += ["warnings count (strict)"] if result.strict else []
    return ", ".join(details)


def _table(summaries: Sequence[RuleSummary]) -> Iterator[str]:
    ordered = sorted(summaries, key=lambda summary: (-summary.total, summary.code))
    if ordered:
        yield "| rule | errors | warnings |"
        yield "|---|---:|---:|"
    for summary in ordered:
        warnings = summary.total - summary.errors
        # No code spans here: a pipe ends a cell even within one.
        yield f"| {_prose(f'{summary.code} {summary.slug}')} | {summary.errors:,} | {warnings:,} |"


def _group(summary: RuleSummary, findings: Sequence[Finding], show: int) -> Iterator[str]:
    """Yield the lines of one rule: heading, hint, the findings shown, and how many are not."""
    yield f"### {text(summary.code)} {text(summary.slug)}: {summary.counts()}"
    yield ""
    if summary.hint:
        yield f"hint: {text(summary.hint)}"
        yield ""
    shown = findings[:show] if show > 0 else findings
    for finding in shown:
        yield f"- {code(place(finding))} {text(finding.message)}"
        for note in finding.notes:
            where = f"{printable(note.path)}:{note.line}" if note.line else printable(note.path)
            yield f"  - {code(where)} {text(note.text)}"
    if len(shown) < len(findings):
        yield f"- and {len(findings) - len(shown):,} more"


def text(words: str) -> str:
    """Write words so that Markdown shows them as they are; what stands between backticks becomes code."""
    parts = printable(words).split("`")
    if len(parts) % 2 == 0:  # a backtick without its other half
        return _prose(printable(words))
    return "".join(
        (code(part) if part else "\\`\\`") if at % 2 else _prose(part) for at, part in enumerate(parts)
    )


def code(words: str) -> str:
    """Write a code span, whatever backticks there are in it."""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if words[:1] in ("`", " ") or words[-1:] in ("`", " ") else ""
    return f"{fence}{padding}{words}{padding}{fence}"


def _prose(words: str) -> str:
    return _LINKS.sub("\\1&#8203;", _MARKUP.sub(r"\\\g<0>", words))
