"""`netra legacy remove` as its users run it: what is shown, what is written, what is refused."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.fix.removals import files_below
from tests.repository import Ran, make, netra

A = """import json


def f():
    return 1


# The old way.
def f_old():
    return g()


def g():
    return json
"""
FILES = {
    "app/__init__.py": "",
    "app/__main__.py": "from app.a import f\n\nf()\n",
    "app/a.py": A,
    "app/b.py": "def h():\n    return 1\n",
    "docs/a.md": "`app.a.f_old` is old.\n",
}
HIGH = "[high: its name is used nowhere]"
TOO = "which is dead, too"
SHOWN = f"""\
4 things in 2 groups, 6 lines

app/a.py:f_old
  app/a.py:9  function `f_old` (2 lines): nothing refers to it; it stands beside `f` {HIGH}
  app/a.py:1  import `json` (1 line): used only by `g`, {TOO} [high: the name is used nowhere in \
the file, and nobody imports it from there]
  app/a.py:13  function `g` (2 lines): used only by `f_old`, {TOO} {HIGH}

app/b.py
  app/b.py:1  module `app.b` (2 lines): nothing imports or runs it [high: it only defines things, \
and nothing imports it]

still spoken of; look whether that is still true:
  docs/a.md:1  documentation speaks of `app.a.f_old`

what nothing needs goes

  1 changed, 1 deleted

  changed  app/a.py
  deleted  app/b.py

diff --git a/app/a.py b/app/a.py
--- a/app/a.py
+++ b/app/a.py
@@ -1,14 +1,2 @@
-import json
-
-
 def f():
     return 1
-
-
-# The old way.
-def f_old():
-    return g()
-
-
-def g():
-    return json
diff --git a/app/b.py b/app/b.py
deleted file mode 100644
--- a/app/b.py
+++ /dev/null
@@ -1,2 +0,0 @@
-def h():
-    return 1
"""


def remove(root: Path, *args: str) -> Ran:
    """Run the command."""
    return netra(root, "legacy", "remove", *args)


def test_the_whole_way(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    before = files_below(root)
    shown = remove(root)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(SHOWN)
    assert shown.out.endswith("\nnothing is written; --apply does it\n")
    assert files_below(root) == before
    done = remove(root, "--execute")
    assert (done.code, done.err) == (0, "")
    assert "done, 2 files; netra changes undo takes it back" in done.out
    assert (root / "app/a.py").read_text() == "def f():\n    return 1\n"
    assert not (root / "app/b.py").exists()
    again = remove(root, "--execute")
    assert (again.code, again.out) == (0, "nothing to remove\n\n  nothing to change\n")
    assert netra(root, "changes", "undo").code == 0
    assert files_below(root) == before


def test_json_says_the_same(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    said = json.loads(remove(root, "--format", "json", "--symbol", "app.a.f_old").out)
    assert [(one["group"], one["kind"], one["name"]) for one in said["gone"]] == [
        ("app/a.py:f_old", "function", "f_old"),
        ("app/a.py:f_old", "import", "json"),
        ("app/a.py:f_old", "function", "g"),
    ]
    assert [one["path"] for one in said["mentions"]] == ["docs/a.md"]
    assert [one["path"] for one in said["edits"]] == ["app/a.py"]
    assert said["safe_part"] is None
    assert {one["gate"] for one in said["gates"]} >= {"parse", "resolve", "findings"}


@pytest.mark.parametrize(
    ("words", "left"),
    [
        pytest.param("--group app/b.py", {"app/a.py"}, id="a group"),
        pytest.param("--only-tests", {"app/a.py", "app/b.py"}, id="nothing that tests alone use"),
        pytest.param("--set legacy.roots=['app.b.*']", {"app/b.py"}, id="the configuration"),
    ],
)
def test_what_is_selected(tmp_path: Path, words: str, left: set[str]) -> None:
    root = make(tmp_path, FILES)
    assert remove(root, *words.split(), "--execute").code == 0
    unchanged = {path for path in ("app/a.py", "app/b.py") if (root / path).exists()}
    unchanged = {path for path in unchanged if (root / path).read_text() == FILES[path]}
    assert unchanged == left


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param("nowhere", 2, "nowhere", id="a path that is not there"),
        pytest.param("--dry-run --execute", 2, "contradict one another", id="both"),
        pytest.param("--without app/c.py", 2, "nothing is called `app/c.py`", id="nothing to leave alone"),
        pytest.param("--min-confidence sure", 2, "--min-confidence", id="no level"),
        pytest.param("--symbol f --execute", 1, "it is in use: app/__main__.py:1 uses it", id="used"),
        pytest.param(
            "--symbol f --symbol f_old --execute", 1, "(--keep-going does the rest)", id="one of two is used"
        ),
        pytest.param("--symbol odd", 0, "nothing is called `odd`, or it is gone already", id="unknown"),
    ],
)
def test_what_cannot_be(tmp_path: Path, words: str, code: int, said: str) -> None:
    root = make(tmp_path, FILES)
    before = files_below(root)
    ran = remove(root, *words.split())
    assert ran.code == code, ran.out + ran.err
    assert said in ran.out + ran.err
    assert files_below(root) == before


def test_the_rest_goes_when_it_may(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    ran = remove(root, "--symbol", "f", "--symbol", "f_old", "--execute", "--keep-going")
    assert ran.code == 0, ran.out
    assert "asked for" not in ran.out and "stays, though" in ran.out
    assert (root / "app/a.py").read_text() == "def f():\n    return 1\n"


# The gate is a program that wants one of the groups to stay: something that nobody can see points at it.
GATE = "python -c \"import os, sys; sys.exit(not os.path.exists('app/b.py'))\""
REFUSED = """
the largest part that passes has 1 group of 2:
  netra legacy remove --without app/b.py --execute
