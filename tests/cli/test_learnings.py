"""`netra learnings add`, `search`, `show` and `index`, as their users run them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from netra_tools.learnings.model import FOLDER, INDEX
from tests.repository import Ran, make, netra

GIVEN: dict[str, Any] = {
    "id": "L-1",
    "title": "Keys name the configuration",
    "severity": "high",
    "date": "2025-03-01",
    "category": "caching",
    "problem": "findings were stale\n  after a change",
    "root-cause": "the key left the limits out",
    "solution": ["put the fingerprint in"],
    "files": ["app/cache.py"],
    "tags": "cache, key",
}
WRITTEN = """<?xml version="1.0" encoding="UTF-8"?>
<learnings>
    <learning id="L-1" severity="high" date="2025-03-01" category="caching">
        <title>Keys name the configuration</title>
        <problem>
            findings were stale
              after a change
        </problem>
        <root_cause>the key left the limits out</root_cause>
        <solution>put the fingerprint in</solution>
        <files>
            <file>app/cache.py</file>
        </files>
        <keywords>cache, key</keywords>
    </learning>
</learnings>
"""
TITLE = ("--title", "Locks are held too long", "--problem", "two builds wait for one another")


def shop(root: Path, *learnings: dict[str, object]) -> Path:
    """Make a repository with learnings."""
    make(root, {"netra.toml": "", "app/cache.py": "A = 1\n"})
    if learnings:
        ran = netra(root, "learnings", "add", "-", feed=json.dumps(learnings))
        assert ran.code == 0, ran.err
    return root


def add(root: Path, *words: str, feed: str = "") -> Ran:
    """Run `netra learnings add`."""
    return netra(root, "learnings", "add", *words, feed=feed)


def test_what_is_given_as_json_is_written_and_checked(tmp_path: Path) -> None:
    shop(tmp_path)
    (tmp_path / "l.json").write_text(json.dumps([GIVEN]), encoding="utf-8")
    ran = add(tmp_path, "--from", "l.json")
    assert (ran.code, ran.out, ran.err) == (0, f"added L-1 in {FOLDER}/caching.xml\n", "")
    assert (tmp_path / FOLDER / "caching.xml").read_text(encoding="utf-8") == WRITTEN
    assert netra(tmp_path, "spec", "check", "--strict").code == 0


def test_options_make_a_learning(tmp_path: Path) -> None:
    shop(tmp_path)
    ran = netra(tmp_path / "app", "learnings", "add", *TITLE, "--file", "cache.py:3", "--keyword", "lock")
    assert ran.out == f"added locks-are-held-too-long in {FOLDER}/general.xml\n"
    text = (tmp_path / FOLDER / "general.xml").read_text(encoding="utf-8")
    assert "<file>app/cache.py:3</file>" in text
    assert 'severity="medium"' in text


FORM = """# remarks
title: Locks are held
severity: low
problem: two builds
  wait for one another
