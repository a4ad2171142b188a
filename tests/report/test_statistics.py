from __future__ import annotations

from netra_tools.report.options import RenderOptions
from netra_tools.report.statistics import render_statistics
from tests.report.example import FINDINGS, finding, result_of


def test_the_most_frequent_rule_comes_first() -> None:
    result = result_of(*FINDINGS, *[finding()] * 1000)
    assert render_statistics(result, RenderOptions()) == (
        "1,000  NET102  star-import                 error\n"
        "    3  NET201  file-too-long               2 errors, 1 warning\n"
        "    1  NET104  import-cycle                error\n"
        "    1  NET202  function-too-long           warning\n"
        "    1  NET902  suppression-without-reason  warning\n"
    )


def test_colour_is_for_terminals() -> None:
    result = result_of(finding(severity="warning"))
    plain = "1  NET102  star-import  warning\n"
    assert render_statistics(result, RenderOptions(color=True, ci=True)) == plain
    colored = plain.replace("warning", "\x1b[1;33mwarning\x1b[0m")
    assert render_statistics(result, RenderOptions(color=True)) == colored


def test_no_findings_no_table() -> None:
    assert render_statistics(result_of(), RenderOptions()) == ""
