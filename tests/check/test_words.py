"""Rules about literals in a whole check: when they run, what a change brings, and what accepts a literal."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from tests.repository import make, netra

KEYS = 'KEYS = ["temperature", "temperature_low", "temperature_high", "min_temperature", "max_temperature"]\n'
SLIP = 'x["tempreature"]\n'
OTHER = 'x["temprature"]\n'
NEAR = "literal-near-miss"


def git(root: Path, *arguments: str) -> None:
    """Run git with a name of its own."""
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def found(root: Path, *args: str, feed: str = "") -> list[tuple[str, str, str]]:
    """Check, and give slug, path and subject of the findings of the rules about literals, and of comments."""
    ran = netra(root, *(args or ("check",)), "--format", "json", feed=feed)
    assert ran.code in (0, 1), ran.err
    items = json.loads(ran.out)["findings"]
    return [
        (item["slug"], item["path"], item["subject"])
        for item in items
        if item["code"][:4] in ("NET6", "NET9")
    ]


@pytest.fixture(name="root")
def committed_repository(tmp_path: Path) -> Path:
    """Make a repository with a committed vocabulary."""
    make(tmp_path, {"app/keys.py": KEYS})
    assert netra(tmp_path, "literals", "scan").code == 0
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "before")
    return tmp_path


def test_with_a_vocabulary_every_check_judges_cache_or_not(root: Path) -> None:
    assert found(root) == found(root) == []
    make(root, {"app/a.py": SLIP})
    expected = [(NEAR, "app/a.py", "tempreature")]
    assert found(root, "check", "--no-cache") == expected
    assert found(root) == found(root) == expected
    assert found(root, "literals", "check") == expected
    make(root, {"app/b.py": OTHER})
    assert found(root) == [*expected, (NEAR, "app/b.py", "temprature")]
    (root / "app/a.py").unlink()
    assert found(root) == [(NEAR, "app/b.py", "temprature")]


def test_without_a_vocabulary_a_check_makes_no_index(tmp_path: Path) -> None:
    make(tmp_path, {"app/keys.py": KEYS, "app/a.py": SLIP, ".env.example": "A=\n"})
    assert found(tmp_path) == []
    assert not (tmp_path / ".netra/cache/literals.sqlite").exists()


def test_a_rule_that_is_configured_runs_without_one(tmp_path: Path) -> None:
    config = '[tool.netra.rules.undeclared-environment]\nseverity = "error"\n'
    source = 'import os\nos.environ["TOKEN"]\n'
    make(tmp_path, {"app/settings.py": source, ".env.example": "A=\n", "pyproject.toml": config})
    assert found(tmp_path) == [("undeclared-environment", "app/settings.py", "TOKEN")]


def test_what_is_staged_is_told_and_nothing_else(root: Path) -> None:
    make(root, {"app/a.py": SLIP, "app/b.py": OTHER})
    git(root, "add", "app/a.py")
    assert found(root, "literals", "check", "--staged") == [(NEAR, "app/a.py", "tempreature")]
    assert found(root, "check", "--staged", "--no-cache") == [(NEAR, "app/a.py", "tempreature")]
    make(root, {"app/a.py": "\n"})  # what is staged counts, not what is on disk
    assert found(root, "check", "--staged") == [(NEAR, "app/a.py", "tempreature")]
    assert found(root, "check") == [(NEAR, "app/b.py", "temprature")]


def test_a_change_brings_what_was_not_there(root: Path) -> None:
    make(root, {"app/a.py": SLIP})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "slip")
    make(root, {"app/b.py": OTHER, "app/c.py": SLIP})
    assert found(root, "literals", "check", "--changed") == [(NEAR, "app/b.py", "temprature")]
    both = [(NEAR, "app/a.py", "tempreature"), (NEAR, "app/b.py", "temprature")]
    assert found(root, "literals", "check", "--changed=HEAD~1") == both


def test_the_vocabulary_that_is_staged_judges_what_is_staged(root: Path) -> None:
    make(root, {"app/a.py": SLIP})
    git(root, "add", "app/a.py")
    netra(root, "literals", "scan")
    expected = [(NEAR, "app/a.py", "tempreature")]
    assert found(root) == []  # the vocabulary on disk knows it
    assert found(root, "check", "--staged") == found(root, "check", "--staged", "--no-cache") == expected
    git(root, "add", "SPEC")
    assert found(root, "check", "--staged") == found(root, "check", "--staged", "--no-cache") == []
    git(root, "checkout", "-q", "HEAD", "--", "SPEC")
    git(root, "add", "SPEC")
    netra(root, "literals", "scan")
    git(root, "rm", "-rq", "--cached", "SPEC")  # without a vocabulary nothing is new
    assert found(root, "check", "--staged") == []


def test_a_word_that_a_commit_takes_out_of_the_vocabulary_is_new(root: Path) -> None:
    make(root, {"app/a.py": SLIP})
    netra(root, "literals", "scan")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "accepted")
    words = root / "SPEC/generated/string_literals/fields.jsonl"
    lines = words.read_text().splitlines(keepends=True)
    words.write_text("".join(line for line in lines if "tempreature" not in line))
    expected = [(NEAR, "app/a.py", "tempreature")]
    assert found(root, "check", "--staged") == []
    assert found(root, "check", "--changed") == found(root, "check", "--changed", "--no-cache") == expected
    git(root, "add", "-A")
    make(root, {"app/b.py": "\n"})
    assert found(root, "check", "--staged") == expected


def test_the_files_of_keys_that_are_staged_count(tmp_path: Path) -> None:
    config = '[tool.netra.rules.undeclared-environment]\nseverity = "error"\n'
    make(tmp_path, {"app/a.py": "", ".env.example": "A=\n", "pyproject.toml": config})
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "before")
    make(tmp_path, {"app/a.py": 'import os\nos.environ["TOKEN"]\n', ".env.example": "A=\nTOKEN=\n"})
    git(tmp_path, "add", "app/a.py")
    expected = [("undeclared-environment", "app/a.py", "TOKEN")]
    assert found(tmp_path) == []
    assert (
        found(tmp_path, "check", "--staged") == found(tmp_path, "check", "--staged", "--no-cache") == expected
    )
    assert found(tmp_path, "check", "--changed") == []
    git(tmp_path, "add", ".env.example")
    make(tmp_path, {".env.example": "A=\n"})
    assert found(tmp_path, "check", "--staged") == []
    git(tmp_path, "commit", "-qm", "declared")
    assert found(tmp_path, "check", "--changed") == expected
    (tmp_path / ".env.example").rename(tmp_path / ".env.sample")
    (tmp_path / ".env.sample").write_text("TOKEN=\n")  # on disk alone, which is no state of git
    git(tmp_path, "rm", "-q", "--cached", ".env.example")
    make(tmp_path, {".env.dist": "B=\n"})
    git(tmp_path, "add", ".env.dist")
    assert found(tmp_path, "check", "--staged") == expected
    assert found(tmp_path) == found(tmp_path, "check", "--changed") == []


def test_an_unsaved_text_is_judged_and_leaves_no_trace(root: Path) -> None:
    typed = ("check", "-", "--stdin-filename", "app/a.py")
    assert found(root, *typed, feed=SLIP) == [(NEAR, "app/a.py", "tempreature")]
    assert found(root, *typed, feed='x["temperature"]\n') == []
    assert found(root) == []


def test_a_comment_accepts_a_literal_for_good(root: Path) -> None:
    make(root, {"app/a.py": SLIP.replace("\n", "  # netra: literal ok\n")})
    assert found(root) == []
    netra(root, "literals", "scan")
    assert found(root) == []  # of no use any more, and not reported as such


def test_a_comment_accepts_its_own_line_alone(root: Path) -> None:
    make(root, {"app/a.py": f'"other"  # netra: literal ok\n{SLIP}'})
    assert found(root) == [(NEAR, "app/a.py", "tempreature")]


def test_the_vocabulary_accepts_a_literal(root: Path) -> None:
    make(root, {"app/a.py": SLIP})
    assert found(root) != []
    netra(root, "literals", "scan")
    assert found(root) == []
    words = root / "SPEC/generated/string_literals/fields.jsonl"
    lines = words.read_text().splitlines(keepends=True)
    words.write_text("".join(line for line in lines if "tempreature" not in line))
    assert found(root) == [(NEAR, "app/a.py", "tempreature")]


def test_conflict_markers_are_told(root: Path) -> None:
    (words,) = (root / "SPEC/generated/string_literals").glob("*.jsonl")
    words.write_text(f"<<<<<<< ours\n{words.read_text()}")
    ran = netra(root, "check")
    assert (ran.code, "conflict markers" in ran.err) == (2, True)


def test_a_protected_literal_that_goes(tmp_path: Path) -> None:
    config = (
        '[[tool.netra.literals.protected]]\nvalue = "TOKEN"\nowner = "ops"\nreason = "the vault has it"\n'
    )
    make(tmp_path, {"app/settings.py": 'import os\nos.environ["TOKEN"]\n', "pyproject.toml": config})
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "before")
    assert found(tmp_path) == found(tmp_path, "check", "--changed") == []
    make(tmp_path, {"app/settings.py": 'import os\nos.environ["TOKENS"]\n'})
    expected = [("protected-literal", "pyproject.toml", "TOKEN")]
    assert found(tmp_path) == found(tmp_path, "check", "--changed") == expected


def test_an_index_that_is_damaged_stops_one_check_at_most(root: Path) -> None:
    make(root, {f"app/m{number}.py": f'x["word{number}"]\n' for number in range(300)})
    netra(root, "check")
    file = root / ".netra/cache/literals.sqlite"
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)
    make(root, {"app/a.py": SLIP})
    ran = netra(root, "check")
    assert "Traceback" not in ran.err and ran.code in (1, 2)
    assert found(root) == [(NEAR, "app/a.py", "tempreature")]


LINES = (
    SLIP,
    OTHER,
    SLIP.replace("\n", "  # netra: literal ok\n"),
    'x["temperature"], x["min_temperature"]\n',
    'import os\nos.environ["TOKEN"]\n',
    'x["baseUrl"]\n',
    'x["baseURL"]\n',
    "def broken(:\n",
    "",
)


@pytest.mark.parametrize("seed", range(2))
def test_a_change_is_the_difference_of_two_checks_and_the_cache_makes_none(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    names = [f"app/m{number}.py" for number in range(4)]
    make(root, {".env.example": "A=\n", **{name: chance.choice(LINES) for name in names}}, old=False)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    before = found(root, "check", "--no-cache")
    assert found(root) == before
    for name in chance.sample(names, 2):
        (root / name).write_text(chance.choice(LINES) + chance.choice(LINES))
    after = found(root, "check", "--no-cache")
    assert found(root) == found(root) == after
    expected = [item for item in after if item not in before]
    assert found(root, "check", "--changed") == found(root, "check", "--changed", "--no-cache") == expected
