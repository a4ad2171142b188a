"""`netra spec`, as its users run it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from netra_tools.cli.main import cli
from netra_tools.knowledge.commands import COMMANDS
from tests.repository import make, netra

BAD = "<spec><a>R & D</a><file>app/gone.py</file></spec>\n"


def test_the_commands_that_knowledge_may_speak_of_are_those_there_are() -> None:
    context = cli.make_context("netra", [], resilient_parsing=True)

    def leaves(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            is_group = hasattr(command, "list_commands")
            yield from leaves(command, (*path, name)) if is_group else [(*path, name)]

    assert set(leaves(cli)) == COMMANDS


def test_check_tells_what_netra_check_tells(tmp_path: Path) -> None:
    make(tmp_path, {"app/a.py": "from os import *\n", "SPEC/a.xml": BAD})
    of_spec = netra(tmp_path, "spec", "check", "--format", "concise")
    of_all = netra(tmp_path, "check", "--select", "NET7", "--format", "concise", "SPEC")
    assert (of_spec.code, of_spec.out) == (1, of_all.out)
    assert of_spec.out.splitlines() == [
        "SPEC/a.xml:1:12: NET701 spec-invalid a bare & stands in text: write &amp;",
        "FAIL 1 error in 1 of 1 file",
    ]


def test_a_file_that_rules_read_is_checked_though_it_is_broken(tmp_path: Path) -> None:
    make(tmp_path, {"SPEC/exemptions.xml": "<exemptions>R & D</exemptions>"})
    assert netra(tmp_path, "check").code == 2
    ran = netra(tmp_path, "spec", "check", "--format", "concise")
    assert (ran.code, ran.out.splitlines()[0][:40]) == (1, "SPEC/exemptions.xml:1:15: NET701 spec-in")
    assert ran.err.startswith("netra: exemptions in SPEC are not applied: ")


def test_what_a_reference_leads_to_changes_the_next_answer(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": "", "SPEC/a.xml": "<spec><file>data/list.txt:2</file></spec>"})
    answers = []
    for text in (None, "one\n", "one\ntwo\n"):
        if text is not None:
            make(tmp_path, {"data/list.txt": text})
            os.utime(tmp_path / "data")
        answers.append([netra(tmp_path, "spec", "check", "-q").code for _ in range(2)])
    assert answers == [[1, 1], [1, 1], [0, 0]]


def test_only_what_is_new_since_a_commit(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": "", "SPEC/a.xml": BAD})
    git = ["-c", "user.name=n", "-c", "user.email=n@example.org"]
    os.system(f"cd {tmp_path} && git add -A && git {' '.join(git)} commit -qm all")
    make(tmp_path, {"SPEC/b.xml": BAD})
    ran = netra(tmp_path, "spec", "check", "--changed", "--format", "concise")
    assert (ran.code, ran.out.splitlines()[0][:14]) == (1, "SPEC/b.xml:1:1")
    assert "SPEC/a.xml" not in ran.out


def test_a_repository_without_knowledge_has_nothing_to_check(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": ""})
    ran = netra(tmp_path, "spec", "check")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "netra: no such file or directory: SPEC")


def test_lxml_is_loaded_for_what_is_new_only(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": "", "SPEC/a.xml": "<spec/>"})
    loaded = []
    for text in ("A = 1\n", "A = 2\n"):
        make(tmp_path, {"a.py": text})
        loaded.append("lxml" in netra(tmp_path, "check", PYTHONPROFILEIMPORTTIME="1").err)
    assert loaded == [True, False]
