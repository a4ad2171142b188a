from __future__ import annotations

import json
from pathlib import Path

from netra_tools.report.formats import render
from netra_tools.report.options import RenderOptions
from tests.report.example import example, finding, result_of


def test_the_lines_are_the_findings_and_then_the_summary_of_the_json_report(tmp_path: Path) -> None:
    options = RenderOptions(version="1.2.3")
    *found, last = map(json.loads, render("jsonl", example(tmp_path), options).splitlines())
    whole = json.loads(render("json", example(tmp_path), options))
    assert found == [{"type": "finding", **record} for record in whole.pop("findings")]
    assert last == {"type": "summary", **whole}


def test_a_finding_is_one_line_whatever_it_says() -> None:
    odd = finding("a\u2028\n.py", subject="}\r\n{")._replace(message="a\x85\nb\udce9")
    text = render("jsonl", result_of(odd), RenderOptions())
    assert text.isascii()
    assert [json.loads(line)["type"] for line in text.splitlines()] == ["finding", "summary"]
    assert json.loads(text.splitlines()[0])["message"] == "a\x85\nb\\xe9"


def test_nothing_found_is_one_line() -> None:
    (line,) = render("jsonl", result_of(), RenderOptions()).splitlines()
    assert (json.loads(line)["type"], json.loads(line)["verdict"]) == ("summary", "pass")
