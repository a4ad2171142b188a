"""`netra literals validate` when nothing has moved: the same answers, and next to nothing imported."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netra_tools.cli.ask import parse
from tests.repository import make, netra

HEAVY = {"typing", "re", "click", "json", "pathspec", "netra_tools.literals.store"}
FILES = {
    "app/a.py": 'KEY = "order_total"\nx["order_total"]\n',
    "app/sub/b.py": 'y["order_total"]\n',
    "tests/test_c.py": 'z["only_tested"]\n',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a repository whose index is true of it."""
    make(tmp_path, FILES)
    netra(tmp_path, "literals", "scan")
    return tmp_path


def imported(root: Path, *args: str) -> tuple[int, set[str]]:
    """Ask in a process of its own; give the exit code and the modules it has imported besides Python's."""
    code = (
        "import sys; before = set(sys.modules); from netra_tools.cli.door import run;"
        f"code = run(['literals', 'validate', *{args!r}]);"
        "print(code, *sorted(set(sys.modules) - before))"
    )
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    first, *names = ran.stdout.splitlines()[-1].split()
    return int(first), set(names)


def test_a_known_value_imports_nothing_heavy(root: Path) -> None:
    time.sleep(2.1)  # the subject is time: what has just been written is not trusted yet
    assert "click" in imported(root, "order_total")[1]
    code, names = imported(root, "order_total")
    assert code == 0
    assert names.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "args",
    [
        ["order_total"],
        ["order_total", "--json"],
        ["--json", "--category", "fields", "order_total", "nothing_like_that"],
        ["--category=events", "order_total"],
        ["order_total", "--near", "app/sub/c.py"],
        ["only_tested"],
        ["--", "-x"],
    ],
)
def test_the_answer_is_that_of_the_command(root: Path, args: list[str]) -> None:
    short = netra(root, "literals", "validate", *args)
    long = netra(root, "literals", "validate", "--jobs", "1", *args)
    assert (short.code, short.out) == (long.code, long.out)


def test_places_beside_a_file_come_first(root: Path) -> None:
    ran = netra(root, "literals", "validate", "--json", "order_total", "--near", "app/sub/c.py")
    assert [use["path"] for use in json.loads(ran.out)["uses"]] == ["app/sub/b.py", "app/a.py"]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["a", "b"], ["a", "b"]),
        (["--", "-a", "--json"], ["-a", "--json"]),
        (["-"], None),
        (["a", "--root", "."], None),
        (["a", "--category"], None),
        ([], None),
    ],
)
def test_what_is_simple_enough(words: list[str], values: list[str] | None) -> None:
    asked = parse(words)
    assert (asked and asked.values) == values


def test_a_category_that_is_none_is_said(root: Path) -> None:
    ran = netra(root, "literals", "validate", "x", "--category", "event")
    assert ran.code == 2
    assert "events" in ran.err
