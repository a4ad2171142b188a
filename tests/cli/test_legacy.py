"""`netra legacy find`: what is printed, by which exit code, from the cache and without."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.repository import make, netra

A = """LIMIT = 3


def f():
    return 1


def f_old():
    return g(LIMIT)


def g(x):
    return x
"""
FILES = {
    "app/__init__.py": "",
    "app/__main__.py": "from app.a import f\n\nf()\n",
    "app/a.py": A,
    "tests/test_a.py": "from app.b import h\n\n\ndef test_h():\n    assert h()\n",
    "app/b.py": "def h():\n    return 1\n",
}


def found(root: Path, *args: str) -> list[str]:
    """Ask what is dead, and give place and subject of each."""
    ran = netra(root, "legacy", "find", "--format", "json", *args)
    assert ran.code in (0, 1), ran.err
    findings = json.loads(ran.out)["findings"]
    assert ran.code == int(bool(findings))
    return [f"{one['path']}:{one['line']} {one['subject']}" for one in findings]


ALL = [
    "app/a.py:1 constant LIMIT",
    "app/a.py:8 function f_old",
    "app/a.py:12 function g",
    "app/b.py:1 module app.b",
]


def test_what_is_found_with_and_without_a_cache(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    assert found(root, "--no-cache") == ALL
    assert found(root) == ALL
    assert found(root) == ALL
    (root / "app/a.py").write_text("def f():\n    return 1\n")
    assert found(root) == ALL[3:]


def test_paths_and_filters(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    assert found(root, "app/b.py") == ALL[3:]
    assert found(root, "--only-tests") == ALL[3:]
    assert found(root, "--min-confidence", "high") == ALL
    assert found(root, "app/__init__.py") == []


def test_a_file_that_is_no_python_keeps_what_it_names(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    assert found(root) == ALL
    (root / "compose.yaml").write_text("command: python -m app.b\n")
    assert found(root) == [*ALL[:3], "app/b.py:1 function h"]


def test_what_is_allowed_stays(tmp_path: Path) -> None:
    allowed = '[[tool.netra.legacy.allowed]]\nsymbol = "app.a.*"\nreason = "the customer has a copy"\n'
    root = make(tmp_path, FILES | {"pyproject.toml": allowed})
    assert found(root) == ALL[3:]


def test_the_text_shows_evidence_cascade_and_who_changed_it_last(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    for command in (
        ("add", "."),
        ("-c", "user.name=Ada", "-c", "user.email=a@b", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    out = netra(root, "legacy", "find", "app/a.py").out
    assert "function `f_old` (2 lines): nothing refers to it; it stands beside `f` [high: " in out
    assert "goes with it: function `g`" in out
    assert "used only by `f_old`, which is dead, too" in out
    assert ", 0 days ago, by Ada" in out


def test_the_rule_is_off_unless_it_is_asked_for(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    assert "NET308" not in netra(root, "check").out
    told = netra(root, "check", "--select", "unreferenced", "--set", 'rules.unreferenced.severity="error"')
    assert (told.code, "NET308" in told.out) == (1, True)


def test_mistakes(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    ran = netra(root, "legacy", "find", "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "no such file or directory: nowhere" in ran.err
