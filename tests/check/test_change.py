"""What a change brings: the difference between two full checks, however it is asked for."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from tests.repository import make, netra

COPY = "def f(a):\n" + "    a = a + 1\n" * 9
RECORD = "class A:\n    a: int\n    b: int\n    c: int"
LINES = (
    "from app import m1",
    "from .m2 import NAME",
    "import app.m3",
    "from app.m4 import *",
    "from app.m5 import NAME",
    "import os\nx = os.environ['X']",
    "x = (",
    "NAME = 1",
    "# netra: ignore[relative-import]\nfrom .m1 import NAME",
    "def f(a, b, c, d, e, g): ...",
    COPY,
    COPY.replace("f(a)", "g(a)"),
    RECORD,
    "",
)
NAMES = [f"app/m{number}.py" for number in range(8)]
Identity = tuple[str, str, str, int | None]


def git(root: Path, *arguments: str) -> None:
    """Run git with a name of its own."""
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def findings(root: Path, *args: str) -> set[Identity]:
    """Check and give the identities of the findings."""
    ran = netra(root, "check", "--format", "json", *args)
    assert ran.code in (0, 1), ran.err
    found = json.loads(ran.out)["findings"]
    return {(item["slug"], item["path"], item["subject"], item.get("value")) for item in found}


def news(before: set[Identity], after: set[Identity]) -> set[Identity]:
    """Subtract one full check from another: what is new, and what has a higher number."""
    values = {item[:3]: item[3] for item in before}
    return {
        item
        for item in after
        if item[:3] not in values or (item[3] is not None and item[3] > (values[item[:3]] or 0))
    }


def write(root: Path, chance: random.Random, name: str) -> None:
    """Give a file a random content."""
    (root / name).write_text("\n".join(chance.choices(LINES, k=chance.randrange(1, 5))) + "\n")


@pytest.mark.parametrize("seed", range(6))
def test_a_change_is_the_difference_of_two_full_checks(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = make(tmp_path / "work", {"app/__init__.py": ""})
    for name in NAMES[:6]:
        write(root, chance, name)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "before")
    before = findings(root, "--no-cache")
    for name in chance.sample(NAMES, 3):
        write(root, chance, name)
    if seed % 2:
        (root / chance.choice(NAMES[:3])).unlink(missing_ok=True)
        subprocess.run(["git", "clean", "-fdq", "app"], cwd=root, check=True)  # no other name for it
    expected = news(before, findings(root, "--no-cache"))
    assert findings(root, "--changed") == findings(root, "--changed", "--no-cache") == expected
    git(root, "add", "-A")
    assert findings(root, "--staged") == expected


def test_only_what_is_staged_counts(tmp_path: Path) -> None:
    root = make(tmp_path, {"app/__init__.py": "", "app/a.py": "x = 1\n", "app/b.py": "x = 1\n"})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "before")
    (root / "app" / "a.py").write_text("from . import b\n")
    git(root, "add", "-A")
    (root / "app" / "a.py").write_text("x = (\n")  # not staged
    (root / "app" / "b.py").write_text("from . import a\n")  # not staged
    (root / "app" / "c.py").write_text("from . import a\n")  # not even tracked
    assert findings(root, "--staged") == {("relative-import", "app/a.py", ".", None)}
    ran = netra(root, "check", "--staged")
    assert "from . import b" in ran.out  # the line as it is staged
    git(root, "commit", "-qm", "after")
    assert findings(root, "--staged") == set()
    assert {item[1] for item in findings(root, "--changed")} == {"app/a.py", "app/b.py", "app/c.py"}


CAUSED = {
    "a name now unresolved": (
        {"app/a.py": "NAME = 1\n", "app/b.py": "from app.a import NAME\n"},
        {"app/a.py": "OTHER = 1\n"},
        ("unresolved-import", "app/b.py"),
    ),
    "a module that is gone": (
        {"app/a.py": "", "app/b.py": "import app.a\n"},
        {"app/a.py": None},
        ("unresolved-import", "app/b.py"),
    ),
    "a cycle closed elsewhere": (
        {"app/a.py": "import app.b\n", "app/b.py": "import app.c\n", "app/c.py": ""},
        {"app/c.py": "import app.a\n"},
        ("import-cycle", "app/a.py"),
    ),
    "a number that has grown": (
        {"app/a.py": "def f(a, b, c, d, e, g): ...\n"},
        {"app/a.py": "def f(a, b, c, d, e, g, h): ...\n"},
        ("too-many-parameters", "app/a.py"),
    ),
    "a copy made elsewhere": (
        {"app/b.py": COPY},
        {"app/a.py": COPY},
        ("duplicate-function", "app/b.py"),
    ),
    "a type declared elsewhere": (
        {"app/b.py": RECORD},
        {"app/a.py": RECORD},
        ("duplicate-type", "app/b.py"),
    ),
    "a comment of no use any more": (
        {"app/a.py": "", "app/b.py": "import app.c  # netra: ignore[unresolved-import] made later\n"},
        {"app/c.py": ""},
        ("unused-suppression", "app/b.py"),
    ),
}


@pytest.mark.parametrize(("files", "edits", "expected"), CAUSED.values(), ids=CAUSED.keys())
@pytest.mark.parametrize("option", ["--changed", "--staged"])
def test_what_a_change_causes_elsewhere_is_found(
    tmp_path: Path,
    files: dict[str, str],
    edits: dict[str, str | None],
    expected: tuple[str, str],
    option: str,
) -> None:
    root = make(tmp_path, {"app/__init__.py": "", **files})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "before")
    assert findings(root, option) == set()
    for name, text in edits.items():
        (root / name).unlink(missing_ok=True)
        if text is not None:
            (root / name).write_text(text)
    git(root, "add", "-A")
    assert {item[:2] for item in findings(root, option)} == {expected}


def test_a_renamed_file_brings_nothing_and_a_lower_number_neither(tmp_path: Path) -> None:
    long = "x = 1\n" * 500
    root = make(tmp_path, {"app/__init__.py": "", "app/old.py": long, "app/b.py": long})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "before")
    git(root, "mv", "app/old.py", "app/fresh.py")
    (root / "app" / "b.py").write_text("x = 1\n" * 499)
    git(root, "add", "-A")
    assert findings(root, "--changed") == findings(root, "--staged") == set()


def test_a_branch_is_compared_with_where_it_began(tmp_path: Path) -> None:
    root = make(tmp_path, {"app/__init__.py": "", "app/a.py": ""})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "before")
    git(root, "branch", "-M", "trunk")
    git(root, "checkout", "-qb", "topic")
    (root / "app" / "a.py").write_text("from . import __name__\n")
    git(root, "commit", "-qam", "topic")
    git(root, "checkout", "-q", "trunk")
    (root / "app" / "b.py").write_text("")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "trunk")
    git(root, "checkout", "-q", "topic")
    assert {item[0] for item in findings(root, "--changed=trunk")} == {"relative-import"}


def test_what_cannot_be_compared_says_so(tmp_path: Path) -> None:
    root = make(tmp_path / "one", {"a.py": ""})
    ran = netra(root, "check", "--changed=nowhere")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "netra: git knows no commit 'nowhere'")
    bare = make(tmp_path / "two", {"a.py": ""}, git=False)
    assert netra(bare, "check", "--staged").code == 2
    assert netra(root, "check", "--staged", "--changed").code == 2


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    root = make(tmp_path, {"app/__init__.py": "", "app/a.py": "from . import b\n"})
    git(root, "add", "-A")
    assert findings(root, "--staged") == findings(root, "--changed") == findings(root)


def test_a_shallow_clone_says_what_to_do(tmp_path: Path) -> None:
    root = make(tmp_path / "one", {"app/__init__.py": "", "app/a.py": ""})
    for number in range(3):
        (root / "app" / "a.py").write_text(f"x = {number}\n")
        git(root, "add", "-A")
        git(root, "commit", "-qm", str(number))
    first = subprocess.run(
        ["git", "rev-parse", "HEAD~2"], cwd=root, check=True, capture_output=True, text=True
    )
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "two")
    ran = netra(tmp_path / "two", "check", f"--changed={first.stdout.strip()}")
    assert ran.code == 2
    assert "shallow" in ran.err
    assert findings(tmp_path / "two", "--changed") == set()


def test_unsaved_text_is_checked_in_place_of_the_file(tmp_path: Path) -> None:
    root = make(tmp_path, {"app/__init__.py": "", "app/a.py": "x = 1\n", "app/b.py": "from . import a\n"})
    text = "from . import os\n"
    for name in ("app/a.py", "app/new.py"):
        ran = netra(root, "check", "-", "--stdin-filename", name, feed=text)
        assert ran.code == 1
        assert f"{name}:1:1" in ran.out
        assert "from . import os" in ran.out
    assert netra(root, "check", "-", feed=text).code == 2
    assert netra(root, "check", "app/b.py", "--stdin-filename", "app/a.py", feed=text).code == 2
    assert {item[1] for item in findings(root)} == {"app/b.py"}  # nothing of it was remembered
