from __future__ import annotations

import json
from pathlib import Path

from netra_tools.report.formats import render
from netra_tools.report.options import RenderOptions
from tests.report.example import example, finding, result_of

HEAD = """\
{
  "schema_version": 1,
  "tool": "netra",
  "version": "1.2.3",
  "verdict": "fail",
  "strict": false,
  "notices": [
    "no [tool.netra] found: defaults apply"
  ],
  "summary": {
    "errors": 3,
    "warnings": 3,
    "suppressed": 4,
    "exempt": 0,
    "files": 1200,
    "by_rule": {
      "file-too-long": 3,
      "function-too-long": 1,
      "import-cycle": 1,
      "star-import": 0,
      "suppression-without-reason": 1
    }
  },
  "baseline": null,
  "findings": [
{"code": "NET201", "slug": "file-too-long", "severity": "error", "path": "app/a.py", "line": null, \
"column": null, "end_line": null, "end_column": null, "subject": "lines", \
"message": "512 lines, limit 450", "value": 512, "limit": 450, \
"fingerprint": "576e7fa7729d5d0c", "notes": []},
{"code": "NET104", "slug": "import-cycle", "severity": "error", "path": "app/a.py", "line": 2, \
"column": 1, "end_line": 2, "end_column": 18, "subject": "app.a > app.b", \
"message": "app.a and app.b import each other", "value": null, "limit": null, \
"fingerprint": "575de1c590925c0e", "notes": [{"path": "app/b.py", "line": 1, "text": "imports app.a"}, \
{"path": "app", "line": null, "text": "is where both live"}]},
"""


def test_the_whole_result(tmp_path: Path) -> None:
    text = render("json", example(tmp_path), RenderOptions(version="1.2.3", elapsed=1.0, ci=True))
    assert text.startswith(HEAD)
    assert text.endswith("}\n]\n}\n")
    assert len(json.loads(text)["findings"]) == 6
    last = json.loads(text.splitlines()[-3])
    assert last == {
        "code": "NET902",
        "slug": "suppression-without-reason",
        "severity": "warning",
        "path": "app/é.py",
        "line": 1,
        "column": 28,
        "end_line": 1,
        "end_column": 43,
        "subject": "ignore",
        "message": "no reason given",
        "value": None,
        "limit": None,
        "fingerprint": last["fingerprint"],
        "notes": [],
    }


def test_nothing_found() -> None:
    data = json.loads(render("json", result_of(strict=True), RenderOptions()))
    assert (data["verdict"], data["strict"], data["findings"]) == ("pass", True, [])
    assert data["summary"]["by_rule"] == dict.fromkeys(sorted(data["summary"]["by_rule"]), 0)


def test_one_line_each_whatever_the_text_says() -> None:
    odd = finding(subject='}, {"code": "x"}')._replace(message='a\n}, {"code": \\"')
    count = 1001  # more than two batches
    text = render("json", result_of(*[odd] * count), RenderOptions())
    records = json.loads(text)["findings"]
    assert len(records) == count == text.count("\n{")
    assert {(record["subject"], record["message"]) for record in records} == {(odd.subject, odd.message)}
    assert len({record["fingerprint"] for record in records}) == count


def test_undecodable_names_are_escaped_for_strict_readers() -> None:
    text = render("json", result_of(finding("caf\udce9.py")), RenderOptions())
    assert json.loads(text)["findings"][0]["path"] == r"caf\xe9.py"
