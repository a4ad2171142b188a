"""Whatever the fallback reader is given, it answers; what is wrong it reports."""

from __future__ import annotations

import ast
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.facts.stdlib import scan

WORDS = st.sampled_from(
    [
        "def f(x='a'):",
        "class A:",
        "if x:",
        "else:",
        "try:",
        "except E:",
        "return 'b'",
        "import a.b as c",
        "x = {",
        "}",
        "(",
        ")",
        "[",
        "f'{x!r:>{y}}'",
        "'''",
        '"',
        "\\",
        "\n",
        "\n ",
        "\n    ",
        "\t",
        "\f",
        ";",
        ":",
        ",",
        "@d",
        "lambda:",
        "match x:",
        "case _:",
        "await",
        "*",
        "**",
        "os.environ['K']",
        "#",
        "é",
        "\0",
        "\ufeff",
        "global x",
    ]
)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_never_crash(source: bytes) -> None:  # netra: ignore[test-without-assertion] it answers
    scan(source)


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_text_never_crashes(source: str) -> None:  # netra: ignore[test-without-assertion] it answers
    scan(source)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25).map("".join))
def test_pieces_of_python_never_crash_and_errors_are_told(source: str) -> None:
    found = scan(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an invalid escape is no error
            ast.parse(source.removeprefix("\ufeff"))
    except (SyntaxError, ValueError):
        assert [problem.kind for problem in found.problems] == ["syntax"]
    else:
        assert found.problems == ()


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("x = 1\ny = = 2\n", 2, 4),
        ("é = 'é' + = 2", 1, 12),
        ("x = (\n", 1, 4),
        ("if x:\npass\n", 2, 0),
        ("x = 1\n  y = 2\n", 2, 2),
        ("x = 1\r\ny = 'a\r\n", 2, 4),
        ("x\ny\0z", 2, 1),
        ("'a", 1, 0),
    ],
)
def test_a_problem_has_a_position(source: str, line: int, column: int) -> None:
    problem = scan(source.encode()).problems[0]
    assert (problem.kind, problem.line) == ("syntax", line)
    assert abs(problem.column - column) <= 2


def test_a_lone_surrogate_is_a_problem() -> None:
    assert scan("x = 1 # \ud800").problems[0].message == "text that is not Unicode"


@pytest.mark.parametrize(
    "broken",
    [
        "def broken(:\n    pass",
        "x = = 1",
        "class A\n    def f(self): pass",
        "y = [1,\n  2",
        "else:\n    pass",
    ],
)
def test_what_stands_around_an_error_is_read(broken: str) -> None:
    found = scan(f"import a\ndef f(): 'doc'\n{broken}\ndef g(): pass\nimport b\n")
    assert [record.module for record in found.imports] == ["a", "b"]
    assert [(record.name, record.line) for record in found.definitions] == [
        ("f", 2),
        ("g", 4 + broken.count("\n")),
    ]
    assert len(found.problems) == 1


def test_only_the_first_problem_is_told() -> None:
    found = scan("x = = 1\nimport a\ny = = 2\nimport b\n")
    assert [problem.line for problem in found.problems] == [1]
    assert [record.module for record in found.imports] == ["a", "b"]


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "(" * 5000 + ")" * 5000,
        "x = " + "-" * 100_000 + "1",
        "x = " + "a." * 50_000 + "b",
        "x = " + " + ".join(["'a'"] * 20_000),
        "f" + "(1)" * 20_000,
        "x = " + "[" * 150 + "]" * 150,
        "if x: pass\n" + "elif y: pass\n" * 5_000,
        "def f():\n if x: pass\n" + " elif y: pass\n" * 1_000,
    ],
    ids=["parentheses", "minus", "attributes", "sum", "calls", "lists", "elif", "elif in function"],
)
def test_depth_never_crashes(source: str) -> None:
    for problem in scan(source).problems:
        assert problem.kind == "syntax"


def test_warnings_of_the_parser_stay_silent(recwarn: pytest.WarningsRecorder) -> None:
    scan(r"x = '\d'; y = 1 is 1")
    assert list(recwarn) == []
