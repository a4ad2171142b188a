"""The report as workflow commands, which GitHub Actions shows as annotations in a pull request.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from netra_tools.model import Finding, Note
from netra_tools.report.escape import encodable
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult, count_severities, name_of, verdict

# GitHub shows this many annotations of each type for a step; the log keeps all of them.
_SHOWN = 10


def render_github(result: CheckResult, options: RenderOptions) -> str:
    """Write a command for each finding, a notice when GitHub will not show them all, and the verdict."""
    closing = verdict(result)[1]
    lines = [_command(finding) for finding in result.findings]
    lines += [f"::notice title=netra::{_escape(notice)}" for notice in result.notices]
    if max(count_severities(result)) > _SHOWN:
        text = f"{closing} (GitHub shows {_SHOWN} annotations of each type, the log all)"
        lines.append(f"::notice title=netra::{_escape(text)}")
    if result.delta is not None:
        closing += f"\nbaseline: {result.delta.counts()}"
    lines.insert(0 if options.ci else len(lines), closing)
    return "\n".join(lines) + "\n"


def render_annotations(result: CheckResult) -> str:
    """Write commands for what GitHub will show of a result, to stand beside another report of all of it."""
    kinds = [[item for item in result.findings if item.severity == kind] for kind in ("error", "warning")]
    return "".join([f"{_command(item)}\n" for kind in kinds for item in kind[:_SHOWN]])


def _command(finding: Finding) -> str:
    place = f"file={_escape_property(finding.path)}"
    if finding.line:
        place += f",line={finding.line},endLine={finding.end_line}"
        # GitHub drops the columns of a span of several lines, and says so in the log each time.
        if finding.end_line == finding.line:
            place += f",col={finding.column + 1},endColumn={finding.end_column + 1}"
    notes = "".join(f"\n{_place(note)} {note.text}" for note in finding.notes)
    title = _escape_property(name_of(finding))
    return f"::{finding.severity} {place},title={title}::{_escape(finding.message + notes)}"


def _place(note: Note) -> str:
    return f"{note.path}:{note.line}" if note.line else note.path


def _escape(text: str) -> str:
    return encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
