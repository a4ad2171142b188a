"""`netra structure move`, `netra imports migrate` and their doors, as their users call them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import netra_tools
from tests.repository import make, netra

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts"
FILES = {
    "app/__init__.py": "",
    "app/models.py": "class User:\n    pass\n",
    "app/views.py": "from app.models import User\n\nUSER = User\n",
    "main.py": 'import app.views\n\nNAME = "app.models.User"\nprint(app.views.USER)\n',
    "pyproject.toml": '[project.scripts]\nmain = "app.views:USER"\n\n[tool.netra]\n',
}
MOVED = {
    "core/app/__init__.py": "",
    "core/app/models.py": "class User:\n    pass\n",
    "core/app/views.py": "from core.app.models import User\n\nUSER = User\n",
    "core/__init__.py": "",
    "main.py": 'import core.app.views\n\nNAME = "core.app.models.User"\nprint(core.app.views.USER)\n',
    "pyproject.toml": '[project.scripts]\nmain = "core.app.views:USER"\n\n[tool.netra]\n',
}


def content(root: Path) -> dict[str, str]:
    """Give all files of a repository but what git and netra keep."""
    paths = [path for path in root.rglob("*") if path.is_file() and path.parts[len(root.parts)][0] != "."]
    return {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in paths}


def git(root: Path, *words: str) -> str:
    """Run git."""
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", "-C", str(root), *identity, *words], check=True, capture_output=True, text=True
    )
    return done.stdout


def test_a_move_is_shown_done_and_taken_back(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    shown = netra(root, "structure", "move", "app/", "core/app/")
    assert shown.code == 0, shown
    assert "nothing is written" in shown.out
    assert "rename to core/app/models.py" in shown.out
    assert content(root) == FILES
    done = netra(root, "structure", "move", "app/", "core/app/", "--apply")
    assert (done.code, content(root)) == (0, MOVED), done
    again = netra(root, "structure", "move", "app/", "core/app/", "--apply")
    assert (again.code, content(root)) == (2, MOVED)
    assert "there is no app/ to move" in again.err
    assert netra(root, "changes", "undo").code == 0
    assert content(root) == FILES


def test_history_follows(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    assert netra(root, "structure", "move", "app", "core.app", "--apply", "--stage").code == 0
    git(root, "commit", "-qm", "second")
    assert git(root, "log", "--follow", "--format=%s", "core/app/models.py").split() == ["second", "first"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        pytest.param(".", ["app", "core.app"], id="names"),
        pytest.param("app", [".", "../core/app"], id="paths from a folder within"),
        pytest.param(".", ["--from", "app/", "--to", "core/app/"], id="options"),
    ],
)
def test_spellings_of_one_move(tmp_path: Path, place: str, words: list[str]) -> None:
    root = make(tmp_path, FILES)
    ran = netra(root / place, "structure", "move", *words, "--apply")
    assert (ran.code, content(root)) == (0, MOVED), ran


def test_the_matrix(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    ran = netra(root, "structure", "move", "app", "core.app", "--plan-only", "--format", "json")
    rows = {row["to"]: row for row in json.loads(ran.out)}
    assert rows["core/app/views.py"]["from"] == "app/views.py"
    assert rows["core/app/views.py"]["references"] == 1
    assert rows["core/__init__.py"]["kind"] == "created"
    table = netra(root, "structure", "move", "app", "core.app", "--plan-only").out
    assert "moved    app/views.py" in table


HAND_MOVED = {name: MOVED[name] if name.startswith("core/") else FILES[name] for name in MOVED}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["app", "core.app"], id="names"),
        pytest.param(["--from", "app", "--to", "core.app"], id="from and to"),
        pytest.param(["--old-pattern", "from app.", "--new-pattern", "from core.app."], id="patterns"),
        pytest.param(["--map", "names.toml"], id="a map"),
    ],
)
def test_a_migration_of_files_that_lie_there_already(tmp_path: Path, words: list[str]) -> None:
    old = {**HAND_MOVED, "core/app/views.py": FILES["app/views.py"]}
    root = make(tmp_path, {**old, "names.toml": 'app = "core.app"\n'})
    ran = netra(root, "imports", "migrate", *words, "--apply")
    found = content(root)
    del found["names.toml"]
    assert (ran.code, found) == (0, MOVED), ran
    again = netra(root, "imports", "migrate", *words)
    assert (again.code, "nothing to change" in again.out) == (0, True)


MISTAKES = {
    "no new name": (["app"], "an old name has no new one"),
    "no names": ([], "no names are given"),
    "nothing there": (["app", "core.app"], "there is no module core.app"),
    "no name": (["app", "a-b"], "'a-b' is no name of a module"),
    "of two kinds": (["app.models:User", "app.views"], "of different kinds"),
    "no symbol": (["app.models:User", "app.views:Person"], "app.views has no Person"),
    "no map": (["--map", "missing.toml"], "cannot read missing.toml"),
    "both ways": (["app.models", "app.views", "app.views", "app.models"], "both an old name and a new one"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes(tmp_path: Path, name: str) -> None:
    words, message = MISTAKES[name]
    root = make(tmp_path, FILES)
    ran = netra(root, "imports", "migrate", *words, "--apply")
    assert (ran.code, message in ran.err, content(root)) == (2, True, FILES), ran


def test_a_file_that_cannot_be_parsed_holds_the_move_up(tmp_path: Path) -> None:
    root = make(tmp_path, {**FILES, "broken.py": "import app.models\ndef (:\n"})
    ran = netra(root, "structure", "move", "app", "core.app", "--apply")
    assert (ran.code, "broken.py" in ran.out + ran.err, content(root)["main.py"]) == (
        1,
        True,
        FILES["main.py"],
    )
    forced = netra(root, "structure", "move", "app", "core.app", "--apply", "--force-partial")
    assert (forced.code, content(root)) == (0, {**MOVED, "broken.py": "import app.models\ndef (:\n"}), forced


def test_links_point_where_they_pointed(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    (root / "app" / "conf.toml").symlink_to("../pyproject.toml")
    (root / "models").symlink_to("app/models.py")
    assert netra(root, "structure", "move", "app", "core.app", "--apply").code == 0
    assert os.readlink(root / "core" / "app" / "conf.toml") == "../../pyproject.toml"
    assert os.readlink(root / "models") == "core/app/models.py"


def door(root: Path, name: str, *words: str) -> int:
    """Call a door."""
    env = {**os.environ, "PYTHONPATH": str(Path(netra_tools.__file__).parent.parent)}
    command = [sys.executable, str(SCRIPTS / name), *words]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, check=False).returncode


def test_doors(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    words = ["--from", "app/", "--to", "core/app/", "--with-rollback", "--validate-imports"]
    assert (door(root, "migrate_structure.py", *words, "--dry-run"), content(root)) == (0, FILES)
    assert (door(root, "migrate_structure.py", *words), content(root)) == (0, MOVED)
    (root / "main.py").write_text(FILES["main.py"])
    patterns = ["--old-pattern", "from app.", "--new-pattern", "from core.app."]
    assert (door(root, "batch_import_updater.py", *patterns), content(root)) == (0, MOVED)


def test_a_literal_is_replaced(tmp_path: Path) -> None:
    root = make(tmp_path, {"a.py": 'import os\r\nA = os.environ["APP_KEY"]\r\n'})
    ran = netra(root, "literals", "replace", "APP_KEY", "APP_TOKEN", "--category", "environment", "--apply")
    assert (ran.code, content(root)["a.py"]) == (0, 'import os\r\nA = os.environ["APP_TOKEN"]\r\n'), ran
