"""NET001."""

from __future__ import annotations

from netra_tools.model import Problem
from netra_tools.rules.syntax_error import SyntaxProblem
from tests.trees import file_of, run, tree


def test_each_place_is_told() -> None:
    problems = (Problem("syntax", "expected ':'", 3, 7), Problem("syntax", "unexpected indent", 9, 0))
    file = file_of("app.py", "")
    file = file._replace(facts=file.facts._replace(problems=problems))
    assert [finding[3:10] for finding in run(SyntaxProblem(), [file])] == [
        ("app.py", 3, 7, 3, 7, "syntax", "expected ':'"),
        ("app.py", 9, 0, 9, 0, "syntax#2", "unexpected indent"),
    ]


def test_only_syntax() -> None:
    file = file_of("app.py", "")
    file = file._replace(facts=file.facts._replace(problems=(Problem("size", "too large", 0, 0),)))
    assert run(SyntaxProblem(), [file, *tree(app="match x:\n    case 1: pass")]) == []
