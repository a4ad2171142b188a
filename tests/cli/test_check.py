"""`netra check` as a whole: what it prints and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netra_tools.rules.registry import rule_types
from tests.repository import make, netra

CLEAN = {"app/__init__.py": "", "app/core.py": "A = 1\n"}
DIRTY = {"app/__init__.py": "", "app/core.py": "from . import ui\n", "app/ui.py": "A = 1\n"}


def test_a_clean_repository_passes(tmp_path: Path) -> None:
    ran = netra(make(tmp_path, CLEAN), "check", "--ci")
    count = sum(rule.severity != "off" for rule in rule_types())
    assert ran == (0, f"PASS no findings in 2 files\n     {count} rules\n", "")


def test_a_finding_fails_and_says_where(tmp_path: Path) -> None:
    ran = netra(make(tmp_path, DIRTY), "check", "--ci", "--format", "concise")
    assert ran.code == 1
    assert ran.out == (
        "FAIL 1 error in 1 of 3 files\n"
        "app/core.py:1:1: NET101 relative-import relative import of `.`: write `from app import ui`\n"
    )
    assert ran.err == ""


def test_exit_zero_keeps_the_report(tmp_path: Path) -> None:
    ran = netra(make(tmp_path, DIRTY), "check", "--ci", "--exit-zero")
    assert ran.code == 0
    assert ran.out.startswith("FAIL 1 error in 1 of 3 files\n")


def test_strict_counts_warnings(tmp_path: Path) -> None:
    config = "[tool.netra.rules.relative-import]\nseverity = 'warning'\n"
    root = make(tmp_path, {**DIRTY, "pyproject.toml": config})
    assert netra(root, "check", "--ci").code == 0
    assert netra(root, "check", "--ci", "--strict").code == 1


USAGE = [
    ("no such path", ["check", "nowhere"], "no such file or directory: nowhere"),
    ("two repositories", ["check", ".", "/"], "/ is outside of the repository"),
    ("a new line in a path", ["check", "no\nwhere"], "no such file or directory: no\\nwhere"),
    ("an empty path", ["check", "app", ""], "a path is empty"),
    ("unknown rule", ["check", "--select", "relative-imports"], "no rule is called 'relative-imports'"),
    ("unknown option", ["check", "--stric"], "no such option"),
    ("unknown command", ["chek"], "there is no command 'chek'"),
    ("unknown format", ["check", "--format", "xml"], "invalid value for '--format'"),
    ("missing config", ["check", "--config", "none.toml"], "there is no configuration file 'none.toml'"),
    ("bad setting", ["check", "--set", "a"], "--set a is not KEY=VALUE"),
    ("bad report", ["check", "--output", "no/such/dir.json"], "cannot write no/such/dir.json"),
    ("missing root", ["check", "--set", 'roots=["lib"]'], "lib"),
    ("unknown to explain", ["explain", "file-to-long"], "no rule is called 'file-to-long'"),
]


@pytest.mark.parametrize(("args", "message"), [case[1:] for case in USAGE], ids=[case[0] for case in USAGE])
def test_mistakes_get_one_message_and_exit_2(tmp_path: Path, args: list[str], message: str) -> None:
    ran = netra(make(tmp_path, CLEAN), *args)
    assert ran.code == 2
    assert message.lower() in ran.err.lower()
    assert "Traceback" not in ran.err
    assert all(line.startswith(("netra: ", "  hint: ")) for line in ran.err.splitlines())


def test_all_wrong_paths_are_told_at_once(tmp_path: Path) -> None:
    root = make(tmp_path, {**CLEAN, "docs/page.md": ""})
    ran = netra(root / "app", "check", "core.py", "here.py", "there", "../docs", "/")
    assert (ran.code, ran.out) == (2, "")
    assert [line for line in ran.err.splitlines() if line.startswith("netra: ")] == [
        "netra: no such file or directory: app/here.py",
        "netra: no such file or directory: app/there",
        "netra: no Python files found in docs",
        f"netra: / is outside of the repository {root}",
    ]


def test_nothing_to_check_is_a_mistake(tmp_path: Path) -> None:
    ran = netra(make(tmp_path, {"README.md": "x"}), "check")
    assert (ran.code, ran.out) == (2, "")
    assert "no Python files" in ran.err


def test_a_configured_root_must_exist(tmp_path: Path) -> None:
    root = make(tmp_path, {**CLEAN, "netra.toml": "[services.api]\nroot = 'services/api'\n"})
    ran = netra(root, "check")
    assert ran.code == 2
    assert "services/api" in ran.err


def test_all_configuration_mistakes_are_told_at_once(tmp_path: Path) -> None:
    config = "[tool.netra]\nexclud = ['a']\n[tool.netra.rules.file-too-long]\nmax_line = 3\n"
    ran = netra(make(tmp_path, {**CLEAN, "pyproject.toml": config}), "check")
    assert ran.code == 2
    assert "'exclud'" in ran.err
    assert "did you mean 'exclude'?" in ran.err
    assert "did you mean 'max_lines'?" in ran.err


def test_paths_limit_the_report_not_the_graph(tmp_path: Path) -> None:
    files = {
        "a/__init__.py": "",
        "a/x.py": "import a.y\n",
        "a/y.py": "import a.x\n",
        "b.py": "from a import *\n",
    }
    root = make(tmp_path, files)
    assert "NET104" in netra(root, "check", "a", "--format", "concise").out
    ran = netra(root, "check", "b.py", "--format", "concise")
    assert "NET102" in ran.out
    assert "NET104" not in ran.out
    assert "in 1 of 1 file" in ran.out


def test_a_path_in_another_repository_is_checked_there(tmp_path: Path) -> None:
    here, there = make(tmp_path / "here", CLEAN), make(tmp_path / "there", DIRTY)
    ran = netra(here, "check", str(there), "--format", "concise", "--no-cache")
    assert ran == netra(there, "check", "--format", "concise", "--no-cache")
    assert ran.code == 1


def test_an_excluded_path_is_said_not_checked(tmp_path: Path) -> None:
    root = make(tmp_path, {**DIRTY, "netra.toml": "exclude = ['core.py']\n"})
    ran = netra(root, "check", "--ci", "app/core.py", "app/ui.py")
    assert ran.code == 0
    assert "app/core.py is not checked" in ran.out
    assert (
        "app/core.py is not checked" in netra(root, "check", "-v", "--format", "concise", "app/core.py").err
    )


def test_a_link_that_leads_out_is_said_not_followed(tmp_path: Path) -> None:
    root = make(tmp_path / "here", CLEAN)
    make(tmp_path / "there", DIRTY)
    links = {"out.py": "../there/app/core.py", "gone.py": "nowhere", "in.py": "app/core.py"}
    for name, target in links.items():
        (root / name).symlink_to(target)
    for name in ("out.py", "gone.py"):
        ran = netra(root, "check", "--ci", name)
        assert f"{name} is not checked: a symbolic link out of the repository, or to nothing" in ran.out
        assert "in 0 files" in ran.out
    assert netra(root, "check", "--ci", "-q", "in.py") == (0, "PASS no findings in 1 file\n", "")


def test_what_cannot_be_read_is_said_however_it_is_named(tmp_path: Path) -> None:
    root = make(tmp_path, {**CLEAN, "a.py": "", "secret/b.py": ""})
    (root / "a.py").chmod(0)
    (root / "secret").chmod(0)
    if os.access(root / "a.py", os.R_OK):
        pytest.skip("nothing is unreadable to this user")
    told = [netra(root, "check", "--ci", "--format", "concise", *paths) for paths in ([], ["a.py"])]
    assert ["a.py:1:1: NET003 unread-file cannot be read: permission denied" in ran.out for ran in told] == [
        True
    ] * 2
    for path in ("secret", "secret/b.py"):
        ran = netra(root, "check", path)
        assert (ran.code, f"cannot read {path}: permission denied" in ran.err) == (2, True)
    (root / "secret").chmod(0o700)


def test_several_reports_at_once(tmp_path: Path) -> None:
    root = make(tmp_path, DIRTY)
    ran = netra(root, "check", "--ci", "-o", "sarif:out.sarif", "-o", "json:out.json", "--quiet")
    assert ran.code == 1
    assert ran.out == "FAIL 1 error in 1 of 3 files\n"
    assert json.loads((root / "out.json").read_text())["findings"][0]["slug"] == "relative-import"
    assert json.loads((root / "out.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_report_goes_through_pipes_and_links_and_leaves_them_there(tmp_path: Path) -> None:
    root = make(tmp_path, {**DIRTY, "real.txt": "old"})
    (root / "link.txt").symlink_to("real.txt")
    os.mkfifo(root / "pipe")
    reader = os.open(root / "pipe", os.O_RDONLY | os.O_NONBLOCK)  # or else the writer would wait for one
    ran = netra(root, "check", "--ci", "-q", "--format", "concise", "-o", "pipe", "-o", "link.txt")
    expected = netra(root, "check", "--ci", "-q", "--format", "concise").out
    assert (ran.out, os.read(reader, 4096).decode()) == (expected, expected)
    os.close(reader)
    assert (root / "real.txt").read_text() == expected
    assert (root / "link.txt").is_symlink() and (root / "pipe").is_fifo()


def test_options_of_the_configuration_can_be_set(tmp_path: Path) -> None:
    root = make(tmp_path, CLEAN)
    ran = netra(root, "check", "--ci", "--set", "rules.file-too-long.max_lines=1", "--format", "concise")
    assert ran.code == 0
    make(root, {"app/two.py": "A = 1\nB = 2\n"})
    ran = netra(root, "check", "--ci", "--set", "rules.file-too-long.max_lines=1", "--format", "concise")
    assert "app/two.py:1:1: NET201 file-too-long 2 lines, limit 1" in ran.out


def test_limits_follow_the_path(tmp_path: Path) -> None:
    config = """
