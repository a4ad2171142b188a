"""A learning that carries a check is a rule from then on, and the report says whose it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netra_tools.learnings.model import FOLDER
from tests.repository import make, netra

FILES = {
    "netra.toml": "",
    "app/__init__.py": "",
    "app/core.py": 'import requests\n\n\nx = requests["userId"]\n',
    "app/web.py": "import requests\n",
}
TITLE = ("--title", "No requests in the core", "--takeaway", "pass a session in", "--id", "L-7")


@pytest.mark.parametrize(
    ("words", "hint", "message"),
    [
        pytest.param(
            ["--forbid", "requests", "--within", "app.core"],
            "contracts is set by learning L-7",
            "`app.core` may not import `requests` (learning L-7: No requests in the core)",
            id="import",
        ),
        pytest.param(
            ["--literal", "user_id", "--instead-of", "userId"],
            "replacements is set by learning L-7",
            "`userId` is written here; use `user_id`",
            id="literal",
        ),
        pytest.param(
            ["--option", "file-too-long.max_lines=3"],
            f"max_lines is set by learning L-7 ({FOLDER}/general.xml)",
            "4 lines, limit 3",
            id="option",
        ),
    ],
)
def test_a_check_becomes_a_rule_and_goes_with_its_learning(
    tmp_path: Path, words: list[str], hint: str, message: str
) -> None:
    make(tmp_path, FILES)
    assert netra(tmp_path, "check").code == 0
    assert netra(tmp_path, "learnings", "add", *TITLE, *words).code == 0
    for _ in range(2):  # the second is replayed
        ran = netra(tmp_path, "check", COLUMNS="200")
        assert (ran.code, message in ran.out, hint in ran.out) == (1, True, True), ran.out + ran.err
        assert "1 error" in ran.out
    assert netra(tmp_path, "changes", "undo").code == 0
    assert netra(tmp_path, "check").code == 0


def test_checks_come_from_json_and_are_kept_when_more_is_said(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    checks = [
        {"forbidden_import": {"module": "requests", "within": ["app.core"], "indirect": True}},
        {"rule_option": {"rule": "function-too-long", "options": {"max_lines": 20}}},
    ]
    given = {"title": "T", "problem": "p", "id": "L-7", "checks": checks}
    assert netra(tmp_path, "learnings", "add", "-", feed=json.dumps(given)).code == 0
    netra(tmp_path, "learnings", "add", "--extend", "L-7", "--literal", "user_id", "--instead-of", "userId")
    shown = json.loads(netra(tmp_path, "learnings", "show", "L-7", "--format", "json").out)
    assert shown[0]["checks"] == [
        '<forbidden_import module="requests" within="app.core" indirect="true"/>',
        '<rule_option rule="function-too-long">max_lines = 20</rule_option>',
        '<canonical_literal value="user_id" instead_of="userId"/>',
    ]
    assert "2 errors" in netra(tmp_path, "check").out
    assert netra(tmp_path, "spec", "check", "--strict").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--option", "file-too-lng.max_lines=3"], "has no rule 'file-too-lng'"),
        (["--option", "file-too-long"], "is not RULE.OPTION=VALUE"),
        (["--option", "file-too-long.max_lines=many"], "max_lines expects an integer"),
        (["--literal", "x"], "a check lacks a part"),
        (["--within", "x"], "a check lacks a part"),
    ],
)
def test_a_check_that_cannot_be_is_not_written(tmp_path: Path, words: list[str], said: str) -> None:
    make(tmp_path, FILES)
    ran = netra(tmp_path, "learnings", "add", *TITLE, *words)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True), ran.err
    assert not (tmp_path / FOLDER).exists()


def test_a_file_with_a_check_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    make(
        tmp_path,
        {**FILES, f"{FOLDER}/a.xml": "<learnings><learning><check>R&D</check></learning></learnings>"},
    )
    ran = netra(tmp_path, "check")
    assert (ran.code, f"netra: {FOLDER}/a.xml:1:" in ran.err) == (2, True)
    ran = netra(tmp_path, "spec", "check")
    assert (ran.code, "a bare & stands in text" in ran.out) == (1, True)