keywords: lock, wait
"""


def test_a_form_is_read_from_standard_input_and_an_editor(tmp_path: Path) -> None:
    shop(tmp_path)
    assert add(tmp_path, "-", "--topic", "builds", feed=FORM).out.endswith("/builds.xml\n")
    (tmp_path / "form.txt").write_text(
        FORM.replace("Locks", "Files").replace("wait", "stay"), encoding="utf-8"
    )
    editor = f"{sys.executable} -c 'import sys,shutil; shutil.copy(\"form.txt\", sys.argv[1])'"
    ran = netra(tmp_path, "learnings", "add", "--editor", VISUAL=editor, EDITOR=editor)
    assert ran.out == f"added files-are-held in {FOLDER}/general.xml\n", ran.err
    shown = json.loads(netra(tmp_path, "learnings", "show", "locks-are-held", "--format", "json").out)
    assert shown[0]["problem"] == "two builds\n  wait for one another"
    assert shown[0]["keywords"] == ["lock", "wait"]


@pytest.mark.parametrize(
    ("words", "feed", "said"),
    [
        pytest.param(
            ["-"], json.dumps(GIVEN), f"there is a learning 'L-1' already, in {FOLDER}/caching.xml:3", id="id"
        ),
        pytest.param(
            ["-"], json.dumps({**GIVEN, "id": ""}), "that is written down already, as 'L-1'", id="itself"
        ),
        pytest.param(["-"], "", "standard input is empty", id="nothing"),
        pytest.param(["-"], '{"title": ', "standard input is not JSON", id="no JSON"),
        pytest.param(["-"], '{"title": "x", "sevrity": "low"}', "a learning has no 'sevrity'", id="a key"),
        pytest.param(["-"], '{"title": 1.5, "problem": {}}', "title is a text, given 1.5", id="a type"),
        pytest.param(["-"], "hello", "standard input begins with no label", id="no form"),
        pytest.param(["--title", "x"], "", "'x' says only its title", id="a title alone"),
        pytest.param(["--problem", "x"], "", "a learning needs a title", id="no title"),
        pytest.param([*TITLE, "--date", "1.2.2025"], "", "'1.2.2025' is no date", id="a date"),
        pytest.param([*TITLE, "--id", "a b"], "", "'a b' is no id", id="an id"),
        pytest.param([*TITLE, "--topic", "index"], "", "'index' is no topic", id="the index"),
        pytest.param([*TITLE, "--solution", "a\x1b[0m"], "", "the character U+001B", id="a character"),
        pytest.param(
            ["--extend", "L-2", "--solution", "x"], "", "there is no learning 'L-2'", id="extend what"
        ),
        pytest.param(["--extend", "L-1"], "", "nothing is added", id="extend with nothing"),
        pytest.param(["--from", "gone.json"], "", "cannot read gone.json", id="a file that is gone"),
        pytest.param(["--from", "x", "-"], "", "a learning comes from one place", id="two places"),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(
    tmp_path: Path, words: list[str], feed: str, said: str
) -> None:
    shop(tmp_path, GIVEN)
    ran = add(tmp_path, *words, feed=feed)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["caching.xml"]
    assert (tmp_path / FOLDER / "caching.xml").read_text(encoding="utf-8") == WRITTEN


def test_what_is_much_alike_is_told_and_can_be_added_to(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    close = {**GIVEN, "id": "L-2", "root-cause": "the key left all limits out"}
    ran = add(tmp_path, "-", feed=json.dumps(close))
    assert ran.code == 0
    assert "netra: 'L-2' is much like 'L-1' (" in ran.err
    assert "--extend L-1 adds to that one instead" in ran.err
    assert netra(tmp_path, "changes", "undo", ran.err.split("undo ")[1].split(",")[0]).code == 0
    ran = add(tmp_path, "--extend", "L-1", "--solution", "and the version", "--keyword", "version")
    assert (ran.out, ran.err) == (f"extended L-1 in {FOLDER}/caching.xml\n", "")
    text = (tmp_path / FOLDER / "caching.xml").read_text(encoding="utf-8")
    more = WRITTEN.replace("fingerprint in<", "fingerprint in\n            and the version<")
    assert text == more.replace("cache, key<", "cache, key, version<")


def test_a_dry_run_shows_the_diff_and_json_says_what_was_done(tmp_path: Path) -> None:
    shop(tmp_path)
    ran = add(tmp_path, *TITLE, "--dry-run")
    assert (ran.code, "+        <title>Locks are held too long</title>" in ran.out) == (0, True)
    assert not (tmp_path / FOLDER).exists()
    said = json.loads(add(tmp_path, *TITLE, "--dry-run", "--format", "json").out)
    assert "+    <learning" in said["diff"]
    said = json.loads(add(tmp_path, *TITLE, "--format", "json").out)
    path = f"{FOLDER}/general.xml"
    assert said["learnings"] == [
        {"id": "locks-are-held-too-long", "path": path, "extends": False, "near": []}
    ]
    assert netra(tmp_path, "changes", "undo", said["applied"]).code == 0
    assert not (tmp_path / FOLDER).exists()


def test_a_broken_file_is_named_and_left_alone(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    make(tmp_path, {f"{FOLDER}/general.xml": "<learnings>R&D</learnings>"})
    ran = add(tmp_path, *TITLE)
    assert ran.code == 2
    assert "hint: netra spec repair mends" in ran.err
    ran = netra(tmp_path, "learnings", "search", "keys")
    assert ran.err == f"netra: {FOLDER}/general.xml:1 is not read: a bare & stands in text: write &amp;\n"
    assert ran.out.startswith("L-1: ")


def test_search_takes_words_and_filters(tmp_path: Path) -> None:
    other = {**GIVEN, "id": "L-2", "title": "Locks", "severity": "low", "category": "builds", "files": "app/"}
    shop(tmp_path, GIVEN, {**other, "problem": "builds waited", "root-cause": "", "tags": ""})
    cases = {
        "stale findings": ["L-1"],
        "finding": ["L-1"],
        "waiting": ["L-2"],
        "--severity low": ["L-2"],
        "--category Caching": ["L-1"],
        "--path app/cache.py": ["L-1", "L-2"],
        "--path app/cache.py locks": ["L-2"],
        "--path other": [],
        "": ["L-1", "L-2"],
        "nonsense": [],
    }
    for words, ids in cases.items():
        ran = netra(tmp_path, "learnings", "search", *words.split(), "--format", "json")
        found = json.loads(ran.out)
        assert [one["id"] for one in found["learnings"]] == ids, words
        assert (found["found"], ran.code) == (len(ids), 0 if ids else 1)
    ran = netra(tmp_path / "app", "learnings", "search", "--path", "cache.py", "--limit", "1")
    assert ran.out == (
        f"L-1: Keys name the configuration\n    {FOLDER}/caching.xml:3  high, caching, 2025-03-01\n"
        "    put the fingerprint in\n... and 1 more of 2; --limit 0 shows all\n"
    )


def test_show_writes_all_of_it(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    ran = netra(tmp_path, "learnings", "show", "L-1")
    assert (
        ran.out
        == f"""L-1: Keys name the configuration
    {FOLDER}/caching.xml:3  high, caching, 2025-03-01
  Problem:
    findings were stale
      after a change
  Root cause:
    the key left the limits out
  Solution:
    put the fingerprint in
  Files: app/cache.py
  Keywords: cache, key