[rules.file-too-long]
max_lines = 1
[[overrides]]
paths = ["tests/**"]
rules.file-too-long.max_lines = 3
[[overrides]]
paths = ["legacy"]
ignore = ["file-too-long"]
"""
    three, four = "A = 1\n" * 3, "A = 1\n" * 4
    files = {
        "netra.toml": config,
        "a.py": three,
        "tests/b.py": three,
        "tests/c.py": four,
        "legacy/d.py": four,
    }
    ran = netra(make(tmp_path, files), "check", "--ci", "--format", "concise")
    assert [line.split(": ", 1)[0] for line in ran.out.splitlines()[1:]] == ["a.py:1:1", "tests/c.py:1:1"]
    assert "4 lines, limit 3" in ran.out


def test_a_file_with_a_syntax_error_is_a_finding_and_the_rest_is_read(tmp_path: Path) -> None:
    root = make(tmp_path, {"a.py": "def f(:\n    pass\n\nfrom . import x\n"})
    ran = netra(root, "check", "--ci", "--format", "concise")
    assert "a.py:1:7: NET001 syntax-error" in ran.out
    assert "NET101 relative-import" in ran.out


def test_odd_files_are_findings(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "latin.py": b"x = '\xe9'\n",
        "good.py": b"# coding: latin-1\nx = '\xe9'\n",
        "large.py": b"x = 1\n" * 20,
    }
    root = make(tmp_path, files)
    ran = netra(root, "check", "--ci", "--format", "concise", "--set", "max_file_bytes=100")
    assert "latin.py:1:6: NET002 encoding" in ran.out
    assert "NET003 unread-file" in ran.out
    assert "good.py" not in ran.out


def test_newer_syntax_than_the_running_python_is_read(tmp_path: Path) -> None:
    source = (
        "def f[T](x: T) -> T:\n    try:\n        pass\n    except A, B:\n        pass\n    return t'{x}'\n"
    )
    ran = netra(
        make(tmp_path, {"a.py": source, "b.py": "async def g():\n    async with (a as b, c): ...\n"}),
        "check",
        "--ci",
    )
    assert ran.out.startswith("PASS no findings in 2 files\n")


SUPPRESSIONS = [
    ("same line", "from . import x  # netra: ignore[relative-import] vendored\n", 0, ""),
    ("by code", "from . import x  # netra: ignore[NET101] vendored\n", 0, ""),
    ("line above", "# netra: ignore[relative-import] vendored\nfrom . import x\n", 0, ""),
    ("whole file", "# netra: ignore-file[relative-import] vendored\n\nfrom . import x\n", 0, ""),
    ("other rule", "from . import x  # netra: ignore[star-import] vendored\n", 1, "NET901"),
    (
        "unknown rule",
        "from . import x  # netra: ignore[no-such] vendored\n",
        1,
        "no rule is called 'no-such'\n",
    ),
    (
        "several in vain",
        "A = 1  # netra: ignore[star-imports, NET101] vendored\n",
        1,
        "for relative-import, no rule is called 'star-imports' (did you mean 'star-import'?)",
    ),
    ("without reason", "from . import x  # netra: ignore[relative-import]\n", 1, "NET902"),
    ("in a string", "x = '# netra: ignore'\nfrom . import y\n", 1, "NET101"),
]


@pytest.mark.parametrize(
    ("source", "code", "said"), [case[1:] for case in SUPPRESSIONS], ids=[case[0] for case in SUPPRESSIONS]
)
def test_suppressions(tmp_path: Path, source: str, code: int, said: str) -> None:
    ran = netra(
        make(tmp_path, {"p/__init__.py": source}),
        "check",
        "--ci",
        "--strict",
        "--format",
        "concise",
        "--ignore",
        "unresolved-import",
    )
    assert (ran.code, said in ran.out) == (code, True)


def test_version_says_how_the_reader_was_built(tmp_path: Path) -> None:
    assert netra(tmp_path, "--version").out == "netra 0.1.0\n"
    assert "parsing with ast-serialize" in netra(tmp_path, "--version", "-v").out


def test_rules_are_listed_and_explained(tmp_path: Path) -> None:
    listed = netra(tmp_path, "rules").out
    for line in listed.splitlines():
        code, slug = line.split()[:2]
        assert (
            netra_explains(tmp_path, slug, code) if code in ("NET101", "NET902") else code.startswith("NET")
        )
    assert json.loads(netra(tmp_path, "schema").out)["additionalProperties"] is False


def netra_explains(root: Path, slug: str, code: str) -> bool:
    """Say whether both names of a rule give its manual."""
    by_slug, by_code = netra(root, "explain", slug), netra(root, "explain", code)
    return by_slug == by_code and "Why is this bad?" in by_slug.out and by_slug.code == 0


HEAVY = {"anthropic", "libcst", "lxml", "mcp", "networkx", "pathspec", "pydantic", "rich", "json"}


def test_a_check_imports_nothing_heavy(tmp_path: Path) -> None:
    make(tmp_path, CLEAN)
    code = "import sys; from netra_tools.cli.door import run; run(['check', '-q']); print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    verdict, modules = ran.stdout.splitlines()
    assert verdict == "PASS no findings in 2 files"
    assert HEAVY.intersection(modules.split()) == set()


def test_an_unchanged_check_does_not_even_import_click(tmp_path: Path) -> None:
    make(tmp_path, CLEAN)
    first = netra(tmp_path, "check", "-q")
    time.sleep(2.1)  # the subject is time: what has just been written is not trusted yet
    code = (
        "import sys; sys.argv = ['netra', 'check', '-q']; import netra_tools.cli.door as door\n"
        "try: door.main()\n"
        "except SystemExit as done: print(done.code, 'click' in sys.modules)"
    )
    for expected in ("0 True", "0 False"):
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert ran.stdout == f"{first.out}{expected}\n"


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    root = make(tmp_path, {**DIRTY, "taken": "a file where the cache should be"})
    expected = netra(root, "check", "--ci", "--no-cache")
    assert netra(root, "check", "--ci", "--cache-dir", "taken/cache") == expected
    assert netra(root, "check", "--ci", "--cache-dir", "taken") == expected
