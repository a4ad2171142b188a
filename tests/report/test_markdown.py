from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example as also
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from netra_tools.report.escape import printable
from netra_tools.report.formats import render
from netra_tools.report.markdown import code, text
from netra_tools.report.options import RenderOptions
from tests.report.example import example, finding, result_of

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKED = st.text(st.sampled_from("`*_[](){}<>#|~&$@!\\:- \nab1")) | st.text()

WHOLE = """\
## :x: netra: FAIL 3 errors, 3 warnings in 4 of 1,200 files

5 rules, 4 suppressed

> note: no \\[tool.netra\\] found: defaults apply

| rule | errors | warnings |
|---|---:|---:|
| NET201 file-too-long | 2 | 1 |
| NET104 import-cycle | 1 | 0 |
| NET202 function-too-long | 0 | 1 |
| NET902 suppression-without-reason | 0 | 1 |

### NET104 import-cycle: 1 error

hint: move what both need into a module below them

- `app/a.py:2:1` app.a and app.b import each other
  - `app/b.py:1` imports app.a
  - `app` is where both live

### NET201 file-too-long: 2 errors, 1 warning

hint: split it by subject

- `app/a.py` 512 lines, limit 450
- and 2 more

### NET202 function-too-long: 1 warning

- `app/a.py:4:1` 'load' has 31 lines, limit 25

### NET902 suppression-without-reason: 1 warning

hint: say why

- `app/é.py:1:28` no reason given
"""


def inline(source: str) -> list[Token]:
    """Read Markdown, and return the parts of its text."""
    return [child for token in READER.parse(source) for child in token.children or ()]


def shown(source: str) -> str:
    """Read Markdown, and return what a reader sees of it, without the spaces."""
    return "".join("".join(part.content.split()) for part in inline(source)).replace("\u200b", "")


def test_the_whole_report(tmp_path: Path) -> None:
    assert render("markdown", example(tmp_path), RenderOptions(show=1)) == WHOLE


def test_the_verdict_alone() -> None:
    report = "## :white_check_mark: netra: PASS no findings in 3 files\n\n5 rules\n"
    assert render("markdown", result_of(), RenderOptions()) == report
    assert render("markdown", result_of(), RenderOptions(quiet=True)) == report


def test_counts_without_findings() -> None:
    report = render("markdown", result_of(finding()), RenderOptions(statistics=True))
    assert report.endswith("| NET102 star-import | 1 | 0 |\n")


def test_every_finding_is_shown_when_asked_for(tmp_path: Path) -> None:
    report = render(
        "markdown", result_of(*[finding(line=line) for line in range(1, 41)]), RenderOptions(show=0)
    )
    assert report.count("- `a.py:") == 40
    assert "more" not in report


@given(MARKED, MARKED)
@also("`a``b` ``", "@team fixes #12 and a/b#3")
@also("<script>", "[x](http://a.b) ![y](z) **b** ~~c~~ &amp; | $a$ \\` <!-- -->")
def test_nothing_is_markup_whatever_is_found(words: str, path: str) -> None:
    source = f"- {code(printable(path) or 'x')} {text(words)}"
    assert {part.type for part in inline(source)} <= {"text", "text_special", "code_inline"}
    assert shown(source).replace("`", "") == "".join(
        f"{printable(path) or 'x'}{printable(words)}".replace("`", "").split()
    )


@pytest.mark.parametrize("words", ["@team", "#12", "see @a/b", "a/b#3"])
def test_nobody_is_called_and_nothing_is_linked(words: str) -> None:
    seen = "".join(part.content for part in inline(text(words)))
    assert seen != words
    assert seen.replace("\u200b", "") == words


def test_a_row_of_the_table_stays_one_row() -> None:
    odd = finding()._replace(code="A|B", slug="c`|`d")
    report = render("markdown", result_of(odd), RenderOptions())
    assert sum(token.type == "tr_open" for token in READER.parse(report)) == 2
    cells = [token.content for token in READER.parse(report) if token.type == "inline"]
    assert "A|B c\\`|\\`d" in cells
