"""The report formats by name.

Every report counts lines from 1. Columns count UTF-8 bytes from 1, in SARIF characters (Unicode code
points) from 1; an end column is that of the first byte or character behind the span. A finding about a
file as a whole has no line: `text` gives the path alone, `json` says null, `github` leaves the place out,
`concise` says 1:1, `sarif` and `gitlab` line 1, because editors and code scanning take nothing less.
"""

from __future__ import annotations

from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult

FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown")


def render(name: str, result: CheckResult, options: RenderOptions) -> str:
    """Write `result` in the format `name`, one of `FORMATS`; the text ends with a newline."""
    # Each format is imported alone: `text` needs neither json nor urllib.
    match name:
        case "text":
            from netra_tools.report.text import render_text as renderer
        case "concise":
            from netra_tools.report.concise import render_concise as renderer
        case "json":
            from netra_tools.report.json_format import render_json as renderer
        case "jsonl":
            from netra_tools.report.jsonl import render_jsonl as renderer
        case "sarif":
            from netra_tools.report.sarif import render_sarif as renderer
        case "github":
            from netra_tools.report.github import render_github as renderer
        case "gitlab":
            from netra_tools.report.gitlab import render_gitlab as renderer
        case "junit":
            from netra_tools.report.junit import render_junit as renderer
        case "markdown":
            from netra_tools.report.markdown import render_markdown as renderer
        case _:
            raise _unknown(name)
    return renderer(result, options)


def _unknown(name: str) -> Exception:
    from netra_tools.errors import NetraError, near_miss

    return NetraError(f"there is no report format '{name}'", near_miss(name, FORMATS))
