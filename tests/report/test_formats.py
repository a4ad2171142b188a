from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run

import pytest

from netra_tools.errors import NetraError
from netra_tools.report.formats import FORMATS, render
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult
from tests.report.example import example, finding, result_of

HEAVY = ("dataclasses", "hashlib", "json", "tokenize", "unicodedata", "urllib.parse")


def test_an_unknown_format_is_the_users_mistake() -> None:
    with pytest.raises(NetraError) as caught:
        render("jsn", result_of(), RenderOptions())
    assert (caught.value.message, caught.value.hint) == (
        "there is no report format 'jsn'",
        "did you mean 'json'?",
    )


@pytest.mark.parametrize("name", FORMATS)
def test_reports_are_the_same_twice_and_end_with_a_newline(tmp_path: Path, name: str) -> None:
    result = example(tmp_path)
    first = render(name, result, RenderOptions())
    assert first == render(name, result, RenderOptions())
    assert first.endswith("\n")
    assert not first.endswith("\n\n")
    assert str(tmp_path) not in first


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("empty", [True, False])
def test_every_report_can_be_encoded(name: str, empty: bool) -> None:
    odd = finding("\udce9\n.py", subject="\ud800")._replace(message="\udfff")
    result = result_of() if empty else result_of(odd)
    assert render(name, result._replace(notices=("\udce9",)), RenderOptions()).encode("utf-8")


def test_text_imports_nothing_heavy() -> None:
    code = (
        "import sys; from netra_tools.report.formats import render;"
        "from netra_tools.report.options import RenderOptions;"
        "from netra_tools.report.result import CheckResult;"
        "render('text', CheckResult((), 1, 0, (), False, ''), RenderOptions());"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_counts_do_not_depend_on_display_limits() -> None:
    result: CheckResult = result_of(*[finding(f"{number}.py") for number in range(40)])
    for name in set(FORMATS) - {"text", "markdown"}:
        assert render(name, result, RenderOptions(show=1)) == render(name, result, RenderOptions(show=0))
