"""`netra status`: what is written, printed and compared, by which exit code."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.repository import make, netra

DAY = "2026-01-02T03:04:05Z"
LONG = "def long() -> None:\n" + "    print()\n" * 30
LEARNT = """<learnings category="Testing">
  <learning id="a" severity="HIGH"><title>A</title></learning>
  <learning id="b"><category>web</category><severity>low</severity><title>B</title></learning>
</learnings>
"""
FILES = {
    "netra.toml": '[rules.file-too-long]\nmax_lines = 400\n\n[services.shop]\nroot = "shop"\n',
    "shop/app/__init__.py": "",
    "shop/app/__main__.py": "from app.long import long\n\nlong()\n",
    "shop/app/long.py": LONG + "\n\ndef _dead(a: int) -> int:\n    return a + 1\n",
    "shop/tests/unit/test_long.py": "def test_long() -> None:\n    assert 1 + 1\n",
    "tools/broken.py": "def f(:\n",
    "SPEC/learnings/testing.xml": LEARNT,
}


def repository(root: Path) -> Path:
    """Make a repository with one commit."""
    make(root, FILES)
    commit(root, DAY)
    return root


def commit(root: Path, when: str) -> None:
    """Commit all there is."""
    names = ("-c", "user.name=n", "-c", "user.email=e@example.org")
    dated = {**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
    for command in (["add", "-A"], [*names, "commit", "-qm", "x", "--no-gpg-sign"]):
        subprocess.run(["git", "-C", str(root), *names, *command], env=dated, check=True)


def document(root: Path, *args: str) -> Any:
    """Ask for the status as JSON."""
    ran = netra(root, "status", "--format", "json", *args)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_it_writes_the_file_and_prints_a_summary(tmp_path: Path) -> None:
    root = repository(tmp_path)
    ran = netra(root, "status")
    assert ran.code == 0, ran.err
    assert "score 80.0 fair: the lesser of 80.0 (lowest critical dimension)" in ran.out
    assert "unknown: Coverage: run the tests with coverage" in ran.out
    assert ran.out.endswith("wrote MASTER_WIP_STATUS.md\n")
    text = (root / "MASTER_WIP_STATUS.md").read_text(encoding="utf-8")
    assert text.startswith("# Status of ")
    assert "| `shop` | service |" in text
    assert "| NET201 | max\\_lines | 400 | netra.toml |" in text
    assert "- `tools/broken.py:1`" in text
    assert f"| 1 | netra check |  | {DAY} |  |" in text
    assert str(root) not in text
    before = text
    assert netra(root, "status", "--no-cache").code == 0
    assert (root / "MASTER_WIP_STATUS.md").read_text(encoding="utf-8") == before


def test_check(tmp_path: Path) -> None:
    root = repository(tmp_path)
    ran = netra(root, "status", "--check")
    assert (ran.code, ran.out) == (
        1,
        "MASTER_WIP_STATUS.md does not exist: run netra status and commit what it writes\n",
    )
    netra(root, "status")
    commit(root, "2026-02-02T00:00:00Z")
    assert netra(root, "status", "--check").out == "MASTER_WIP_STATUS.md is up to date\n"
    (root / "tools" / "broken.py").write_text("def f() -> None:\n    pass\n", encoding="utf-8")
    ran = netra(root, "status", "--check")
    assert ran.code == 1
    assert ran.out.startswith("MASTER_WIP_STATUS.md is out of date")
    assert "- - `tools/broken.py:1` expected" in ran.out
    assert netra(root, "status", "--check", "--format", "json").code == 2


def test_the_same_data_as_json(tmp_path: Path) -> None:
    root = repository(tmp_path)
    found = document(root)
    assert found["repository"]["commit"]
    assert found["repository"]["committed_at"] == DAY
    assert found["repository"]["edited"] is False
    rules = {one["slug"]: one for one in found["rules"]}
    assert rules["function-too-long"]["new"]["value"] == 1
    assert rules["function-too-long"]["known"]["value"] is None
    assert "baseline record" in rules["function-too-long"]["known"]["missing"]
    finding = next(one for one in found["findings"] if one["rule"] == "NET202")
    assert finding["area"] == "shop"
    assert finding["source"]["lines"][0] == "def long() -> None:"
    assert [one["path"] for one in found["failures"]] == ["tools/broken.py"]
    assert found["dead_code"]["symbols"]["value"] == 1
    assert found["dead_code"]["largest"][0]["name"] == "_dead"
    assert {one["name"]: one["count"]["value"] for one in found["tests"]["levels"]}["unit"] == 1
    assert found["complexity"]["maintainability"]["unmeasured"]["value"] == 1


def test_learnings_and_specifications(tmp_path: Path) -> None:
    found = document(repository(tmp_path))
    learnings = found["learnings"]
    assert learnings["count"]["value"] == 2
    assert {name: one["value"] for name, one in learnings["categories"].items()} == {"testing": 1, "web": 1}
    assert {name: one["value"] for name, one in learnings["severities"].items()} == {"high": 1, "low": 1}
    assert found["specifications"]["files"]["value"] == 1
    assert found["specifications"]["well_formed"]["value"] == 1


def test_what_the_baseline_knows_and_what_is_stale_in_it(tmp_path: Path) -> None:
    root = repository(tmp_path)
    assert netra(root, "baseline", "record").code == 0
    (root / "shop" / "app" / "long.py").write_text(LONG.replace("long", "longer"), encoding="utf-8")
    (root / "tools" / "more.py").write_text(LONG, encoding="utf-8")
    rule = next(one for one in document(root)["rules"] if one["slug"] == "function-too-long")
    assert [rule[name]["value"] for name in ("new", "known", "stale")] == [2, 0, 1]
    broken = next(one for one in document(root)["rules"] if one["slug"] == "syntax-error")
    assert [broken[name]["value"] for name in ("new", "known", "stale")] == [0, 1, 0]


def test_reports_that_are_older_than_the_code(tmp_path: Path) -> None:
    root = repository(tmp_path)
    line = '<class filename="shop/app/long.py"><line number="1" hits="1"/></class>'
    xml = '<coverage timestamp="{}">' + line + "</coverage>"
    (root / "coverage.xml").write_text(xml.format(1767323045), encoding="utf-8")
    assert document(root)["coverage"]["lines"]["source"]["stale"] is None
    (root / "coverage.xml").write_text(xml.format(1767323044), encoding="utf-8")
    assert (
        document(root)["coverage"]["lines"]["source"]["stale"] == f"older than the code, which changed {DAY}"
    )
    text = netra(root, "status", "--format", "markdown").out
    assert "| coverage | lines, % | 100.0 \\[2, stale\\] |" in text


def test_edits_move_the_time_of_the_code(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "README.md").write_text("x", encoding="utf-8")
    commit(root, "2026-03-03T00:00:00Z")
    found = document(root)
    assert found["repository"]["committed_at"] == "2026-03-03T00:00:00Z"
    assert found["rules"][0]["new"]["source"]["at"] == DAY
    path = root / "tools" / "broken.py"
    path.write_text("def g(:\n", encoding="utf-8")
    os.utime(path, (1_800_000_000, 1_800_000_000))
    found = document(root)
    assert found["repository"]["edited"] is True
    assert found["rules"][0]["new"]["source"]["at"] == "2027-01-15T08:00:00Z"


def test_touched_files_are_no_edits_and_new_and_deleted_ones_are(tmp_path: Path) -> None:
    root = repository(tmp_path)
    os.utime(root / "tools" / "broken.py", (1_800_000_000, 1_800_000_000))
    assert document(root)["repository"]["edited"] is False
    (root / "tools" / "more.py").write_text("A = 1\n", encoding="utf-8")
    os.utime(root / "tools" / "more.py", (1_800_000_000, 1_800_000_000))
    found = document(root)
    assert found["repository"]["edited"] is True
    assert found["rules"][0]["new"]["source"]["at"] == "2027-01-15T08:00:00Z"
    (root / "tools" / "more.py").unlink()
    (root / "tools" / "broken.py").unlink()
    assert document(root)["repository"]["edited"] is True


def test_paths_narrow_it_and_write_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path)
    ran = netra(root / "shop", "status", ".")
    assert ran.code == 0, ran.err
    assert "only shop" in ran.out
    assert not (root / "MASTER_WIP_STATUS.md").exists()
    found = document(root, "shop")
    assert found["failures"] == []
    assert [one["name"] for one in found["areas"]] == ["shop"]
    assert netra(root, "status", "nowhere").code == 2


def test_a_base_comes_first(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "tools" / "broken.py").rename(root / "tools" / "still.py")
    (root / "shop" / "app" / "long.py").write_text("def long() -> None:\n    pass\n", encoding="utf-8")
    (root / "tools" / "more.py").write_text(LONG, encoding="utf-8")
    subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
    ran = netra(root, "status", "--base", "HEAD", "--format", "markdown")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("## :x: netra: 1 new, 1 fixed; score ")
    assert "\n| Size and shape | 80.0 | 83.3 | +3.33 |\n" in ran.out
    new, fixed = ran.out.split("<details>")[1:3]
    assert "- `tools/more.py:1` NET202: `long` has 30 body lines, limit 25" in new
    assert "- `shop/app/long.py:1` NET202: `long` has 30 body lines, limit 25" in fixed
    assert not (root / "MASTER_WIP_STATUS.md").exists()
    ran = netra(root, "status", "--base", "HEAD", "shop")
    assert "since HEAD: 0 new, 0 worse, 0 better, 1 fixed" in ran.out
    delta = document(root, "--base", "HEAD", "shop")["delta"]
    scores = {one["name"]: (one["before"]["value"], one["after"]["value"]) for one in delta["dimensions"]}
    assert scores["limits"] == (75.0, 100.0)
    assert netra(root, "status", "--base", "nothing").code == 2


def test_where_and_in_which_format_it_is_written(tmp_path: Path) -> None:
    root = repository(tmp_path)
    ran = netra(root, "status", "--output", "status.json", "--set", 'status.output = "docs/STATUS.md"')
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "wrote status.json")
    assert json.loads((root / "status.json").read_text(encoding="utf-8"))["schema_version"] == 1
    (root / "docs").mkdir()
    assert netra(root, "status", "--set", 'status.output="docs/STATUS.md"').code == 0
    assert (root / "docs" / "STATUS.md").exists()
    assert not (root / "MASTER_WIP_STATUS.md").exists()
    assert netra(root, "status", "--output", "none/x.md").code == 2
    assert netra(root, "status", "--coverage", "none.xml").code == 2


def test_without_git(tmp_path: Path) -> None:
    root = make(tmp_path, FILES, git=False)
    found = document(root)
    assert found["repository"]["commit"] is None
    assert found["rules"][0]["new"]["source"]["at"] == "2020-09-13T12:26:40Z"
    assert netra(root, "status").code == 0


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    found = document(make(tmp_path, FILES))
    assert (found["repository"]["commit"], found["repository"]["branch"]) == (None, None)
    assert found["scores"]["system"]["value"] is not None
