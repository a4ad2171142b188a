"""NET113."""

from __future__ import annotations

import pytest

from netra_tools.rules.case_only_twins import CaseOnlyTwins
from tests.trees import files_of, run, told

CASES = [
    pytest.param(
        ["app/Store.py", "app/store.py"],
        ["app/store.py:0 `app/store.py` differs from `app/Store.py` in case only"],
        id="files",
    ),
    pytest.param(
        ["app/Ui/page.py", "app/ui/page.py", "app/ui/part.py"],
        ["app/ui/page.py:0 `app/ui` differs from `app/Ui` in case only"],
        id="directories, once",
    ),
    pytest.param(
        ["App/a/x.py", "app/A/y.py"],
        ["app/A/y.py:0 `app` differs from `App` in case only"],
        id="the outermost",
    ),
    pytest.param(
        ["AB.py", "Ab.py", "ab.py"],
        [
            "Ab.py:0 `Ab.py` differs from `AB.py` in case only",
            "ab.py:0 `ab.py` differs from `AB.py` in case only",
        ],
        id="three",
    ),
    pytest.param(["app/Store.py", "lib/store.py"], [], id="elsewhere"),
    pytest.param(["app/store.py", "app/Store/page.py"], [], id="a file and a directory"),
    pytest.param(["app/a.py", "app/b.py", "app/a/b.py"], [], id="other names"),
]


@pytest.mark.parametrize(("paths", "expected"), CASES)
def test_twins(paths: list[str], expected: list[str]) -> None:
    assert told(CaseOnlyTwins(), files_of(dict.fromkeys(paths, ""))) == expected


def test_a_file_may_have_two_findings() -> None:
    found = run(CaseOnlyTwins(), files_of(dict.fromkeys(["Ui/x.py", "ui/Page.py", "ui/page.py"], "")))
    assert [(finding.path, finding.subject) for finding in found] == [
        ("ui/Page.py", "Ui"),
        ("ui/page.py", "ui/Page.py"),
    ]
