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
    assert ran.err.startswith("netra: what SPEC adds to the configuration is not applied: ")


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


def test_repair_shows_what_it_would_write_and_writes_it_when_told_to(tmp_path: Path) -> None:
    good, ambiguous = "<spec>R &amp; D</spec>\n", "<spec><b>bold</spec>\n"
    make(tmp_path, {"a.py": "", "SPEC/a.xml": "<spec>R & D</spec>\n", "SPEC/b.xml": ambiguous})
    shown = netra(tmp_path, "spec", "repair")
    assert shown.code == 1
    assert "-<spec>R & D</spec>\n+<spec>R &amp; D</spec>" in shown.out
    assert "SPEC/b.xml:1  column 7: mismatched-tag: <b> is not closed before </spec>" in shown.out
    assert (tmp_path / "SPEC/a.xml").read_text() == "<spec>R & D</spec>\n"
    done = netra(tmp_path, "spec", "repair", "--apply", "SPEC/a.xml")
    assert (done.code, (tmp_path / "SPEC/a.xml").read_text()) == (0, good)
    assert (tmp_path / "SPEC/b.xml").read_text() == ambiguous
    assert netra(tmp_path, "changes", "undo").code == 0
    assert (tmp_path / "SPEC/a.xml").read_text() == "<spec>R & D</spec>\n"


def test_repair_is_not_refused_for_what_it_reveals(tmp_path: Path) -> None:
    dead = "<spec>R & D <file>gone.py</file><x id='a'/><x id='a'/></spec>"
    elsewhere = "<spec><link>SPEC/a.xml#gone</link></spec>"
    learning = '<learnings>{}<learning id="l" title="t"/></learnings>'
    learnings = {"SPEC/learnings/a.xml": learning.format("&"), "SPEC/learnings/b.xml": learning.format("")}
    make(tmp_path, {"a.py": "", "SPEC/a.xml": dead, "SPEC/b.xml": elsewhere, **learnings})
    assert netra(tmp_path, "check", "SPEC/b.xml", "-q").code == 0
    assert netra(tmp_path, "spec", "repair", "--apply").code == 0
    assert netra(tmp_path, "check", "--format", "concise").out.count("NET702") == 2


