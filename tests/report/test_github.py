from __future__ import annotations

from pathlib import Path

from netra_tools.report.formats import render
from netra_tools.report.options import RenderOptions
from tests.report.example import example, finding, result_of

COMMANDS = """\
::error file=app/a.py,title=NET201 file-too-long::512 lines, limit 450
::error file=app/a.py,line=2,endLine=2,col=1,endColumn=18,title=NET104 import-cycle\
::app.a and app.b import each other%0Aapp/b.py:1 imports app.a%0Aapp is where both live
::warning file=app/a.py,line=4,endLine=5,title=NET202 function-too-long::'load' has 31 lines, limit 25
::error file=app/b.py,title=NET201 file-too-long::451 lines, limit 450
::warning file=app/c.py,title=NET201 file-too-long::99 lines, limit 80
::warning file=app/é.py,line=1,endLine=1,col=28,endColumn=43,title=NET902 suppression-without-reason\
::no reason given
::notice title=netra::no [tool.netra] found: defaults apply
"""
VERDICT = "FAIL 3 errors, 3 warnings in 4 of 1,200 files\n"


def test_a_command_for_each_finding(tmp_path: Path) -> None:
    assert render("github", example(tmp_path), RenderOptions()) == COMMANDS + VERDICT
    assert render("github", example(tmp_path), RenderOptions(ci=True)) == VERDICT + COMMANDS


def test_escapes() -> None:
    odd = finding("a,b:c%\n\r\udce9.py", line=0)._replace(message="50%: a,\nb\r")
    assert render("github", result_of(odd), RenderOptions()).splitlines()[0] == (
        "::error file=a%2Cb%3Ac%25%0A%0D\\xe9.py,title=NET102 star-import::50%25: a,%0Ab%0D"
    )


def test_a_notice_says_that_github_shows_ten_only() -> None:
    eleven = render("github", result_of(*[finding()] * 11), RenderOptions()).splitlines()
    assert len(eleven) == 13
    assert eleven[-2] == (
        "::notice title=netra::FAIL 11 errors in 1 of 3 files"
        " (GitHub shows 10 annotations of each type, the log all)"
    )
    assert "::notice" not in render("github", result_of(*[finding()] * 10), RenderOptions())
