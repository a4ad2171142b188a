"""The reader: bytes of every kind become facts, and never an error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.facts.read import read_source
from netra_tools.model import LineCounts

COUNTS = [
    ("empty", b"", (0, 0, 0, 0)),
    ("no final newline", b"a = 1", (1, 1, 0, 0)),
    ("comment and blank", b"# c\n\n  # d\na = 1\n", (4, 1, 2, 1)),
    ("trailing comment is code", b"a = 1  # c\n", (1, 1, 0, 0)),
    ("lines of a string are code", b'a = """\n\n# no\n"""\n\n', (5, 4, 0, 1)),
    ("lines of an f-string are code", b'a = f"""\n{b}\n# no\n"""\n', (4, 4, 0, 0)),
    ("crlf", b"a = 1\r\n\r\n# c\r\n", (3, 1, 1, 1)),
    ("cr only", b"a = 1\r\r# c\r", (3, 1, 1, 1)),
    ("form feed", b"\x0c\na = 1\n", (2, 1, 0, 1)),
    ("byte order mark", b"\xef\xbb\xbfa = 1\n", (1, 1, 0, 0)),
]


@pytest.mark.parametrize(
    ("source", "counts"), [case[1:] for case in COUNTS], ids=[case[0] for case in COUNTS]
)
def test_lines(source: bytes, counts: tuple[int, int, int, int]) -> None:
    assert read_source(source).facts.lines == LineCounts(*counts)


PROBLEMS = [
    ("not utf-8", b"a = '\xff'\n", ("encoding", 1, 5)),
    ("unknown cookie", b"# coding: klingon\n", ("encoding", 1, 0)),
    ("cookie that fails", b"# coding: ascii\na = '\xe9'\n", ("encoding", 1, 0)),
    ("syntax", b"a = 1\nb = )\n", ("syntax", 2, 4)),
    ("syntax after non-ascii", "a = 'é' +* 1\n".encode(), ("syntax", 1, 10)),
    ("null byte", b"a = \x00\n", ("syntax", 1, 4)),
]


@pytest.mark.parametrize(
    ("source", "problem"), [case[1:] for case in PROBLEMS], ids=[case[0] for case in PROBLEMS]
)
def test_problems(source: bytes, problem: tuple[str, int, int]) -> None:
    found = read_source(source).facts.problems
    assert [(item.kind, item.line, item.column) for item in found] == [problem]
    assert "\x02" not in found[0].message


VALID = [
    ("latin-1 cookie", b"# coding: latin-1\na = '\xe9'\n", ["é"]),
    ("cp1252 cookie", b"# -*- coding: cp1252 -*-\na = '\x80'\n", ["€"]),
    ("utf-8 by cookie", "# coding: utf8\na = '日'\n".encode(), ["日"]),
    ("names that are not ascii", "ñ = 'é'\nñ.ü('ö')\n".encode(), ["é", "ö"]),
    ("type comment on line 1", b"# type: ignore\na = 'b'\n", ["b"]),
    ("mypy comment", b"# mypy: ignore-errors\ndef f():\n    return 'b'\n", ["b"]),
    ("type comment in a string", b"a = '# type: ignore'\n", ["# type: ignore"]),
    ("invalid type comment", b"a = 'b'  # type: no such type\n", ["b"]),
    ("surrogates", b"a = '\\ud800'\n", ["\ud800"]),
    ("nul and cr escapes", b"a = 'x\\0\\r'\n", ["x\0\r"]),
    ("crlf in a string", b"a = '''x\r\ny'''\r\n", ["x\ny"]),
    ("escape beside non-ascii", "a = '\\xe9é\\n'\n".encode(), ["éé\n"]),
    ("template", "a = f'é{x!r:>{w}}ü' 'ö'\n".encode(), ["é{}üö"]),
    ("call in an annotation", b"a: T[int, F('x', k=f'{1}y')]\n", ["x", "{}y"]),
    ("python 3.15", b"a = [*b for b in c]\nd = t'{e}'\n", ["{}"]),
    ("python 2.7 octal is an error elsewhere", b"a = 0o17, 'b'\n", ["b"]),
]


@pytest.mark.parametrize(("source", "values"), [case[1:] for case in VALID], ids=[case[0] for case in VALID])
def test_literals_survive(source: bytes, values: list[str]) -> None:
    found = read_source(source)
    assert [item.value for item in found.literals] == values
    assert found.facts.problems == ()


def test_a_broken_file_gives_the_facts_around_the_break() -> None:
    source = b"import a\n\nclass C:\n    def f(self:\n        pass\n\ndef g():\n    return 'x'\n"
    found = read_source(source)
    assert [item.module for item in found.facts.imports] == ["a"]
    assert "g" in found.facts.names
    assert [item.kind for item in found.facts.problems] == ["syntax"]


LARGE = [
    ("many lines", b"a = 'b'\n" * 100_000),
    ("long chain", b"a = " + b"b + " * 300_000 + b"c\n"),
    ("long call chain", b"a = b" + b".c()" * 100_000 + b"\n"),
    ("deep brackets", b"a = " + b"(" * 50_000 + b")" * 50_000 + b"\n"),
    ("deep blocks", b"".join(b" " * depth + b"if a:\n" for depth in range(2000)) + b" " * 2000 + b"pass\n"),
    ("many branches", b"if a:\n pass\n" + b"elif b:\n pass\n" * 50_000),
    ("long concatenation", b"a = " + b"'b' " * 100_000 + b"\n"),
]


@pytest.mark.parametrize("source", [case[1] for case in LARGE], ids=[case[0] for case in LARGE])
def test_large_and_deep_files_do_not_blow_up(source: bytes) -> None:
    facts = read_source(source).facts
    assert facts.lines.physical == source.count(b"\n")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(source: bytes) -> None:  # netra: ignore[test-without-assertion] it answers
    read_source(source)


FRAGMENTS = st.sampled_from(
    [
        b"def f(",
        b"):\n",
        b"    ",
        b"'",
        b'"""',
        b"f'{",
        b"}'",
        b"\n",
        b"\r",
        b"\\",
        b"#",
        b"class A",
        b"(",
        b")",
        b"x",
        b" = ",
        b"\xff",
        b"\xc3\xa9",
        b"lambda: ",
        b"[",
        b"]",
        b"if ",
        b"else:\n",
        b"match x:\n",
        b"case ",
        b"@",
        b"import a",
        b"from . import b",
        b": ",
        b"-> ",
        b"*",
        b",",
        b"\x00",
        b"# netra: ignore[",
        b"type X = ",
        b"async ",
        b"await ",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25).map(b"".join))
def test_any_broken_source_is_read(source: bytes) -> None:
    found = read_source(source)
    lines = found.facts.lines
    assert lines.code + lines.comment + lines.blank == lines.physical
    assert all(item.line >= 1 and item.column >= 0 for item in found.literals)


def test_literals_are_a_sequence_whose_records_are_made_when_asked_for() -> None:
    found = read_source(b"f('a', k={'b': 'c'}, *['d'])\n").literals
    assert [(item.value, item.owner, item.slot) for item in found] == [
        ("a", "f", "0"), ("b", "f", "k"), ("c", "f", "k.b"), ("d", "f", "1"),
    ]  # fmt: skip
    assert (len(found), found[-1].value, [item.value for item in found[1:3]]) == (4, "d", ["b", "c"])
    assert found[0] in found
    assert found[0] == next(iter(found))
