"""The index holds what the files hold, however it came to be."""

from __future__ import annotations

import ast
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netra_tools.check.strings import open_index
from netra_tools.config.model import Config
from netra_tools.facts.read import read_source
from netra_tools.literals.postings import DEFINED, INDEX
from tests.literals.indexes import content, indexed
from tests.repository import make, netra

read_source(b"")  # the reader raises the recursion limit at its first use, which hypothesis minds

VALUES = ("alpha", "beta", "gamma", "", "a\\0b", "\\ud800", "ä", "x" * 300, "agent:{}", "two\\nlines", "it's")
NAMES = ("app/a.py", "app/b.py", "app/c.py", "app/tests/test_d.py")

VALUE = st.sampled_from(VALUES)
LINE = st.one_of(
    st.builds(lambda value: f'NAME = "{value}"', VALUE),
    st.builds(lambda value: f'call("{value}", key="{value}")', VALUE),
    st.builds(lambda value: f'from app.a import NAME; os.environ[NAME]; x["{value}"]', VALUE),
    st.just('"""Text."""'),
    st.just("def broken(:"),
)
SOURCE = st.lists(LINE, max_size=4).map("\n".join)
TREE = st.dictionaries(st.sampled_from(NAMES), SOURCE, min_size=1)


def put(root: Path, tree: dict[str, str]) -> None:
    for name in NAMES:
        (root / name).unlink(missing_ok=True)
    make(root, {"keep.py": "X = 1\n", **tree}, git=False, old=False)


