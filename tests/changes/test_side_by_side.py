"""Many files are rewritten and held against the gates by several processes; what comes of it is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from netra_tools.changes.gates.unchanged import WORTH as WORTH_COMPARING
from netra_tools.changes.renaming.migrate import WORTH as WORTH_REWRITING
from netra_tools.check.workers import Work, crew_size, share

MANY = 2 * max(WORTH_COMPARING, WORTH_REWRITING) + 5
MOVE = ["structure", "move", "app/clock.py", "app/watch.py", "--no-diff", "--no-cache"]


@pytest.mark.parametrize("count", [0, 1, 3, 300])
@pytest.mark.parametrize("worth", [2, 1000])
def test_what_came_of_tasks_is_in_their_order(count: int, worth: int) -> None:
    work = Work(lambda number: (number, str(number).encode()) if number % 3 else None)
    found = share(work, range(count), worth)
    assert found == [(number, str(number).encode()) if number % 3 else None for number in range(count)]


def test_each_process_opens_anew_what_it_cannot_share() -> None:
    if crew_size(0, 2, 2) == 1:
        pytest.skip("there is one core alone")
    opened = [os.getpid()]

    def reopen() -> None:
        opened[0] = os.getpid()

    rows = share(Work(lambda _: (opened[0], os.getpid()), reopen), range(4), 2)
    assert all(mine == own != os.getpid() for mine, own in rows)


def plant(root: Path) -> None:
    """Write many files that use one, some of which only speak of it, and one that cannot be read."""
    app = root / "app"
    app.mkdir()
    (app / "__init__.py").touch()
    (app / "clock.py").write_text("def now():\n    return 1\n")
    for number in range(MANY):
        text = (
            f"import app.clock\nfrom app import clock as c{number}\n\nx = app.clock.now() + c{number}.now()\n"
        )
        spoken = 'y = """see the module app.clock there"""\n' if number % 7 == 0 else ""
        (app / f"m{number}.py").write_text(text + spoken)
    (root / "pyproject.toml").write_text("[tool.netra]\n")


def run(root: Path, *, cores: int, words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run netra on some of the cores."""
    code = (
        "import os, sys; os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv.pop(1))])\n"
        "from netra_tools.cli.door import main; main()"
    )
    command = [sys.executable, "-c", code, str(cores), *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores cannot be chosen here")
def test_a_move_is_the_same_on_one_core_and_on_all(tmp_path: Path) -> None:
    found = []
    for cores in (1, 64):
        root = tmp_path / str(cores)
        root.mkdir()
        plant(root)
        done = run(root, cores=cores, words=[*MOVE, "--apply"])
        assert done.returncode == 0, done.stdout + done.stderr
        contents = {str(path.relative_to(root)): path.read_bytes() for path in root.glob("app/*.py")}
        told = [line for line in done.stdout.splitlines() if "app" in line and "m" in line]
        found.append((contents, told))
    alone, together = found
    assert together == alone
    assert b"app.watch.now() + c3.now()" in alone[0]["app/m3.py"]
    assert sum("mentions" in line for line in alone[1]) > 3


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores cannot be chosen here")
@pytest.mark.parametrize("cores", [1, 64])
def test_a_file_that_cannot_be_rewritten_is_told_among_many(tmp_path: Path, cores: int) -> None:
    plant(tmp_path)
    (tmp_path / "app" / "broken.py").write_text("import app.clock\ndef (\n")
    done = run(tmp_path, cores=cores, words=[*MOVE, "--apply"])
    assert done.returncode == 1
    assert "app/broken.py" in done.stderr
    assert (tmp_path / "app" / "clock.py").exists()
