"""NET305. What counts as code is in tests/facts/test_dead_code.py."""

from __future__ import annotations

import pytest

from netra_tools.rules.commented_out_code import CommentedOutCode
from tests.trees import file_of, run, told

SOURCE = """import os
# import re


def f():
    a()
    # b = g(a)
    # h(b)


def g():
    # return f(1)
    return 2
"""


def test_each_comment_is_told() -> None:
    assert told(CommentedOutCode(), [file_of("app/core.py", SOURCE)]) == [
        "app/core.py:2 a line of code in a comment",
        "app/core.py:7 2 lines of code in a comment",
        "app/core.py:12 a line of code in a comment",
    ]


def test_the_subject_is_what_it_stands_in() -> None:
    source = SOURCE + "    # return f(2)\n\n    # return f(3)\n"
    found = run(CommentedOutCode(), [file_of("app/core.py", source.replace("    return 2\n", "    b()\n"))])
    assert [finding.subject for finding in found] == ["module", "module#2", "g", "module#3", "module#4"]


def test_words_are_left_alone() -> None:
    source = "# the size in bytes\nsize = 1  # size(path)\n# for example:\n# f.write(b)\n"
    assert run(CommentedOutCode(), [file_of("app/core.py", source)]) == []


@pytest.mark.parametrize(("lines", "found"), [(1, [2, 7, 12]), (2, [7]), (3, [])])
def test_the_limit_of_lines(lines: int, found: list[int]) -> None:
    findings = run(CommentedOutCode(min_lines=lines), [file_of("app/core.py", SOURCE)])
    assert [finding.line for finding in findings] == found


@pytest.mark.parametrize(("include", "count"), [(True, 3), (False, 0)])
def test_test_files_are_asked_for(include: bool, count: int) -> None:
    findings = run(CommentedOutCode(include_tests=include), [file_of("tests/test_core.py", SOURCE)])
    assert len(findings) == count