@given(st.lists(TREE, min_size=2, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_index_brought_up_to_date_is_the_one_made_anew(
    tmp_path_factory: pytest.TempPathFactory, trees: list[dict[str, str]]
) -> None:
    root = tmp_path_factory.mktemp("repository")
    cache = tmp_path_factory.mktemp("cache")
    for tree in trees:
        put(root, tree)
        with indexed(root, cache) as updated, indexed(root) as new:
            assert content(updated) == content(new)


def test_jobs_make_no_difference(tmp_path: Path) -> None:
    files = {f"app/m{number}.py": f'A = "v{number}"\nB = call("v{number % 7}")\n' for number in range(30)}
    make(tmp_path, files)
    with indexed(tmp_path, jobs=1) as one, indexed(tmp_path, jobs=3) as three:
        assert content(one) == content(three)


@pytest.mark.parametrize("value", VALUES)
def test_values_come_back_as_they_are(tmp_path: Path, value: str) -> None:
    make(tmp_path, {"a.py": f'NAME = "{value}"\n'})
    with indexed(tmp_path) as store:
        (text,) = store.texts()
        assert text.value == ast.literal_eval(f'"{value}"')
        assert store.find(text.value) == text.number


def test_literals_of_a_file_that_does_not_parse_are_there_and_marked(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": 'def f():\n    return d["only_here"]\n\ndef broken(:\n'}, git=True)
    assert netra(tmp_path, "literals", "scan").code == 0
    ran = netra(tmp_path, "literals", "validate", "only_here")
    assert ran.code == 0
    assert "exact" in ran.out
    assert "only files that do not parse hold it" in ran.out


def test_a_value_below_what_is_left_out_is_unknown(tmp_path: Path) -> None:
    files = {
        "netra.toml": 'exclude = ["old/**"]\n',
        "app/a.py": 'NAME = "here"\n',
        "old/b.py": 'NAME = "only_there"\n',
    }
    make(tmp_path, files)
    netra(tmp_path, "literals", "scan")
    ran = netra(tmp_path, "literals", "validate", "only_there")
    assert ran.code == 2
    assert "unknown" in ran.out
    assert "old/b.py may hold it: it is left out" in ran.out
    assert netra(tmp_path, "literals", "validate", "nowhere_at_all_qq").code == 1


def test_an_edit_is_seen_at_once(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": 'NAME = "first"\n'})
    netra(tmp_path, "literals", "scan")
    assert netra(tmp_path, "literals", "validate", "second").code == 1
    (tmp_path / "a.py").write_text('NAME = "second"\n')
    assert netra(tmp_path, "literals", "validate", "second").code == 0
    assert netra(tmp_path, "literals", "validate", "first").code == 1
    (tmp_path / "a.py").unlink()
    (tmp_path / "b.py").write_text('NAME = "third"\n')
    assert netra(tmp_path, "literals", "validate", "second").code == 1
    assert netra(tmp_path, "literals", "validate", "third").code == 0


def test_a_check_keeps_the_index_too(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": 'NAME = "first"\n'})
    netra(tmp_path, "literals", "scan")
    (tmp_path / "a.py").write_text('NAME = "second"\n')
    netra(tmp_path, "check")
    with sqlite3.connect(tmp_path / ".netra/cache" / INDEX) as connection:
        values = {row[0] for row in connection.execute("select text from texts")}
    connection.close()
    assert values == {b"second"}


def test_a_check_makes_no_index_that_nobody_asked_for(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": 'NAME = "first"\n'})
    netra(tmp_path, "check")
    assert not (tmp_path / ".netra/cache" / INDEX).exists()


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(80), None])
def test_a_damaged_or_foreign_index_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    make(tmp_path, {"a.py": 'NAME = "first"\n'})
    netra(tmp_path, "literals", "scan")
    file = tmp_path / ".netra/cache" / INDEX
    if damage is None:
        file.unlink()
        with sqlite3.connect(file) as connection:
            connection.execute("create table texts (id integer)")
        connection.close()
    else:
        file.write_bytes(damage)
    ran = netra(tmp_path, "literals", "validate", "first")
    assert ran.code == 0
    assert ran.err in ("", f"netra: {INDEX} was damaged and has been rebuilt\n")
    assert "exact" in ran.out


def test_pages_that_are_damaged_are_made_anew(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": "\n".join(f'N{number} = "value{number}"' for number in range(500))})
    netra(tmp_path, "literals", "scan")
    file = tmp_path / ".netra/cache" / INDEX
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)
    ran = netra(tmp_path, "literals", "validate", "value7")
    assert ran.code == 0, ran.err
    assert "Traceback" not in ran.err


def test_two_writers(tmp_path: Path) -> None:
    make(tmp_path, {f"app/m{number}.py": f'A = "v{number}"\n' for number in range(50)})
    codes = []

    def scan() -> None:
        codes.append(netra(tmp_path, "literals", "scan").code)

    threads = [threading.Thread(target=scan) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [0, 0, 0]
    with indexed(tmp_path, tmp_path / ".netra/cache") as store, indexed(tmp_path) as new:
        assert content(store) == content(new)


def test_a_killed_scan_leaves_an_index_that_the_next_one_mends(tmp_path: Path) -> None:
    make(tmp_path, {f"app/m{number}.py": f'A = "v{number}"\n' * 50 for number in range(400)})
    for wait in (0.1, 0.2, 0.3, 0.4):
        running = subprocess.Popen([sys.executable, "-m", "netra_tools", "literals", "scan"], cwd=tmp_path)
        try:
            running.wait(wait)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
    ran = netra(tmp_path, "literals", "scan")
    assert ran.code == 0, ran.err
    with indexed(tmp_path, tmp_path / ".netra/cache") as store, indexed(tmp_path) as new:
        assert content(store) == content(new)


def test_a_tree_without_git(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": 'NAME = "first"\n'}, git=False)
    assert netra(tmp_path, "literals", "scan", "--root", ".").code == 0
    assert netra(tmp_path, "literals", "validate", "first", "--root", ".").code == 0


def test_a_moved_repository(tmp_path: Path) -> None:
    make(tmp_path / "old", {"a.py": 'NAME = "first"\n'})
    netra(tmp_path / "old", "literals", "scan")
    (tmp_path / "old").rename(tmp_path / "new")
    ran = netra(tmp_path / "new", "literals", "validate", "first", "nothing_like_it_qq")
    assert ran.code == 1
    assert '"first"  exact' in ran.out
    assert "nothing_like_it_qq" in ran.out


def test_without_a_cache_the_index_is_in_memory(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": 'NAME = "first"\n'})
    assert netra(tmp_path, "literals", "scan", "--no-cache").code == 0
    assert not (tmp_path / ".netra").exists()


def test_an_index_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert open_index(str(tmp_path / "file"), Config(str(tmp_path))) is None


DEFINITIONS = {
    'NAME = "wanted"': True,
    'class A(Enum):\n    B = "wanted"': True,
    'class T(Model):\n    __tablename__ = "wanted"': True,
    'class S(BaseSettings):\n    a: str = Field(alias="wanted")': True,
    'parser.add_argument("--wanted")': True,
    '@click.option("--wanted")\ndef f(): pass': True,
    '@app.get("/wanted")\ndef f(): pass': True,
    'def f():\n    name = "wanted"': False,
    'call("wanted")': False,
    'client.get("/wanted")': False,
    'd["wanted"]': False,
}


@pytest.mark.parametrize("source", DEFINITIONS)
def test_what_makes_a_value_known_is_told_from_its_uses(tmp_path: Path, source: str) -> None:
    make(tmp_path, {"a.py": source + "\n"})
    with indexed(tmp_path) as store:
        found = {text.value: text for text in store.texts()}
        (value,) = [value for value in found if value.strip("/-") == "wanted"]
        assert [bool(posting & DEFINED) for posting in found[value].postings] == [DEFINITIONS[source]]


def test_another_limit_asks_for_no_file_again(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": 'NAME = "first"\n'})
    netra(tmp_path, "literals", "scan")
    file = tmp_path / ".netra/cache" / INDEX

    def generation() -> object:
        with sqlite3.connect(file) as connection:
            row = connection.execute("select value from meta where key = 'generation'").fetchone()
        connection.close()
        return row

    before = generation()
    (tmp_path / "netra.toml").write_text("[rules.file-too-long]\nmax_lines = 7\n")
    assert netra(tmp_path, "literals", "validate", "first").code == 0
    assert generation() == before
    rule = '[[literals.rules]]\nassigned = "NAME"\ncategory = "events"\n'
    (tmp_path / "netra.toml").write_text(rule)
    assert "exact  events 1" in netra(tmp_path, "literals", "validate", "first").out
    assert generation() != before


def test_words_that_mean_the_same_here(tmp_path: Path) -> None:
    synonyms = '[literals]\nnear_synonyms = [["tenant", "customer"]]\n'
    make(tmp_path, {"a.py": 'x["tenant_identity"]\n', "netra.toml": synonyms})
    netra(tmp_path, "literals", "scan")
    for _ in "as the command", "as a process that only asks":
        assert "customer -> tenant" in netra(tmp_path, "literals", "validate", "customer_identity").out
    for file in (tmp_path / ".netra/cache").iterdir():
        file.unlink()
    assert "customer -> tenant" in netra(tmp_path, "literals", "validate", "customer_identity").out
