from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.model import Note
from netra_tools.report.formats import render
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult
from tests.report.example import example, finding, result_of

FINDINGS = """\
NET104 import-cycle  1 error
  hint: move what both need into a module below them

  app/a.py:2:1  app.a and app.b import each other
      2 | from app import b
        | ^^^^^^^^^^^^^^^^^
      = app/b.py:1  imports app.a
      = app  is where both live

NET201 file-too-long  2 errors, 1 warning
  hint: split it by subject

  app/a.py  512 lines, limit 450
  app/b.py  451 lines, limit 450

  ... and 1 more (--show 0 lists all)

NET202 function-too-long  1 warning

  app/a.py:4:1  'load' has 31 lines, limit 25
      4 | def load(path):
        | ^^^^^^^^^^^^^^^ to line 5

NET902 suppression-without-reason  1 warning
  hint: say why

  app/é.py:1:28  no reason given
      1 | é = 1; from app import a  # netra: ignore
        |                           ^^^^^^^^^^^^^^^
"""
TABLE = """\
3  NET201  file-too-long               2 errors, 1 warning
1  NET104  import-cycle                error
1  NET202  function-too-long           warning
1  NET902  suppression-without-reason  warning
"""
NOTE = "note: no [tool.netra] found: defaults apply\n"
FAIL = "FAIL 3 errors, 3 warnings in 4 of 1,200 files\n"


def test_a_terminal_gets_the_findings_then_the_verdict(tmp_path: Path) -> None:
    options = RenderOptions(show=2, elapsed=1.239)
    detail = "     5 rules, 4 suppressed, 1.24 s\n"
    expected = "\n".join([NOTE, FINDINGS, TABLE, FAIL]) + detail
    assert render("text", example(tmp_path), options) == expected


def test_ci_gets_the_verdict_first_and_no_colour_and_no_time(tmp_path: Path) -> None:
    options = RenderOptions(show=2, elapsed=1.239, color=True, ci=True)
    expected = "\n".join([FAIL + "     5 rules, 4 suppressed\n", NOTE, FINDINGS, TABLE])
    assert render("text", example(tmp_path), options) == expected


def test_statistics_replace_the_findings(tmp_path: Path) -> None:
    expected = "\n".join([NOTE, TABLE, FAIL]) + "     5 rules, 4 suppressed\n"
    assert render("text", example(tmp_path), RenderOptions(statistics=True)) == expected


def test_quiet_leaves_the_verdict(tmp_path: Path) -> None:
    assert render("text", example(tmp_path), RenderOptions(quiet=True)) == FAIL


def test_nothing_found() -> None:
    expected = "PASS no findings in 3 files\n     5 rules, warnings count (strict)\n"
    assert render("text", result_of(strict=True), RenderOptions()) == expected


def test_colour(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("if 1: x()\n")
    result = result_of(finding()._replace(notes=(Note("b.py", 2, "a link"),)), root=str(tmp_path))
    assert render("text", result, RenderOptions(color=True)) == (
        "\x1b[1;31mNET102 star-import\x1b[0m  1 error\n"
        "\x1b[2m  hint: name what you use\x1b[0m\n"
        "\n"
        "  \x1b[36ma.py:1:5\x1b[0m  a star\n"
        "\x1b[2m      1 |\x1b[0m if 1: x()\n"
        "\x1b[2m        |\x1b[0m     \x1b[1;31m^^^^^\x1b[0m\n"
        "      \x1b[2m=\x1b[0m b.py:2  a link\n"
        "\n"
        "1  NET102  star-import  \x1b[1;31merror\x1b[0m\n"
        "\n"
        "\x1b[1;31mFAIL\x1b[0m \x1b[1m1 error in 1 of 3 files\x1b[0m\n"
        "\x1b[2m     5 rules\x1b[0m\n"
    )


def test_names_and_messages_cannot_steer_the_terminal() -> None:
    odd = finding("a\nb\udce9\x1b[2J.py", line=0)._replace(message="\u202etxt.exe")
    lines = render("text", result_of(odd), RenderOptions()).splitlines()
    assert lines[3] == r"  a\nb\xe9\x1b[2J.py  \u202etxt.exe"


def test_a_long_hint_is_folded() -> None:
    result = result_of(finding())
    rule = result.rules[0]._replace(hint="name each of the things that you use")
    lines = render("text", result._replace(rules=(rule,)), RenderOptions(width=24)).splitlines()
    assert lines[1:4] == ["  hint: name each of the", "  things that you use", ""]


@pytest.mark.parametrize(
    ("show", "lines", "more"),
    [
        (1, 1, "  ... and 1,233 more (--show 0 lists all)"),
        (5, 5, "  ... and 1,229 more (--show 0 lists all)"),
        (1234, 1234, None),
        (0, 1234, None),
    ],
)
def test_the_limit_hides_findings_but_not_their_number(show: int, lines: int, more: str | None) -> None:
    result = _many(1234)
    text = render("text", result, RenderOptions(show=show)).splitlines()
    assert sum(line.endswith("  a star") for line in text) == lines
    assert [line for line in text if line.startswith("  ...")] == ([more] if more else [])
    assert text[0] == "NET102 star-import  1,234 errors"
    assert text[-2] == "FAIL 1,234 errors in 1,234 of 3 files"


def test_only_files_of_shown_findings_are_read(tmp_path: Path) -> None:
    (tmp_path / "1.py").write_text("if 1: hidden()\n")
    (tmp_path / "0.py").write_text("if 1: shown()\n")
    text = render("text", _many(2)._replace(root=str(tmp_path)), RenderOptions(show=1))
    assert "shown()" in text
    assert "hidden()" not in text


def _many(count: int) -> CheckResult:
    return result_of(*(finding(f"{number}.py") for number in range(count)))
