"""Gates that run other programs do so in a copy, with little of ours, and leave nothing behind."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from netra_tools.changes.gates.judge import judge
from netra_tools.changes.tree import Tree
from netra_tools.plan import ANYTHING
from netra_tools.report.verdicts import FAILED, PASSED, SKIPPED, Verdict
from tests.changes.gates.plans import Files, plan_of, wanted_in
from tests.repository import make

TEST = "from app import core\n\n\ndef test_it() -> None:\n    assert core.one() == 1\n"
BEFORE: Files = {
    "app/__init__.py": "",
    "app/core.py": "def one() -> int:\n    return 1\n",
    "test_it.py": TEST,
    "bad.py": "import os\n",
    ".gitignore": "ignored\n",
    "ignored": "x",
}
AFTER: Files = {"test_it.py": TEST.replace("core", "heart")}
MOVES = {"app/core.py": "app/heart.py"}
DIVIDED = "ZeroDivisionError: division by zero"
RENAMED = (("app.core", "app.heart"),)


def ran(root: Path, after: Files, given: Mapping[str, str] | None = None, **rest: Any) -> list[Verdict]:
    """Judge a plan, and give the verdicts of the gates that run programs."""
    make(root, {path: content for path, content in BEFORE.items() if content is not None})
    plan = plan_of({**BEFORE, "ignored": None}, after, MOVES, renamed=RENAMED, keeps=ANYTHING)
    wanted = wanted_in(root, findings=False, **rest)
    request = wanted.request._replace(variables={**os.environ, **(given or {})})
    return list(judge(Tree(str(root)), plan, wanted._replace(request=request))[4:])


def python(code: str) -> str:
    """Write a command that runs Python."""
    return f"{shlex.quote(sys.executable)} -c {shlex.quote(code)}"


@pytest.mark.parametrize(
    ("gate", "old", "new", "expected"),
    [
        ("ruff", "heart.one", "hear.one", "test_it.py:5 F821: Undefined name `hear`"),
        ("mypy", "== 1", ".x == 1", 'test_it.py:5 attr-defined: "int" has no attribute "x"'),
        ("collect", "def test_it", "def tested", "test_it.py:0 test_it.py::test_it is collected no more"),
        ("collect", "heart\n", "heart; 1 / 0\n", f"test_it.py:0 cannot be collected: E   {DIVIDED}"),
    ],
)
def test_only_what_is_new_counts(tmp_path: Path, gate: str, old: str, new: str, expected: str) -> None:
    content = str(AFTER["test_it.py"])
    assert content.count(old) == 1
    [verdict] = ran(tmp_path, {"test_it.py": content.replace(old, new)}, **dict[str, Any]({gate: True}))
    assert expected in [f"{note.path}:{note.line} {note.text}" for note in verdict.problems]


def test_what_was_said_before_may_be_said_again(tmp_path: Path) -> None:
    found = ran(tmp_path, AFTER, ruff=True, mypy=True, collect=True)
    assert [(verdict.gate, verdict.outcome, verdict.problems) for verdict in found] == [
        ("ruff", PASSED, ()),
        ("mypy", PASSED, ()),
        ("collect", PASSED, ()),
    ]


def test_commands_see_the_plan_applied_and_stop_at_the_first_failure(tmp_path: Path) -> None:
    after = python("import os, app.heart; assert not os.path.exists('app/core.py')")
    commands = (after, python("import sys; print('said'); sys.exit(3)"), python(""))
    found = ran(tmp_path, AFTER, tests=after, commands=commands)
    assert [verdict.outcome for verdict in found] == [PASSED, PASSED, FAILED, SKIPPED]
    assert [note.text for note in found[2].problems] == [f"`{commands[1]}` ended with 3", "said"]
    assert found[3].summary == "not run: command failed"


def test_nothing_runs_when_a_cheaper_gate_failed(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    found = ran(tmp_path / "tree", {"test_it.py": "x = (\n"}, commands=(f"touch {marker}",))
    assert [(verdict.outcome, verdict.summary) for verdict in found] == [(SKIPPED, "not run: parse failed")]
    assert not marker.exists()


def test_a_command_sees_a_copy_without_secrets_home_or_what_is_ignored(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    code = f"""
import os
lines = sorted(os.environ) + os.listdir() + [os.getcwd()] + os.listdir(os.environ['HOME'])
open({str(seen)!r}, 'w').write('\\n'.join(lines))
open('bad.py', 'w').write('')
"""
    given = {"API_TOKEN": "x", "MY_KEY": "x", "DATABASE": "d", "OTHER": "o"}
    [verdict] = ran(
        tmp_path / "tree", AFTER, given, commands=(python(code),), variables=("DATABASE", "MY_KEY")
    )
    assert verdict.outcome == PASSED
    words = seen.read_text().split("\n")
    assert "DATABASE" in words
    assert not {"API_TOKEN", "MY_KEY", "OTHER", "ignored", ".git"} & set(words)
    [copy] = [word for word in words if word.endswith("/tree") and "netra-gates-" in word]
    assert not os.path.exists(os.path.dirname(copy))
    assert (tmp_path / "tree" / "bad.py").read_text() == "import os\n"


def test_a_command_that_takes_too_long_is_ended_with_all_it_started(tmp_path: Path) -> None:
    started = time.monotonic()
    [verdict] = ran(tmp_path, AFTER, commands=("sh -c 'sleep 60 & sleep 60'",), timeout=1)
    assert [note.text for note in verdict.problems] == ["sh was ended after 1 s"]
    assert time.monotonic() - started < 30


def test_a_link_out_of_the_repository_is_not_copied(tmp_path: Path) -> None:
    root = make(tmp_path / "tree", {"a.txt": "a"})
    (root / "inside").symlink_to("a.txt")
    (root / "outside").symlink_to(tmp_path)
    code = "import os; assert os.path.exists('inside') and not os.path.lexists('outside')"
    [verdict] = ran(root, AFTER, commands=(python(code),))
    assert verdict.outcome == PASSED


def test_a_program_of_the_repository_is_no_tool(tmp_path: Path) -> None:
    root = make(tmp_path, {"bin/ruff": "#!/bin/sh\ntouch planted\n"})
    (root / "bin/ruff").chmod(0o755)
    [verdict] = ran(root, AFTER, {"PATH": f"{root}/bin{os.pathsep}{os.environ['PATH']}"}, ruff=True)
    assert verdict.outcome == PASSED
    assert not (root / "planted").exists()


KILLED = """
import sys
from pathlib import Path
from tests.changes.gates.test_outside import AFTER, ran
ran(Path(sys.argv[1]) / 'tree', AFTER, commands=(f'sh -c "pwd > {sys.argv[1]}/where; sleep 60"',))
"""


def test_the_copy_goes_when_netra_is_ended(tmp_path: Path) -> None:
    here = Path(__file__).parents[3]
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], cwd=here)
    where = tmp_path / "where"
    while not (where.exists() and where.read_text()):
        assert process.poll() is None
        os.sched_yield()
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 128 + signal.SIGTERM
    assert not os.path.exists(os.path.dirname(where.read_text().strip()))
