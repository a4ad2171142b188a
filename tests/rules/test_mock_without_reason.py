"""NET306. What counts as a mock, and as a reason, is in tests/facts/test_bodies.py."""

from __future__ import annotations

import pytest

from netra_tools.rules.mock_without_reason import MockWithoutReason
from tests.trees import file_of, run, told

SOURCE = """from unittest.mock import patch, Mock

@patch("app.a")
def test_a(mocker, monkeypatch):
    monkeypatch.setenv("HOME", "/tmp")

    # the hour must not matter
    with patch.object(app, "now"):
        mocker.spy(app, "b")

    c = Mock()
    patch("app.a")
    patch("app.b")
"""


def test_each_mock_is_told() -> None:
    assert told(MockWithoutReason(), [file_of("tests/test_app.py", SOURCE)]) == [
        "tests/test_app.py:3 `patch` without a comment that says why",
        "tests/test_app.py:5 `monkeypatch.setenv` without a comment that says why",
        "tests/test_app.py:11 `Mock` without a comment that says why",
        "tests/test_app.py:12 `patch` without a comment that says why",
        "tests/test_app.py:13 `patch` without a comment that says why",
    ]


def test_subjects_say_where_and_what() -> None:
    found = run(MockWithoutReason(), [file_of("tests/test_app.py", SOURCE)])
    subjects = ["module patch", "test_a monkeypatch.setenv", "test_a Mock", "test_a patch", "test_a patch#2"]
    assert [finding.subject for finding in found] == subjects


def test_some_need_no_reason() -> None:
    rule = MockWithoutReason(allowed=("patch", "monkeypatch.setenv"))
    assert [finding.line for finding in run(rule, [file_of("tests/test_app.py", SOURCE)])] == [11]


@pytest.mark.parametrize(
    ("path", "source"),
    [("app/core.py", SOURCE), ("tests/test_app.py", "import os\nos.environ['A']\npatch('b')\n")],
    ids=["no test", "no mock"],
)
def test_what_is_left_alone(path: str, source: str) -> None:
    assert run(MockWithoutReason(), [file_of(path, source)]) == []
