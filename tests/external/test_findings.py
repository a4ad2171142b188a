"""Findings of other tools: their names, spans, numbers, and identities that survive moved lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.external.findings import Source, make_findings, place_in
from netra_tools.external.message import Message
from netra_tools.facts.read import read_source
from netra_tools.model import Finding

TEXT = """import os


class A:
    @property
    def f(self) -> int:
        return "ä" + 1


def g() -> None:
    pass
"""


def found(message: Message, text: str = TEXT, *more: Message) -> list[Finding]:
    """Make findings of messages about one file."""
    source = Source(text.encode().splitlines(), read_source(text.encode()).facts.definitions)
    messages = [("app/a.py", one) for one in (message, *more)]
    return list(make_findings("ruff", messages, lambda _: source))


def at(line: int, text: str = "wrong", column: int = 0, end: int = 1) -> Message:
    """Make a message about one line."""
    return Message("F401", "error", "app/a.py", line, column, line, end, text)


SUBJECTS = [
    ("of the module", 1, "`os` imported but unused", "`os` imported but unused"),
    ("in a method", 7, "no return", "A.f: no return"),
    ("at its decorator", 5, "no return", "A.f: no return"),
    ("in a class", 4, "no docstring", "A: no docstring"),
    ("of the file", 0, "no newline", "no newline"),
    ("with another line", 10, "Redefinition of `x` from line 12", "g: Redefinition of `x` from line"),
    ("with a count", 10, "`g` is too complex (12 > 10)", "g: `g` is too complex"),
]


@pytest.mark.parametrize(
    ("line", "text", "subject"), [case[1:] for case in SUBJECTS], ids=[c[0] for c in SUBJECTS]
)
def test_the_subject_is_the_definition_and_the_message(line: int, text: str, subject: str) -> None:
    [finding] = found(at(line, text))
    assert (finding.code, finding.slug, finding.subject, finding.message) == (
        "RUF:F401",
        "RUF:F401",
        subject,
        text,
    )


def test_the_subject_is_the_same_when_lines_move() -> None:
    before, after = found(at(7, "see line 3")), found(at(17, "see line 13"), "\n" * 10 + TEXT)
    assert before[0].subject == after[0].subject
    assert before[0].line != after[0].line


def test_a_count_is_a_value_with_its_limit() -> None:
    [finding] = found(at(9, "Line too long (121 > 110)"))
    assert (finding.value, finding.limit) == (121, 110)


def test_findings_that_say_the_same_of_one_definition_are_numbered() -> None:
    assert [one.subject for one in found(at(7), TEXT, at(6))] == ["A.f: wrong", "A.f: wrong#2"]


def test_columns_are_bytes() -> None:
    assert found(at(7, column=15, end=18))[0][4:8] == (7, 15, 7, 19)
    assert found(at(7, column=15, end=19)._replace(in_bytes=True))[0][4:8] == (7, 15, 7, 19)


def test_a_span_that_ends_before_it_begins_is_a_point() -> None:
    assert found(at(7, column=5, end=0))[0][4:8] == (7, 5, 7, 5)


def test_what_a_rule_is_called_is_one_word() -> None:
    assert found(at(1)._replace(rule="a b\n]"))[0].slug == "RUF:a-b-"


def test_paths_are_ours(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    root = str(tmp_path / "real")
    paths = [
        "a.py",
        "./b/../a.py",
        f"{root}/b/c.py",
        f"{tmp_path}/link/a.py",
        "../a.py",
        "/elsewhere/a.py",
        "",
    ]
    assert [place_in(root, path) for path in paths] == ["a.py", "a.py", "b/c.py", "a.py", "", "", ""]
