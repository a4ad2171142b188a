"""`netra learnings apply`, `check` and `suggest`, and the name that pipelines call."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import netra_tools
from netra_tools.changes.journal.refused import FILE
from netra_tools.learnings.model import FOLDER, INDEX
from tests.repository import make, netra

DOOR = Path(__file__).resolve().parents[2] / "scripts" / "update_specs_from_learnings.py"
SPEC = '<specification>\n    <section id="keys"/>\n    <section id="disk"/>\n</specification>\n'
GIVEN: dict[str, Any] = {
    "id": "L-7",
    "title": "Keys name the limits",
    "takeaway": "name all of them",
    "spec": "SPEC/s.xml",
    "section": "keys",
    "date": "2025-03-01",
}
REF = '<learning-ref ref="L-7" severity="medium">Keys name the limits: name all of them</learning-ref>'
SAID = SPEC.replace('<section id="keys"/>', f'<section id="keys">\n        {REF}\n    </section>')


def shop(root: Path, *given: dict[str, Any]) -> Path:
    """Make a repository with a specification and learnings."""
    make(root, {"netra.toml": "", "app/a.py": "A = 1\n", "SPEC/s.xml": SPEC})
    if given:
        ran = netra(root, "learnings", "add", "-", feed=json.dumps(given))
        assert ran.code == 0, ran.err
    return root


def text(root: Path, path: str = "SPEC/s.xml") -> str:
    """Read a file."""
    return (root / path).read_text(encoding="utf-8")


def apply(root: Path, *words: str) -> int:
    """Apply learnings, and give the exit code."""
    return netra(root, "learnings", "apply", *words).code


def test_it_is_shown_written_and_taken_back(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    before = text(tmp_path, f"{FOLDER}/general.xml")
    ran = netra(tmp_path, "learnings", "apply")
    assert (ran.code, f"+        {REF}" in ran.out, text(tmp_path)) == (0, True, SPEC)
    assert apply(tmp_path, "--check") == 1
    assert apply(tmp_path, "--apply") == 0
    assert text(tmp_path) == SAID
    link = '        <applied-to spec="SPEC/s.xml" section="keys"/>\n    </learning>'
    assert text(tmp_path, f"{FOLDER}/general.xml") == before.replace("    </learning>", link)
    assert apply(tmp_path, "--check") == apply(tmp_path, "--apply") == 0
    assert text(tmp_path) == SAID
    assert netra(tmp_path, "spec", "check", "--strict").code == 0
    assert netra(tmp_path, "changes", "undo").code == 0
    assert (text(tmp_path), text(tmp_path, f"{FOLDER}/general.xml")) == (SPEC, before)


def test_it_follows_when_it_belongs_elsewhere(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    make(tmp_path, {"SPEC/t.xml": SPEC})
    apply(tmp_path, "--apply")
    netra(tmp_path, "learnings", "add", "--extend", "L-7", "--section", "disk")
    assert apply(tmp_path, "--apply") == 0
    assert text(tmp_path) == SPEC.replace(
        '<section id="keys"/>', '<section id="keys">\n    </section>'
    ).replace('<section id="disk"/>', f'<section id="disk">\n        {REF}\n    </section>')
    netra(tmp_path, "learnings", "add", "--extend", "L-7", "--spec", "t.xml")
    assert apply(tmp_path, "--apply") == 0
    assert (REF in text(tmp_path), REF in text(tmp_path, "SPEC/t.xml")) == (False, True)
    assert text(tmp_path, f"{FOLDER}/general.xml").count("<applied-to") == 1
    assert netra(tmp_path, "learnings", "check").code == 0


@pytest.mark.parametrize(
    ("spec", "section", "said"),
    [
        ("SPEC/s.xml", "key", "'L-8': SPEC/s.xml has no section 'key'; did you mean 'keys'?"),
        ("SPEC/gone.xml", "keys", "'L-8': there is no specification SPEC/gone.xml"),
        ("app/a.py", "keys", "'L-8': the specification app/a.py is no XML"),
        ("../s.xml", "keys", "'L-8': there is no specification ../s.xml"),
    ],
)
def test_what_cannot_be_applied_is_named(tmp_path: Path, spec: str, section: str, said: str) -> None:
    other = {
        **GIVEN,
        "id": "L-8",
        "title": "Disks are slow",
        "takeaway": "wait",
        "spec": spec,
        "section": section,
    }
    shop(tmp_path, GIVEN, other)
    ran = netra(tmp_path, "learnings", "apply", "--apply")
    assert (ran.code, said in ran.err, text(tmp_path)) == (1, True, SPEC)
    assert apply(tmp_path, "--apply", "L-7") == 0
    assert text(tmp_path) == SAID
    assert apply(tmp_path, "L-9") == 2


@pytest.mark.parametrize(
    ("words", "code", "after"),
    [
        pytest.param([], 0, SAID, id="it writes"),
        pytest.param(["--dry-run"], 0, SPEC, id="it shows"),
        pytest.param(["L-7"], 0, SAID, id="one"),
        pytest.param(["L-8"], 2, SPEC, id="one that is not there"),
        pytest.param(["--all"], 2, SPEC, id="a flag that is none"),
    ],
)
def test_the_name_that_pipelines_call(tmp_path: Path, words: list[str], code: int, after: str) -> None:
    shop(tmp_path, GIVEN)
    env = {**os.environ, "PYTHONPATH": str(Path(netra_tools.__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, str(DOOR), *words], cwd=tmp_path, env=env, capture_output=True, check=False
    )
    assert (done.returncode, text(tmp_path)) == (code, after)


def test_check_tells_what_takes_all_of_them(tmp_path: Path) -> None:
    thin = '<learning id="a" title="A"/><learning id="L-7" title="B"><file>gone/x.py</file></learning>'
    twin = {**GIVEN, "id": "L-8", "title": "Keys name the limit", "takeaway": "Name all of them!"}
    assert netra(make(tmp_path, {"netra.toml": ""}), "learnings", "check").code == 0
    shop(tmp_path, GIVEN, twin)
    assert netra(tmp_path, "learnings", "index").code == 0
    ran = netra(tmp_path, "learnings", "check", "--format", "concise")
    assert (ran.code, ran.out.count("learning-twin"), "says nearly what 'L-7' says (100%" in ran.out) == (
        0,
        1,
        True,
    )
    assert netra(tmp_path, "learnings", "check", "--strict").code == 1
    make(tmp_path, {f"{FOLDER}/more.xml": f"<learnings>{thin}</learnings>"})
    ran = netra(tmp_path, "learnings", "check", "--format", "concise", "--show", "0")
    assert ran.code == 1
    wanted = (
        "the id 'L-7' is that of a learning in",
        "gone/x.py",
        "'a' says only its title",
        f"{INDEX}:1:1: learnings-index it is not as the files of learnings say",
    )
    for said in wanted:
        assert said in ran.out, ran.out


def test_suggestions_are_taken_by_add_and_not_made_twice(tmp_path: Path) -> None:
    shop(tmp_path)
    assert json.loads(netra(tmp_path, "learnings", "suggest").out) == []
    netra(tmp_path, "structure", "move", "app/a.py", "app/b.py", "--apply")
    netra(tmp_path, "changes", "undo")
    for _ in range(2):
        netra(tmp_path, "structure", "move", "app/a.py", "app/c.py", "--gate", "false")
    ran = netra(tmp_path, "learnings", "suggest")
    undone, refused = json.loads(ran.out)
    assert undone["title"] == "Taken back: app/a.py -> app/b.py"
    assert undone["files"] == ["app/a.py"]
    assert refused["id"] == "refused-structure-move-command"
    assert "planned 2 times" in refused["problem"] and "`false` ended with 1" in refused["problem"]
    assert not (tmp_path / FOLDER).exists()
    assert len((tmp_path / FILE).read_text().splitlines()) == 2
    assert netra(tmp_path, "learnings", "add", "-", feed=ran.out).code == 0
    assert json.loads(netra(tmp_path, "learnings", "suggest").out) == []
    assert netra(tmp_path, "spec", "check").code == 0


def test_a_change_that_was_made_again_teaches_nothing(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    netra(tmp_path, "structure", "move", "app/a.py", "app/b.py", "--apply")
    name = netra(tmp_path, "changes", "undo").out.split("netra changes undo ")[1].split()[0]
    assert len(json.loads(netra(tmp_path, "learnings", "suggest").out)) == 1
    assert netra(tmp_path, "changes", "undo", name).code == 0
    assert json.loads(netra(tmp_path, "learnings", "suggest").out) == []


def commit(root: Path, source: str) -> None:
    """Commit a source, and the baseline that fits it."""
    (root / "app" / "a.py").write_text(source, encoding="utf-8")
    assert netra(root, "baseline", "record", "--grow").code == 0
    identity = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    subprocess.run(["git", *identity, "commit", "-qm", "c"], cwd=root, check=True)


def test_findings_that_came_back_are_suggested(tmp_path: Path) -> None:
    shop(tmp_path)
    bad, worse, good = "from .b import b\n", "from .b import b\nfrom .c import c\n", "A = 1\n"
    for source in (worse, good, bad):
        commit(tmp_path, source)
    (tmp_path / "app" / "a.py").write_text(worse, encoding="utf-8")
    found = {one["keywords"][0]: one for one in json.loads(netra(tmp_path, "learnings", "suggest").out)}
    lines = found["relative-import"]["problem"].splitlines()
    assert lines[0] == "What relative-import reports in app/a.py was mended and is there again:"
    assert [line.rpartition("back at ")[2] == "now" for line in lines[1:]] == [False, True]
