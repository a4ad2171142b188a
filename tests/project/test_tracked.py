"""What git tracks: asked once, whoever wants to know; and questions that nobody waits for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from netra_tools.project.git import NoGitError, Question
from netra_tools.project.tracked import Tracked
from tests.repository import make


def test_it_is_one_answer_for_all_who_ask(tmp_path: Path) -> None:
    root = make(tmp_path, {"a.py": "", "ä.py": ""})
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    tracked = Tracked(str(root))
    tracked.ask()
    assert tracked.others(["a.py", "ä.py", "b.py"]) == ["b.py"]
    (root / "b.py").touch()
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    assert not tracked.holds("b.py")
    assert tracked.digest() != Tracked(str(root)).digest()


def test_where_git_cannot_say(tmp_path: Path) -> None:
    tracked = Tracked(str(tmp_path))
    assert (tracked.holds("a.py"), tracked.digest()) == (False, b"")
    with pytest.raises(NoGitError):
        tracked.others(["a.py"])


def test_a_question_that_is_dropped_leaves_no_process(tmp_path: Path) -> None:
    question = Question(str(make(tmp_path, {})), "cat-file", "--batch")  # it waits for what to read
    process = question.process
    question.drop()
    assert process is not None
    assert process.returncode is not None
    with pytest.raises(NoGitError):
        question.answer(set())
