"""`netra fix` as its users call it: shown, done, done once, and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.repository import make, netra

CONFIG = """\
[tool.netra.rules.environment-access]
accessor = "app.settings:env"

[tool.netra.rules.canonical-import]
replacements = {"app.helpers.text" = "app.text"}

[tool.ruff.lint]
select = ["F", "I"]
"""
CORE = """\
import sys
import os

from .helpers.text import wrap

A = os.environ.get("A")
os.environ["B"] = f"x"


def read(name):
    with open(name) as file:
        return wrap(file.read())  # netra: ignore[too-complex] no more
"""
REPAIRED = """\
import os

from app.settings import env
from app.text import wrap

A = env("A")
os.environ["B"] = "x"


def read(name):
    with open(name, encoding="utf-8") as file:
        return wrap(file.read())
"""
FILES = {
    "pyproject.toml": CONFIG,
    "app/__init__.py": "",
    "app/helpers/__init__.py": "",
    "app/helpers/text.py": "from app.text import wrap\n\n__all__ = ['wrap']\n",
    "app/text.py": "def wrap(text):\n    return text\n",
    "app/settings.py": "import os\n\n\ndef env(name):\n    return os.environ.get(name)\n",
    "app/core_copy.py": CORE,
    "main.py": "from app.core_copy import read\n\nprint(read)\n",
}
AFTER = {
    **{name: text for name, text in FILES.items() if name != "app/core_copy.py"},
    "app/core.py": REPAIRED,
    "main.py": "from app.core import read\n\nprint(read)\n",
}
TABLE = """\
rule                tier  findings  repaired      left
environment-access     0         2         1         1
RUF:F401               0         1         1         0
RUF:F541               0         1         1         0
RUF:I001               0         1         1         0
RUF:PLW1514            0         1         1         0
canonical-import       0         1         1         0
file-name              0         1         1         0
relative-import        0         1         1         0
unused-suppression     0         1         1         0
"""


def content(root: Path) -> dict[str, str]:
    """Give all files of a repository but what git and netra keep."""
    paths = [path for path in root.rglob("*") if path.is_file() and path.parts[len(root.parts)][0] != "."]
    return {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in paths}


def test_findings_are_shown_repaired_once_and_brought_back(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    shown = netra(root, "fix")
    assert (shown.code, content(root)) == (0, FILES), shown
    assert TABLE in shown.out
    assert "nothing is written" in shown.out
    assert "rename to app/core.py" in shown.out
    done = netra(root, "fix", "--apply")
    assert (done.code, content(root)) == (0, AFTER), done
    again = netra(root, "fix", "--apply")
    assert (again.code, content(root)) == (0, AFTER), again
    assert "nothing to change" in again.out
    assert netra(root, "changes", "undo").code == 0
    assert content(root) == FILES


def test_each_finding_is_a_record(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    said = json.loads(netra(root, "fix", "--format", "json", "--rule", "environment-access").out)
    told = {record["subject"]: (record["outcome"], record["repair"]) for record in said["findings"]}
    assert told == {"A": ("repaired", "environment-access"), "B": ("left", "environment-access")}
    assert said["rules"] == [
        {"rule": "environment-access", "tier": "0", "found": 2, "repaired": 1, "left": 1}
    ]
    assert said["new"] == []
    assert [gate["outcome"] for gate in said["gates"]] == ["passed", "skipped", "passed", "passed"]
    assert [edit["path"] for edit in said["edits"]] == ["app/core_copy.py"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["--rule", "relative-imports"], "did you mean 'relative-import'?", id="a rule"),
        pytest.param(["--tier", "2"], "2 is not in the range", id="a tier"),
        pytest.param(["nowhere"], "there is no Python file at 'nowhere'", id="a path"),
    ],
)
def test_mistakes(tmp_path: Path, words: list[str], said: str) -> None:
    ran = netra(make(tmp_path, FILES), "fix", *words)
    assert (ran.code, said in ran.err) == (2, True), ran


def test_what_a_gate_refuses_is_left_out(tmp_path: Path) -> None:
    """The accessor may not be imported from everywhere: there the environment stays where it is asked."""
    contract = """
[[tool.netra.rules.layer-violation.contracts]]
name = "layers"
layers = ["app.settings", "app.low"]
"""
    asks = 'import os\n\n\ndef ask():\n    return os.environ.get("A")\n'
    files = {
        "pyproject.toml": CONFIG + contract,
        "app/__init__.py": "",
        "app/settings.py": FILES["app/settings.py"],
        "app/low.py": asks,
        "app/high.py": asks,
    }
    root = make(tmp_path, files)
    ran = netra(root, "fix", "--apply")
    assert ran.code == 0, ran
    assert "the gate `findings` refuses it: NET105 layer-violation" in ran.out
    repaired = 'from app.settings import env\n\n\ndef ask():\n    return env("A")\n'
    assert content(root) == {**files, "app/high.py": repaired}


def test_tiers(tmp_path: Path) -> None:
    files = {
        "netra.toml": "",
        "app/__init__.py": "",
        "app/a.py": "from app.b import B\n\n\ndef a():\n    return B\n",
        "app/b.py": "import app.a\n\nB = 1\n\n\ndef b():\n    return app.a.a\n",
    }
    root = make(tmp_path, files)
    safe = netra(root, "fix", "--tier", "0")
    assert "--tier 1 repairs it, where that can be" in safe.out
    assert "nothing to change" in safe.out
    assert netra(root, "fix", "--apply").code == 0
    assert content(root) == {
        **files,
        "app/a.py": "\n\ndef a():\n    from app.b import B\n    return B\n",
    }
