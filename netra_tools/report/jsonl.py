"""The report for programs that read line by line: a JSON object for each finding, then one for the whole.

{"type": "finding", and the keys of a finding in the format `json`}
{"type": "summary", and the keys of the format `json` but for the findings}

The last line tells a report without findings, which is one line, from one that was cut off.
"""

from __future__ import annotations

from netra_tools.report.fingerprints import fingerprints
from netra_tools.report.json_format import record, summary
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult


def render_jsonl(result: CheckResult, options: RenderOptions) -> str:
    """Write a line for each finding and one for the whole."""
    import json

    names = fingerprints(result.findings)
    found = [{"type": "finding", **record(*pair)} for pair in zip(result.findings, names, strict=True)]
    lines = [*found, {"type": "summary", **summary(result, options)}]
    return "".join([f"{json.dumps(line)}\n" for line in lines])