(--keep-going does it at once)
"""


def test_a_gate_refuses_and_the_largest_part_that_passes_is_offered(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    before = files_below(root)
    ran = remove(root, "--execute", "--gate", GATE)
    assert ran.code == 1
    assert ran.out.endswith(f"\nrefused: nothing is written\n{REFUSED}"), ran.out
    assert files_below(root) == before


def test_the_largest_part_that_passes_is_done_when_that_is_asked_for(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    ran = remove(root, "--execute", "--keep-going", "--gate", GATE)
    assert ran.code == 0, ran.out
    assert "left out: app/b.py\n" in ran.out
    assert (root / "app/b.py").exists()
    assert (root / "app/a.py").read_text() == "def f():\n    return 1\n"


def test_nothing_passes(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    ran = remove(root, "--gate", 'python -c "import sys; sys.exit(1)"')
    assert (ran.code, ran.out.endswith("\nno part of it passes\n")) == (1, True), ran.out


def test_from_another_directory_and_without_git(tmp_path: Path) -> None:
    root = make(tmp_path / "one", FILES | {"netra.toml": ""}, git=False)
    ran = netra(tmp_path, "legacy", "remove", "--root", "one", "--execute")
    assert ran.code == 0, ran.err
    assert not (root / "app/b.py").exists()
    ran = netra(root / "app", "legacy", "remove")
    assert (ran.code, ran.out) == (0, "nothing to remove\n\n  nothing to change\n")


def test_pytest_may_collect_fewer_tests(tmp_path: Path) -> None:
    tests = {
        "tests/test_a.py": (
            "import pytest\n\nfrom app.a import f, f_old\n\n\ndef test_f():\n    assert f()\n\n\n"
            '@pytest.mark.parametrize("n", [1, 2])\ndef test_old(n):\n    assert f_old()\n'
        ),
        "tests/test_b.py": "from app.b import h\n\n\nclass TestB:\n    def test_h(self):\n        h()\n",
    }
    root = make(tmp_path, FILES | tests)
    ran = remove(root, "--execute", "--collect", "--no-diff")
    assert ran.code == 0, ran.out
    assert "passed   collect" in ran.out
    left = "from app.a import f\n\n\ndef test_f():\n    assert f()\n"
    assert (root / "tests/test_a.py").read_text() == left
    assert not (root / "tests/test_b.py").exists()


def test_it_is_staged_and_undone_with_git(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    git = ("git", "-C", str(root), "-c", "user.name=Ada", "-c", "user.email=a@b")
    for words in (("add", "."), ("commit", "-qm", "x")):
        subprocess.run([*git, *words], check=True)
    assert remove(root, "--execute", "--stage", "--collect").code == 0
    status = subprocess.run(
        [*git, "status", "--porcelain", "app"], capture_output=True, text=True, check=True
    )
    assert status.stdout == "M  app/a.py\nD  app/b.py\n"