"""
    )
    ran = netra(tmp_path, "learnings", "show", "L-11")
    assert (ran.code, ran.err) == (2, "netra: there is no learning 'L-11'\n  hint: did you mean 'L-1'?\n")


INDEXED = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- written by netra learnings index: do not edit -->
<learnings_index>
    <critical-takeaways>
        <takeaway ref="L-1" severity="high">put the fingerprint in</takeaway>
    </critical-takeaways>
    <category name="caching">
        <learning id="L-1" severity="high" date="2025-03-01" path="{FOLDER}/caching.xml">
            <title>Keys name the configuration</title>
            <keywords>cache, key</keywords>
        </learning>
    </category>
</learnings_index>
"""


def test_the_index_is_written_checked_and_follows(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    assert netra(tmp_path, "learnings", "index", "--check").code == 1
    assert netra(tmp_path, "learnings", "index").out == f"{INDEX}: index 1 learning\n"
    assert (tmp_path / INDEX).read_text(encoding="utf-8") == INDEXED
    assert netra(tmp_path, "learnings", "index").out == f"{INDEX}: index 1 learning, as before\n"
    assert netra(tmp_path, "spec", "check", "--strict").code == 0
    assert add(tmp_path, *TITLE).code == 0
    assert 'id="locks-are-held-too-long"' in (tmp_path / INDEX).read_text(encoding="utf-8")
    assert netra(tmp_path, "learnings", "index", "--check").code == 0


def test_what_git_ignores_is_not_in_the_index(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    draft = WRITTEN.replace("L-1", "L-2")
    make(tmp_path, {".gitignore": "draft.xml\n", f"{FOLDER}/draft.xml": draft, "SPEC/learnings.xml": draft})
    assert netra(tmp_path, "learnings", "index").out == f"{INDEX}: index 2 learnings\n"
    assert "draft" not in (tmp_path / INDEX).read_text(encoding="utf-8")
    assert netra(tmp_path, "learnings", "show", "L-2").out.count("L-2: ") == 2


def test_without_anything_nothing_is_made(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": ""}, git=False)
    assert (
        netra(tmp_path, "learnings", "search", "x").out == "there are no learnings yet: netra learnings add\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.py"]


def test_twenty_at_once_lose_nothing(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    netra(tmp_path, "learnings", "index")
    command = [
        sys.executable,
        "-m",
        "netra_tools",
        "learnings",
        "add",
        "--problem",
        "p",
        "--category",
        "caching",
    ]
    titles = [f"Number {number}" for number in range(20)]
    several = [
        subprocess.Popen([*command, "--title", title], cwd=tmp_path, stdout=subprocess.DEVNULL)
        for title in titles
    ]
    assert [one.wait() for one in several] == [0] * 20
    found = json.loads(netra(tmp_path, "learnings", "search", "--limit", "0", "--format", "json").out)
    assert sorted(one["title"] for one in found["learnings"]) == sorted([GIVEN["title"], *titles])
    assert netra(tmp_path, "learnings", "index", "--check").code == 0
    assert {path.suffix for path in (tmp_path / FOLDER).iterdir()} == {".xml"}


def git(root: Path, *words: str) -> None:
    """Run git."""
    identity = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def branches(root: Path, one: str, two: str) -> None:
    """Make a branch `one` and be on a branch `two`, each with learnings of its own beside those of both."""
    shop(root, *[{**GIVEN, "id": name, "title": f"T {name}", "problem": f"P {name}"} for name in "bfmt"])
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    for branch, names in (("one", one), ("two", two)):
        git(root, "checkout", "-qb", branch, "HEAD" if branch == "one" else "one~1")
        for name in names:
            said = ("--title", f"T {name}", "--problem", f"P {name}", "--category", "caching")
            assert add(root, "--id", name, *said).code == 0
        git(root, "commit", "-qam", branch)


def ids(root: Path) -> str:
    """Give the ids of all learnings, in their order, each a letter."""
    found = json.loads(netra(root, "learnings", "search", "--limit", "0", "--format", "json").out)
    lines = {one["line"]: one["id"] for one in found["learnings"]}
    return "".join(name for _, name in sorted(lines.items()))


def test_branches_that_add_are_merged_by_git_alone(tmp_path: Path) -> None:
    branches(tmp_path, "an", "hz")
    git(tmp_path, "merge", "-q", "one")
    assert ids(tmp_path) == "abfhmntz"
    assert netra(tmp_path, "spec", "check").code == 0


def test_branches_that_add_at_one_place_are_merged_with_the_driver(tmp_path: Path) -> None:
    branches(tmp_path, "ghz", "ikx")
    with pytest.raises(subprocess.CalledProcessError):
        git(tmp_path, "merge", "-q", "one")
    assert netra(tmp_path, "learnings", "search", "x").err.startswith(f"netra: {FOLDER}/caching.xml:")
    ran = netra(tmp_path, "learnings", "merge")
    assert (ran.code, ran.out) == (
        0,
        f"joined {FOLDER}/caching.xml; git add it, then netra learnings index\n",
    )
    assert ids(tmp_path) == "bfghikmtxz"
    git(tmp_path, "merge", "--abort")
    make(tmp_path, {".gitattributes": f"{FOLDER}/*.xml merge=learnings\n"})
    git(
        tmp_path,
        "config",
        "merge.learnings.driver",
        f"{sys.executable} -m netra_tools learnings merge %O %A %B",
    )
    git(tmp_path, "merge", "-q", "one")
    assert ids(tmp_path) == "bfghikmtxz"
    assert netra(tmp_path, "learnings", "merge").out == "no file of learnings is in conflict\n"


def test_a_driver_leaves_to_people_what_both_changed(tmp_path: Path) -> None:
    branches(tmp_path, "z", "z")
    make(tmp_path, {".gitattributes": f"{FOLDER}/*.xml merge=learnings\n"})
    git(
        tmp_path,
        "config",
        "merge.learnings.driver",
        f"{sys.executable} -m netra_tools learnings merge %O %A %B",
    )
    add(tmp_path, "--extend", "z", "--solution", "another")
    git(tmp_path, "commit", "-qam", "more")
    with pytest.raises(subprocess.CalledProcessError):
        git(tmp_path, "merge", "-q", "one")
    assert "<<<<<<< ours" in (tmp_path / FOLDER / "caching.xml").read_text(encoding="utf-8")
    ran = netra(tmp_path, "learnings", "merge")
    assert (ran.code, "both sides changed 'z'" in ran.out) == (1, True)


HEAVY = {"lxml", "hypothesis", "netra_tools.knowledge.document", "netra_tools.learnings.reading", "tomllib"}


def test_a_search_reads_no_xml_when_nothing_is_new(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    code = (
        "import sys; from netra_tools.cli.door import run; run(['learnings', 'search', 'keys']);"
        f"print(sorted({HEAVY} & set(sys.modules)))"
    )
    first, second = [
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert first.stdout.startswith("L-1: ")
    assert first.stdout.endswith("['netra_tools.knowledge.document', 'netra_tools.learnings.reading']\n")
    assert second.stdout.endswith("[]\n")


def test_a_cache_that_somebody_else_wrote_is_not_read(tmp_path: Path) -> None:
    shop(tmp_path, GIVEN)
    said = netra(tmp_path, "learnings", "search", "keys").out
    kept = tmp_path / ".netra" / "cache" / "learnings"
    for damage in (kept.read_bytes()[:-1], b"", kept.read_bytes().replace(b"Keys", b"Toys")):
        kept.write_bytes(damage)
        assert netra(tmp_path, "learnings", "search", "keys").out == said
    (tmp_path / ".netra" / "cache" / ".gitignore").unlink()
    assert netra(tmp_path, "learnings", "search", "keys").out == said
