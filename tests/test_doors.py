"""The names that pipelines call stand for netra commands, flag for flag, and pass the exit code on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import netra_tools

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
DOOR = SCRIPTS / "check_architecture_compliance.py"
LONG = "def long() -> None:\n" + "    print()\n" * 30


def call(folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """Call the door in a folder with one function of 30 lines."""
    (folder / "netra.toml").write_text("", encoding="utf-8")
    (folder / "app").mkdir(exist_ok=True)
    (folder / "app" / "long.py").write_text(LONG, encoding="utf-8")
    (folder / "short.py").write_text("A = 1\n", encoding="utf-8")
    return run(DOOR, folder, *flags)


def run(door: Path, folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """Call a door in a folder."""
    command = [sys.executable, str(door), *flags]
    env = {**os.environ, "PYTHONPATH": str(Path(netra_tools.__file__).parent.parent)}
    return subprocess.run(command, cwd=folder, env=env, text=True, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        pytest.param("--ci --strict", 1, "NET202", id="findings"),
        pytest.param("--ci --max-function-lines 30", 0, "", id="a limit that is kept"),
        pytest.param("--ci --max-function-lines 29", 1, "limit 29", id="a limit that is not"),
        pytest.param(
            "--ci --max-file-lines 30 --max-function-lines 40", 1, "31 lines, limit 30", id="file lines"
        ),
        pytest.param("--ci --path short.py", 0, "", id="a path"),
        pytest.param("--ci --path missing.py", 2, "", id="a path that is not there"),
        pytest.param("--ci --max-file-lines many", 2, "", id="a wrong value"),
        pytest.param("--threshold 100", 1, "NET202", id="the only threshold"),
        pytest.param("--help", 0, "netra check --set rules.file-too-long.max_lines=N", id="help"),
    ],
)
def test_flags_and_exit_codes(tmp_path: Path, flags: str, code: int, said: str) -> None:
    done = call(tmp_path, *flags.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert said in " ".join(done.stdout.split())


def test_json_output_is_a_report(tmp_path: Path) -> None:
    assert call(tmp_path, "--ci", "--json-output", "report.json").returncode == 1
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert "NET202" in json.dumps(report)


def test_a_threshold_that_netra_does_not_know_is_said(tmp_path: Path) -> None:
    done = call(tmp_path, "--ci", "--threshold", "90")
    assert done.returncode == 1
    assert done.stderr == "netra: --threshold 90 is read as 100: every error counts\n"


def shop(folder: Path) -> Path:
    """Make a folder with two messages, one of them in a test."""
    (folder / "netra.toml").write_text("", encoding="utf-8")
    for name, text in (("app/a.py", "out of stock"), ("tests/test_a.py", "only in a test")):
        (folder / name).parent.mkdir(parents=True)
        source = f'import os\n\n\ndef f():\n    os.getenv("SHOP_URL")\n    raise ValueError("{text}")\n'
        (folder / name).write_text(source, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["validate", "out of stock"], 0, '"out of stock"  exact', id="validate"),
        pytest.param(["validate", "--category", "messages", "out of stock"], 0, "exact", id="flag first"),
        pytest.param(["--category=messages", "validate", "out of stock"], 0, "exact", id="flag before"),
        pytest.param(["validate", "out of stock", "--category", "events"], 1, "no events", id="flag last"),
        pytest.param(["validate", "--", "--out"], 1, '"--out"  ', id="a value like a flag"),
        pytest.param(["validate"], 2, "", id="no value"),
        pytest.param(["search", "stock"], 0, "app/a.py:6:22", id="search"),
        pytest.param(["search", "stick"], 1, "no value holds this", id="nothing found"),
        pytest.param(["list", "--category", "messages"], 0, "only in a test", id="list"),
        pytest.param(["list", "--category", "message"], 2, "", id="a category that is none"),
        pytest.param(["list", "shop"], 2, "", id="list takes no value"),
        pytest.param(["stats"], 0, "most frequent", id="stats"),
        pytest.param(["invent"], 2, "", id="a question that is none"),
        pytest.param(["--help"], 0, "netra literals --help", id="help"),
    ],
)
def test_questions_about_strings(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    door = SCRIPTS / "query_string_literals.py"
    shop(tmp_path)
    if "validate" in words:  # it asks an index, and makes none
        assert run(door, tmp_path, "stats").returncode == 0
    done = run(door, tmp_path, *words)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout


def test_a_scan_writes_the_vocabulary(tmp_path: Path) -> None:
    door = SCRIPTS / "scan_string_literals.py"
    shop(tmp_path)
    done = run(door, tmp_path.parent, "--root", str(tmp_path), "--output", str(tmp_path / "words.json"))
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "words.json").read_text())["scope"]["tests"] is False
    assert run(door, tmp_path, "--include-tests").returncode == 0
    manifest = tmp_path / "SPEC" / "generated" / "string_literals.json"
    assert json.loads(manifest.read_text())["scope"]["tests"] is True
    assert run(door, tmp_path, "--ouput", "x").returncode == 2
    assert "netra literals scan --output FILE" in " ".join(run(door, tmp_path, "--help").stdout.split())


IMPORTS = "from .b import B\nimport sys\nimport os\n\nsys, B\n"


@pytest.mark.parametrize(
    ("door", "flags", "after"),
    [
        pytest.param("optimize_imports", "", IMPORTS, id="optimize shows"),
        pytest.param(
            "optimize_imports", "--fix", "import sys\n\nfrom app.b import B\n\nsys, B\n", id="optimize writes"
        ),
        pytest.param("fix_all_import_issues", "--dry-run", IMPORTS, id="fix shows"),
        pytest.param("fix_all_import_issues", "--absolute-only --dry-run", IMPORTS, id="absolute shows"),
        pytest.param(
            "fix_all_import_issues", "--absolute-only", IMPORTS.replace(".b", "app.b"), id="absolute writes"
        ),
        pytest.param(
            "fix_all_import_issues", "", "import sys\n\nfrom app.b import B\n\nsys, B\n", id="fix writes"
        ),
        pytest.param("fix_all_import_issues", "app/b.py", IMPORTS, id="a path"),
    ],
)
def test_imports_are_mended(tmp_path: Path, door: str, flags: str, after: str) -> None:
    files = {"netra.toml": "", "app/__init__.py": "", "app/b.py": "B = 1\n", "app/a.py": IMPORTS}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    done = run(SCRIPTS / f"{door}.py", tmp_path, *flags.split())
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "app" / "a.py").read_text() == after


@pytest.mark.parametrize(
    ("door", "flags", "code", "said"),
    [
        pytest.param("optimize_imports", "--help", 0, "write: netra imports optimize --apply", id="help"),
        pytest.param(
            "fix_all_import_issues", "--help", 0, "it writes, unless --dry-run is given", id="help of fix"
        ),
        pytest.param("fix_all_import_issues", "--apply --dry-run", 2, "", id="both"),
        pytest.param("optimize_imports", "nowhere", 2, "", id="a path that is not there"),
    ],
)
def test_what_mends_imports_explains_itself(
    tmp_path: Path, door: str, flags: str, code: int, said: str
) -> None:
    (tmp_path / "netra.toml").write_text("")
    done = run(SCRIPTS / f"{door}.py", tmp_path, *flags.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert said in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("flags", "code", "written", "said"),
    [
        pytest.param("", 0, "MASTER_WIP_STATUS.md", "wrote MASTER_WIP_STATUS.md", id="the usual file"),
        pytest.param("--output status.json", 0, "status.json", "wrote status.json", id="another file"),
        pytest.param("--format json", 0, "", '"schema_version": 1', id="printed"),
        pytest.param("--check", 1, "", "does not exist", id="compared"),
        pytest.param("--help", 0, "", "netra status --output FILE", id="help"),
    ],
)
def test_the_status_is_written(tmp_path: Path, flags: str, code: int, written: str, said: str) -> None:
    for name, text in {"netra.toml": "", "a.py": "A = 1\n"}.items():
        (tmp_path / name).write_text(text)
    done = run(SCRIPTS / "generate_wip_report.py", tmp_path, *flags.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert said in " ".join(done.stdout.split())
    assert {one.name for one in tmp_path.iterdir() if one.suffix in (".md", ".json")} == {written} - {""}


@pytest.mark.parametrize(
    ("flags", "code", "after", "said"),
    [
        pytest.param("", 0, "from .b import B\n\nA = B\n", "nothing is written", id="it shows"),
        pytest.param("--auto-fix", 0, "from app.b import B\n\nA = B\n", "netra changes undo", id="it writes"),
        pytest.param("--auto-fix app/b.py", 0, "from .b import B\n\nA = B\n", "0 repaired", id="a path"),
        pytest.param("nowhere", 2, "from .b import B\n\nA = B\n", "", id="a path that is not there"),
        pytest.param("--help", 0, "from .b import B\n\nA = B\n", "write: netra fix --apply", id="help"),
    ],
)
def test_compliance_is_restored(tmp_path: Path, flags: str, code: int, after: str, said: str) -> None:
    files = {"netra.toml": "", "app/__init__.py": "", "app/b.py": "B = 1\n"}
    for name, text in {**files, "app/a.py": "from .b import B\n\nA = B\n"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    done = run(SCRIPTS / "restore_compliance.py", tmp_path, *flags.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert said in " ".join(done.stdout.split())
    assert (tmp_path / "app" / "a.py").read_text() == after


@pytest.mark.parametrize(
    ("flags", "code", "is_there", "said"),
    [
        pytest.param("", 0, True, "nothing is written", id="it shows"),
        pytest.param("--dry-run", 0, True, "function `old`", id="it shows when told to"),
        pytest.param("--execute", 0, False, "netra changes undo", id="it writes"),
        pytest.param("--execute app/__main__.py", 0, True, "nothing to remove", id="a path"),
        pytest.param("--execute --dry-run", 2, True, "", id="both"),
        pytest.param("--help", 0, True, "write: netra legacy remove --execute", id="help"),
    ],
)
def test_legacy_code_is_removed(tmp_path: Path, flags: str, code: int, is_there: bool, said: str) -> None:
    files = {"netra.toml": "", "app/__init__.py": "", "app/__main__.py": "from app.a import f\n\nf()\n"}
    text = "def f():\n    return 1\n"
    old = "\n\ndef old():\n    return 2\n"
    for name, content in {**files, "app/a.py": text + old}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    done = run(SCRIPTS / "remove_legacy_code.py", tmp_path, *flags.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert said in " ".join(done.stdout.split())
    assert (tmp_path / "app" / "a.py").read_text() == text + (old if is_there else "")