def test_repair_of_a_file_that_rules_read(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": "", "SPEC/no_test_stubs.xml": "<s><why>a & b</why></s>"})
    assert netra(tmp_path, "spec", "repair", "--apply").code == 0
    assert netra(tmp_path, "check").code == 0


def test_format(tmp_path: Path) -> None:
    make(tmp_path, {"docs/a.xml": "<a><b/></a>", "SPEC/a.xml": "<a>\n    <b/>\n</a>\n"})
    assert netra(tmp_path, "spec", "format", "--check").code == 0
    told = netra(tmp_path, "spec", "format", "--check", "docs")
    assert (told.code, told.out) == (1, "docs/a.xml: not laid out\n")
    assert netra(tmp_path, "spec", "format", "docs", "--apply").code == 0
    assert (tmp_path / "docs/a.xml").read_text() == "<a>\n    <b/>\n</a>\n"
    assert netra(tmp_path, "spec", "format", "docs", "--check").code == 0


def test_what_has_changed_since_it_was_confirmed(tmp_path: Path) -> None:
    text = "<spec><file>app/a.py</file> <file>data.txt</file></spec>\n"
    make(tmp_path, {"app/a.py": "A = 1\n", "data.txt": "1", "SPEC/a.xml": text, "SPEC/b.xml": text})
    select = ("check", "--select", "spec-drift", "--format", "concise")
    assert netra(tmp_path, *select).out == "PASS no findings in 3 files\n"
    assert netra(tmp_path, "spec", "confirm", "--apply").code == 0
    make(tmp_path, {"app/a.py": "A = 2\n", "data.txt": "1\r\n"}, old=False)
    assert netra(tmp_path, *select).out.splitlines()[:-1] == [
        f"SPEC/{name}.xml:1:{column}: NET703 spec-drift {target} has changed since this was confirmed"
        for name in "ab"
        for column, target in ((13, "app/a.py"), (35, "data.txt"))
    ]
    assert netra(tmp_path, "spec", "confirm", "SPEC/a.xml", "--apply").code == 0
    found = netra(tmp_path, *select).out
    assert ("SPEC/a.xml" in found, found.count("SPEC/b.xml")) == (False, 2)
    make(tmp_path, {"app/a.py": "A = 1\r\n", "data.txt": "1"}, old=False)
    assert "SPEC/b.xml" not in netra(tmp_path, *select).out


def test_of_what_has_a_name_only_its_own_lines_count(tmp_path: Path) -> None:
    spec = "<spec><module>app.a.connect</module><module>app.a.Pool.take</module></spec>"
    code = "def connect():\n    return 1\n\n\nclass Pool:\n    def take(self):\n        return 2\n"
    make(tmp_path, {"app/__init__.py": "", "app/a.py": code, "SPEC/a.xml": spec})
    select = ("check", "--select", "spec-drift", "--format", "concise")
    assert netra(tmp_path, "spec", "confirm", "--apply").code == 0
    make(tmp_path, {"app/a.py": "import os\n\n\n" + code}, old=False)
    assert netra(tmp_path, *select).out.startswith("PASS no findings")
    make(tmp_path, {"app/a.py": code.replace("2", "3")}, old=False)
    [line, _] = netra(tmp_path, *select).out.splitlines()
    assert line == (
        "SPEC/a.xml:1:45: NET703 spec-drift app/a.py::Pool.take has changed since this was confirmed"
    )


def test_no_xml_is_a_mistake(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": "", "docs/a.xml": "<a>", "SPEC/a.xml": "<a/>"})
    strange = netra(tmp_path, "spec", "check", "docs/a.xml")
    assert (strange.code, strange.err.splitlines()[0]) == (2, "netra: docs/a.xml is no file of knowledge")
    assert netra(tmp_path, "spec", "check", ".").code == 0
    ran = netra(tmp_path, "spec", "repair", "a.py")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "netra: there is no XML in a.py")


def test_a_baseline_knows_findings_about_knowledge(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": "", "SPEC/a.xml": BAD})
    assert netra(tmp_path, "baseline", "record").code == 0
    assert netra(tmp_path, "check").code == netra(tmp_path, "spec", "check").code == 0
    make(tmp_path, {"SPEC/a.xml": BAD.replace("gone", "there").replace(" & ", " &amp; ")})
    ran = netra(tmp_path, "spec", "check", "--format", "concise")
    assert (ran.code, ran.out.count("NET702"), ran.out.count("NET701")) == (1, 1, 0)


def test_an_exemption_accepts_findings_about_knowledge(tmp_path: Path) -> None:
    exemption = '<exemption path="SPEC/a.xml" rule="spec-invalid" reason="it comes from elsewhere"/>'
    make(
        tmp_path,
        {"a.py": "", "SPEC/a.xml": BAD, "SPEC/exemptions.xml": f"<exemptions>{exemption}</exemptions>"},
    )
    assert netra(tmp_path, "check").code == 0
    assert netra(tmp_path, "spec", "check").code == 0


def test_a_move_takes_the_references_along_and_leaves_what_is_told(tmp_path: Path) -> None:
    text = """<spec>
  <!-- é app/db.py -->
  <file>/app/db.py</file><link>app/db.py#L1</link><module>app.db.X</module><x é="" path="app/db.py:1"/>
  <command>python -m app.db</command><import>from app.db import X</import>
  <p>é see app/db.py:1 and app/db.py</p>
  <removed_files><file>app/db.py</file></removed_files>
</spec>
"""
    make(tmp_path, {"app/__init__.py": "", "app/db.py": "X = 1\n", "SPEC/a.xml": text})
    ran = netra(tmp_path, "structure", "move", "app/db.py", "app/store.py", "--apply")
    assert ran.code == 0, ran.out
    moved = (tmp_path / "SPEC/a.xml").read_text().splitlines()
    old = text.splitlines()
    assert [number for number, line in enumerate(old) if moved[number] != line] == [2, 3, 4]
    assert moved[2:4] == [
        line.replace("app/db", "app/store").replace("app.db", "app.store") for line in old[2:4]
    ]
    assert moved[4] == "  <p>é see app/store.py:1 and app/db.py</p>"
    assert netra(tmp_path, "spec", "check").code == 0
