"""TypeScript and JavaScript in a whole check: which files, which rules, which facts are kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import Ran, make, netra

pytest.importorskip("tree_sitter_typescript")

CONFIG = (
    'script_roots = ["web"]\n[rules.file-too-long]\nmax_lines = 3\n[rules.too-complex]\nmax_complexity = 2\n'
)
LONG = "\n".join(["const a = 1"] * 4) + "\n"
FILES = {"netra.toml": CONFIG, "app/__init__.py": "", "app/core.py": "import os\n"}
CONCISE = ("--format", "concise", "--no-cache")


def lines(ran: Ran) -> list[str]:
    """Give the findings of a concise report."""
    return [line for line in ran.out.splitlines() if line.startswith(("web/", "app/", "lib/"))]


CASES: dict[str, tuple[str, str | bytes, list[str]]] = {
    "a long file": ("web/a.ts", LONG, ["web/a.ts:1:1: NET201 file-too-long 4 lines, limit 3"]),
    "a function": (
        "web/a.jsx",
        "const f = a => a ? <b/> : a && c\n",
        ["web/a.jsx:1:7: NET203 too-complex `f` has complexity 3, limit 2"],
    ),
    "parameters": (
        "web/a.mjs",
        "class A { m(a, b, c, d, e) {} n(a, b, c, d, e, f) {} }\n",
        ["web/a.mjs:1:31: NET206 too-many-parameters `A.n` has 6 parameters, limit 5"],
    ),
    "bytes": ("web/a.js", b"a\n\xff\n", ["web/a.js:2:1: NET002 encoding not UTF-8: byte 0xff"]),
    "silenced": ("web/a.ts", "// netra: ignore-file[file-too-long] generated\n" + LONG, []),
    "declarations": ("web/a.d.ts", LONG, []),
    "elsewhere": ("lib/a.ts", LONG, []),
    "rules of Python": ("web/a.ts", 'import {x} from "./b"\nexport * from "no/such"\n', []),
    "a name": ("web/a_old.ts", "", []),
}


@pytest.mark.parametrize("name", CASES)
def test_findings(name: str, tmp_path: Path) -> None:
    path, text, expected = CASES[name]
    root = make(tmp_path, {**FILES, "web/empty.js": "", path: text})
    ran = netra(root, "check", "--strict", *CONCISE)
    assert lines(ran) == expected
    assert ran.code == bool(expected)


def test_what_is_not_understood_is_a_warning(tmp_path: Path) -> None:
    root = make(tmp_path, {**FILES, "web/a.ts": "let = (\n"})
    plain, strict = netra(root, "check", *CONCISE), netra(root, "check", "--strict", *CONCISE)
    assert (plain.code, strict.code) == (0, 1)
    assert "web/a.ts:1:" in plain.out and "NET001 syntax-error" in plain.out


def test_the_same_bytes_in_two_languages(tmp_path: Path) -> None:
    """Facts are kept by content: TypeScript's are not those of JavaScript, nor of Python."""
    text = "a = 1\n# b\nlet c: string\n"
    root = make(
        tmp_path, {**FILES, "web/a.py": text, "web/b.ts": "let c: string\n", "web/c.js": "let c: string\n"}
    )
    first = netra(root, "check", "--format", "concise")
    assert [line.split(":")[0] for line in lines(first)] == ["web/a.py", "web/c.js"]
    (root / "web/d.js").write_text("let c: string\n")
    (root / "web/e.ts").write_text("let c: string\n")
    again = netra(root, "check", "--format", "concise")
    assert [line.split(":")[0] for line in lines(again)] == ["web/a.py", "web/c.js", "web/d.js"]
    cold = netra(root, "check", *CONCISE)
    assert lines(cold) == lines(again)


def test_scripts_alone_can_be_checked(tmp_path: Path) -> None:
    root = make(tmp_path, {"netra.toml": CONFIG, "web/a.ts": LONG})
    for _ in range(2):
        ran = netra(root, "check", "--format", "concise")
        assert lines(ran) == ["web/a.ts:1:1: NET201 file-too-long 4 lines, limit 3"]


def test_a_script_that_changes_is_read_again(tmp_path: Path) -> None:
    root = make(tmp_path, {**FILES, "web/a.ts": "let a\n"})
    assert lines(netra(root, "check", "--format", "concise")) == []
    (root / "web/a.ts").write_text(LONG)
    assert len(lines(netra(root, "check", "--format", "concise"))) == 1


def test_changes_of_scripts_are_told_and_old_findings_are_not(tmp_path: Path) -> None:
    root = make(tmp_path, {**FILES, "web/old.ts": LONG, "web/a.ts": "let a\n"})
    who = ("-c", "user.name=netra", "-c", "user.email=netra@example.org")
    subprocess.run(["git", "-C", str(root), "add", "."], check=True)
    subprocess.run(["git", "-C", str(root), *who, "commit", "-qm", "all"], check=True)
    (root / "web/a.ts").write_text(LONG)
    expected = ["web/a.ts:1:1: NET201 file-too-long 4 lines, limit 3"]
    assert lines(netra(root, "check", "--changed", "--format", "concise")) == expected
    assert lines(netra(root, "check", "--staged", "--format", "concise")) == []
    subprocess.run(["git", "-C", str(root), "add", "."], check=True)
    assert lines(netra(root, "check", "--staged", "--format", "concise")) == expected


def test_text_that_is_not_saved(tmp_path: Path) -> None:
    root = make(tmp_path, {**FILES, "web/a.ts": "let a\n"})
    ran = netra(root, "check", "-", "--stdin-filename", "web/a.ts", *CONCISE, feed=LONG)
    assert lines(ran) == ["web/a.ts:1:1: NET201 file-too-long 4 lines, limit 3"]


def test_a_root_must_exist(tmp_path: Path) -> None:
    ran = netra(make(tmp_path, {**FILES, "wib/a.ts": ""}), "check")
    assert ran.code == 2
    assert "script root 'web' does not exist" in ran.err


def test_a_root_without_scripts_is_told(tmp_path: Path) -> None:
    ran = netra(make(tmp_path, {**FILES, "web/a.css": ""}), "check")
    assert ran.code == 0
    assert "no TypeScript or JavaScript found in script root: web" in ran.out + ran.err


def test_the_graph_has_no_scripts(tmp_path: Path) -> None:
    root = make(tmp_path, {**FILES, "web/a.ts": 'import "./b"; let = (\n'})
    ran = netra(root, "graph", "--no-cache")
    assert ran.code == 0
    assert "web" not in ran.out + ran.err


def test_without_the_extra_the_command_that_installs_it_is_told(tmp_path: Path) -> None:
    absent = "raise ModuleNotFoundError(\"No module named 'tree_sitter'\", name='tree_sitter')\n"
    stand_in = make(tmp_path / "absent", {"tree_sitter.py": absent}, git=False)
    path = os.pathsep.join([str(stand_in), *filter(None, sys.path)])
    root = make(tmp_path / "work", {**FILES, "web/a.ts": LONG})
    ran = netra(root, "check", *CONCISE, PYTHONPATH=path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "netra: TypeScript and JavaScript cannot be read: tree_sitter is not installed\n"
        "  hint: pip install 'netra-tools[typescript]', or remove script_roots from the configuration\n"
    )
    (root / "netra.toml").write_text("")
    assert netra(root, "check", *CONCISE, PYTHONPATH=path).code == 0
