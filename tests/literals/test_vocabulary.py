"""The committed vocabulary: the same bytes for the same tree, and branches that merge."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.errors import NetraError
from netra_tools.literals import vocabulary
from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.categories import VOCABULARY as COUNT
from netra_tools.literals.vocabulary import Vocabulary
from tests.repository import make, netra

MANIFEST = "SPEC/generated/string_literals.json"
FOLDER = "SPEC/generated/string_literals"
STATES = 'class State(Enum):\n    ON = "on"\n    OFF = "off"\n'
WORDS = st.frozensets(st.tuples(st.text(max_size=8), st.sampled_from(CATEGORIES[:COUNT])), max_size=12)


def git(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    command = ["git", *identity, *args]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def committed(root: Path) -> dict[str, bytes]:
    files = [root / MANIFEST, *(root / FOLDER).iterdir()]
    return {path.name: path.read_bytes() for path in files}


@given(WORDS)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, words: frozenset[object]) -> None:
    root = tmp_path_factory.mktemp("vocabulary")
    written = Vocabulary(words, ("app",), tests=True)  # type: ignore[arg-type] # pairs of texts
    vocabulary.write(str(root), vocabulary.files_of(MANIFEST, written))
    assert vocabulary.read(str(root), MANIFEST) == written
    assert vocabulary.write(str(root), vocabulary.files_of(MANIFEST, written)) == []


def test_lone_surrogates_are_ascii_and_come_back(tmp_path: Path) -> None:
    written = Vocabulary(frozenset({("\ud800\0é", "fields")}), (".",))
    vocabulary.write(str(tmp_path), vocabulary.files_of(MANIFEST, written))
    assert (tmp_path / FOLDER / "fields.jsonl").read_bytes() == b'["\\ud800\\u0000\\u00e9","fields"]\n'
    assert vocabulary.read(str(tmp_path), MANIFEST) == written


def test_two_scans_write_the_same_bytes_and_only_what_is_known_by_content(tmp_path: Path) -> None:
    files = {"app/a.py": STATES + 'x = os.environ["APP_KEY"]\n', "app/b.py": 'd["field"]\n'}
    for name in ("one", "other"):
        make(tmp_path / name, dict(reversed(files.items())) if name == "other" else files)
        assert netra(tmp_path / name, "literals", "scan", *(["--jobs", "2"] * (name == "other"))).code == 0
    one, other = committed(tmp_path / "one"), committed(tmp_path / "other")
    assert one == other
    assert json.loads(one["environment.jsonl"]) == ["APP_KEY", "environment"]
    assert netra(tmp_path / "one", "literals", "scan").code == 0
    assert committed(tmp_path / "one") == one


def test_bytes_are_apart(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": 'x[b"raw_key"]\ny["text_key"]\nz = f(b"PNG", mode=b"raw_key")\n'})
    netra(tmp_path, "literals", "scan")
    assert committed(tmp_path)["fields.jsonl"] == b'["text_key","fields"]\n'
    assert "exact  data 2" in netra(tmp_path, "literals", "validate", "raw_key").out


def test_scan_check_tells_a_difference_and_writes_nothing(tmp_path: Path) -> None:
    make(tmp_path, {"app/a.py": STATES})
    assert netra(tmp_path, "literals", "scan", "--check").code == 1
    assert not (tmp_path / "SPEC").exists()
    netra(tmp_path, "literals", "scan")
    assert netra(tmp_path, "literals", "scan", "--check").code == 0
    (tmp_path / "app/a.py").write_text(STATES + '    IDLE = "idle"\n')
    ran = netra(tmp_path, "literals", "scan", "--check")
    assert ran.code == 1
    assert '+ "idle"  states' in ran.out
    assert b"idle" not in committed(tmp_path)["states.jsonl"]


def branch(root: Path, base: str, files: dict[str, str], *, attributes: bool) -> None:
    """Commit files and their vocabulary on a branch of their own, called as the first of them."""
    if base:
        git(root, "checkout", "-q", "-b", next(iter(files)).replace("/", "-"), base)
    make(root, files)
    netra(root, "literals", "scan")
    if not attributes:
        (root / FOLDER / ".gitattributes").unlink()
    git(root, "add", "-A")
    git(root, "commit", "-qm", "some literals")


@pytest.mark.parametrize(
    ("one", "other", "attributes"),
    [("state_b", "state_z", True), ("state_b", "state_z", False), ("state_ba", "state_bb", True)],
)
def test_branches_that_add_different_literals_merge(
    tmp_path: Path, one: str, other: str, attributes: bool
) -> None:
    members = "".join(f'    {letter} = "state_{letter.lower()}"\n' for letter in "ADGJMPSVY")
    branch(
        tmp_path, "", {"a.py": f"class State(Enum):\n{members}", ".gitignore": ".netra\n"}, attributes=True
    )
    base = git(tmp_path, "rev-parse", "HEAD").stdout.strip()
    for name, value in (("b.py", one), ("c.py", other)):
        source = f'class Other(Enum):\n    STATE = "{value}"\n'
        branch(tmp_path, base, {name: source}, attributes=attributes)
    merged = git(tmp_path, "merge", "-q", "b.py")
    assert merged.returncode == 0, merged.stdout
    assert netra(tmp_path, "literals", "scan", "--check").code == 0


def test_a_vocabulary_that_loses_a_fifth_is_refused(tmp_path: Path) -> None:
    members = "".join(f'    S{number} = "state{number}"\n' for number in range(20))
    make(tmp_path, {"app/a.py": "class State(Enum):\n" + members})
    netra(tmp_path, "literals", "scan")
    (tmp_path / "app/a.py").write_text(STATES)
    ran = netra(tmp_path, "literals", "scan")
    assert ran.code == 2
    assert "would shrink from" in ran.err
    assert b"state7" in committed(tmp_path)["states.jsonl"]
    assert netra(tmp_path, "literals", "scan", "--allow-loss").code == 0
    assert b"state7" not in committed(tmp_path)["states.jsonl"]


def test_a_root_that_is_gone_is_refused(tmp_path: Path) -> None:
    make(tmp_path, {"app/a.py": STATES, "lib/b.py": "X = 1\n"})
    netra(tmp_path, "literals", "scan")
    (tmp_path / "lib").rename(tmp_path / "moved")
    ran = netra(tmp_path, "literals", "scan")
    assert ran.code == 2
    assert "nothing is read below lib any more" in ran.err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (MANIFEST, "{", "is no manifest"),
        (MANIFEST, '{"schema_version": 99, "scope": {"roots": [], "tests": false}}', "has form 99"),
        (f"{FOLDER}/states.jsonl", '<<<<<<< HEAD\n["a","states"]\n', "states.jsonl:1 holds conflict markers"),
        (f"{FOLDER}/states.jsonl", '["a","states"]\nstates\n', "states.jsonl:2 is no line"),
        (f"{FOLDER}/states.jsonl", '["a","colours"]\n', "states.jsonl:1 is no line"),
    ],
)
def test_a_damaged_vocabulary_is_said(tmp_path: Path, name: str, text: str, said: str) -> None:
    written = Vocabulary(frozenset({("a", "states")}), (".",))
    vocabulary.write(str(tmp_path), vocabulary.files_of(MANIFEST, written))
    (tmp_path / name).write_text(text)
    with pytest.raises(NetraError, match=said):
        vocabulary.read(str(tmp_path), MANIFEST)


def test_without_an_index_the_vocabulary_answers_and_says_so(tmp_path: Path) -> None:
    make(tmp_path, {"app/a.py": STATES.replace('"on"', '"connected"')})
    netra(tmp_path, "literals", "scan")
    for file in (tmp_path / ".netra/cache").iterdir():
        if file.is_file():
            file.unlink()
    ran = netra(tmp_path, "literals", "validate", "connected", "conected", "nothing_of_the_kind")
    assert ran.code == 1
    assert '"connected"  exact  states' in ran.out
    assert 'meant    "connected" (states)  one letter missing: n' in ran.out
    assert "vocabulary only" in ran.out
    assert "nothing_of_the_kind" in ran.out
    assert not (tmp_path / ".netra/cache/literals.sqlite").exists()


def test_many_values_on_standard_input(tmp_path: Path) -> None:
    make(tmp_path, {"app/a.py": STATES})
    netra(tmp_path, "literals", "scan")
    ran = netra(tmp_path, "literals", "validate", "-", "--json", feed="on\nof\n\n" + "off\n" * 20_000)
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [answer["status"] for answer in answers[:2]] == ["exact", "near"] or answers[1][
        "status"
    ] == "absent"
    assert len(answers) == 20_002
