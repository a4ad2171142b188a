from __future__ import annotations

from pathlib import Path

from netra_tools.report.formats import render
from netra_tools.report.options import RenderOptions
from tests.report.example import example, finding, result_of

LINES = """\
app/a.py:1:1: NET201 file-too-long 512 lines, limit 450
app/a.py:2:1: NET104 import-cycle app.a and app.b import each other
app/a.py:4:1: NET202 function-too-long 'load' has 31 lines, limit 25
app/b.py:1:1: NET201 file-too-long 451 lines, limit 450
app/c.py:1:1: NET201 file-too-long 99 lines, limit 80
app/é.py:1:28: NET902 suppression-without-reason no reason given
"""
TABLE = """\
3  NET201  file-too-long               2 errors, 1 warning
1  NET104  import-cycle                error
1  NET202  function-too-long           warning
1  NET902  suppression-without-reason  warning
"""
NOTE = "note: no [tool.netra] found: defaults apply\n"
VERDICT = "FAIL 3 errors, 3 warnings in 4 of 1,200 files\n"


def test_one_line_each_then_the_verdict(tmp_path: Path) -> None:
    options = RenderOptions(show=1, color=True, elapsed=1.0)
    assert render("concise", example(tmp_path), options) == LINES + NOTE + VERDICT


def test_ci_gets_the_verdict_first(tmp_path: Path) -> None:
    assert render("concise", example(tmp_path), RenderOptions(ci=True)) == VERDICT + NOTE + LINES


def test_statistics(tmp_path: Path) -> None:
    options = RenderOptions(statistics=True, color=True)
    assert render("concise", example(tmp_path), options) == TABLE + NOTE + VERDICT


def test_quiet(tmp_path: Path) -> None:
    assert render("concise", example(tmp_path), RenderOptions(quiet=True)) == VERDICT


def test_an_odd_name_stays_on_its_line() -> None:
    odd = finding("a\nb\udcff.py", line=7)._replace(message="a\nb")
    expected = "a\\nb\\xff.py:7:5: NET102 star-import a\\nb\nFAIL 1 error in 1 of 3 files\n"
    assert render("concise", result_of(odd), RenderOptions()) == expected
