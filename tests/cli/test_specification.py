"""What files in SPEC decide, on real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import make, netra

BODY = "".join(f"    step_{number}(rows)\n" for number in range(9))
FUNCTION = f"def load(rows):\n{BODY}"
CLASS = "class Row:\n    a: int\n    b: int\n    c: int\n"
TREE = {"app/__init__.py": "", "app/one.py": FUNCTION + CLASS, "app/two.py": FUNCTION + CLASS}
COPIES = ["NET501", "NET502"]


def codes(root: Path, *words: str) -> list[str]:
    ran = netra(root, "check", "--ignore", "NET7", "--format", "concise", *words)
    assert ran.code in (0, 1), ran.err
    return sorted(line.split()[1] for line in ran.out.splitlines() if " NET" in line)


def entry(inside: str) -> str:
    return f"<s><c><acceptable_duplicate id='A-1'>{inside}</acceptable_duplicate></c></s>"


def example(*lines: str) -> str:
    return f"<examples><example>\n{chr(10).join(lines)}\n</example></examples>"


ACCEPTED = [
    ("example", entry(example("  /app/one.py", "/app/two.py (async)")), []),
    ("example without slash", entry(example("- app/one.py", "- app/two.py")), []),
    ("one of two", entry(example("/app/one.py", "/app/three.py")), COPIES),
    ("two examples", entry(example("/app/one.py") + example("/app/two.py")), COPIES),
    ("two entries", f"<s>{entry(example('/app/one.py'))}{entry(example('/app/two.py'))}</s>", COPIES),
    ("bad example", entry("<bad_example>/app/one.py\n/app/two.py</bad_example>"), COPIES),
    (
        "prose",
        entry("<pattern>Loaders</pattern><why>all of app.two.load and Row may stand twice</why>"),
        COPIES,
    ),
    ("paths", entry("<path>app/o*.py</path><path>/app/two.py</path>"), []),
    ("glob", entry("<path>app/**</path>"), []),
    ("symbol", entry("<symbol>app.two.load</symbol>"), ["NET501"]),
    ("name", entry("<name>app.*.Row</name>"), ["NET502"]),
    ("name in words", entry("<name>Row and load</name>"), COPIES),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED]
)
def test_acceptable_duplicates(tmp_path: Path, text: str, expected: list[str]) -> None:
    make(tmp_path, TREE | {"SPEC/acceptable_duplicates.xml": text})
    assert codes(tmp_path, "--no-cache") == expected


def test_copies_within_one_file_are_not_among_accepted_ones(tmp_path: Path) -> None:
    tree = {"app/__init__.py": "", "app/one.py": FUNCTION + FUNCTION.replace("load", "other")}
    make(tmp_path, tree | {"SPEC/acceptable_duplicates.xml": entry(example("/app/one.py", "/app/two.py"))})
    assert codes(tmp_path, "--no-cache") == ["NET502"]


def test_the_configuration_is_kept_and_added_to(tmp_path: Path) -> None:
    table = '[rules.duplicate-type]\naccepted = {"app.two.Row" = "why"}\n'
    text = entry("<symbol>app.two.load</symbol>")
    make(tmp_path, TREE | {"netra.toml": table, "SPEC/acceptable_duplicates.xml": text})
    assert codes(tmp_path, "--no-cache") == []


def test_together_in_the_configuration(tmp_path: Path) -> None:
    table = '[rules.duplicate-type]\naccepted_together = [["app/one.py", "app/t*.py"]]\n'
    make(tmp_path, TREE | {"netra.toml": table})
    assert codes(tmp_path, "--no-cache") == ["NET502"]


STUBS = """<s><static-analysis-rules><rule id="D-1">
<regex-pattern>(?i)(fake data|for testing)</regex-pattern></rule><rule id="D-2">
<regex-pattern>def \\w+\\(\\*args, \\*\\*kwargs\\):\\s*return \\{.*\\}</regex-pattern></rule>
</static-analysis-rules></s>"""


def test_patterns_of_stubs(tmp_path: Path) -> None:
    source = (
        "def a(*args, **kwargs):\n    return {}\n\n"
        "def b():\n    return c()  # \u00e4 Fake data\n\n"
        "D = 'for testing'  # netra: ignore[production-stub] it is a name\n"
    )
    make(tmp_path, {"app/a.py": source, "tests/test_a.py": source, "SPEC/no_test_stubs.xml": STUBS})
    told = "is what a stub says:"
    ran = netra(tmp_path, "check", "--no-cache", "--select", "NET303,NET901", "--format", "concise")
    assert [line.partition(told)[0] for line in ran.out.splitlines() if told in line] == [
        "app/a.py:1:1: NET303 production-stub `def a(*args, **kwargs): return {}` ",
        "app/a.py:5:22: NET303 production-stub `Fake data` ",
    ]


EXEMPTION = """<exemptions>
<exemption path="app/a.py" rule="star-import" expires="{day}"><reason>moves</reason><owner>core</owner>
</exemption></exemptions>"""
STAR = {"app/a.py": "from b import *\n", "b.py": ""}


@pytest.mark.parametrize(
    ("day", "path", "expected"),
    [
        ("9999-12-31", "app/a.py", []),
        ("2001-02-03", "app/a.py", ["NET102", "NET904"]),
        ("9999-12-31", "app/b.py", ["NET102", "NET905"]),
    ],
)
def test_exemptions(tmp_path: Path, day: str, path: str, expected: list[str]) -> None:
    text = EXEMPTION.format(day=day).replace("app/a.py", path)
    make(tmp_path, STAR | {"SPEC/exemptions.xml": text})
    assert codes(tmp_path, "--no-cache") == expected
    if len(expected) > 1:
        assert "SPEC/exemptions.xml:1:1: NET90" in netra(tmp_path, "check", "--format", "concise").out


WRONG = [
    ("acceptable_duplicates.xml", entry("\n- < 50 lines"), "SPEC/acceptable_duplicates.xml:2:4: not XML"),
    ("acceptable_duplicates.xml", entry("<symbol>a b</symbol>"), "<symbol> holds no dotted name: 'a b'"),
    (
        "no_test_stubs.xml",
        "<s>\n<regex-pattern>(</regex-pattern></s>",
        "SPEC/no_test_stubs.xml:2: <regex-pattern>",
    ),
    ("exemptions.xml", "<s><exemption path='a' rule='nothing' reason='x'/></s>", "nothing"),
    (
        "exemptions.xml",
        "<s><exemption path='a' rule='NET201'/></s>",
        "[[exemptions]] no. 1 lacks the key 'reason'",
    ),
    ("exemptions.xml", "<s><exemption path='a' rule='NET201' reason='x' limit='y'/></s>", "limit expects"),
]


@pytest.mark.parametrize(("name", "text", "expected"), WRONG)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str, expected: str) -> None:
    ran = netra(make(tmp_path, {"app/a.py": "", f"SPEC/{name}": text}), "check")
    assert ran.code == 2
    assert expected in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("acceptable_duplicates.xml", entry(example("/app/one.py", "/app/two.py"))),
        ("exemptions.xml", "<s><exemption path='app/**' rule='NET50' reason='x'/></s>"),
    ],
)
def test_an_edited_file_changes_the_next_answer(tmp_path: Path, name: str, text: str) -> None:
    make(tmp_path, TREE | {f"SPEC/{name}": "<s/>"})
    assert codes(tmp_path) == codes(tmp_path) == COPIES
    (tmp_path / f"SPEC/{name}").write_text(text)
    assert codes(tmp_path) == codes(tmp_path) == []
    (tmp_path / f"SPEC/{name}").unlink()
    assert codes(tmp_path) == COPIES


def test_edited_patterns_change_the_next_answer(tmp_path: Path) -> None:
    make(tmp_path, {"app/a.py": "A = 1  # fake data\n", "SPEC/no_test_stubs.xml": "<s/>"})
    assert codes(tmp_path) == codes(tmp_path) == []
    (tmp_path / "SPEC/no_test_stubs.xml").write_text(STUBS)
    assert codes(tmp_path) == codes(tmp_path) == ["NET303"]
