"""Imports lead where they led, old names are gone, and a check finds no new error."""

from __future__ import annotations

from pathlib import Path

from netra_tools.changes.gates.judge import judge
from netra_tools.changes.tree import Tree
from netra_tools.model import Note
from netra_tools.plan import ANYTHING
from netra_tools.report.verdicts import FAILED, PASSED, SKIPPED
from tests.changes.gates.plans import Files, failures, judged, plan_of, wanted_in

PACKAGE: Files = {"app/__init__.py": "", "app/core.py": "NAME = 1\n"}
MOVES = {"app/__init__.py": "new/__init__.py", "app/core.py": "new/core.py"}
RENAMED = (("app", "new"),)
LAYERS = """
[[tool.netra.rules.layer-violation.contracts]]
name = "down"
layers = ["app.ui", "app.db"]
"""


def told(problems: tuple[Note, ...]) -> list[str]:
    """Write problems as lines."""
    return [f"{note.path}:{note.line} {note.text}" for note in problems]


def test_a_deleted_module_that_is_still_imported_74_times(tmp_path: Path) -> None:
    users = {f"app/user{number:02}.py": "from app.core import NAME\n" for number in range(74)}
    before = {**PACKAGE, **users}
    plan = plan_of(before, {"app/core.py": None}, keeps=ANYTHING)
    found = failures(judged(tmp_path, before, plan))
    assert len(found["resolve"]) == len(found["findings"]) == 74
    assert told(found["resolve"])[0] == "app/user00.py:1 `app.core` leads nowhere: no module `app.core`"


def test_what_led_nowhere_before_may_still(tmp_path: Path) -> None:
    before = {**PACKAGE, "app/a.py": "import app.gone\nfrom . import lost\nfrom app.core import nothing\n"}
    after = {"new/a.py": str(before["app/a.py"]).replace("app", "new")}
    plan = plan_of(before, after, {**MOVES, "app/a.py": "new/a.py"}, renamed=RENAMED)
    assert failures(judged(tmp_path, before, plan)) == {}


def test_old_names_that_are_left(tmp_path: Path) -> None:
    before = {
        **PACKAGE,
        "use.py": "from app import core\nfrom app.core import NAME\n",
        "other.py": "import app.core\n",
        "run": "#!/usr/bin/python\nimport app.core\n",
    }
    after = {"use.py": "from new import core\nfrom app.core import NAME\n", "run": before["run"]}
    plan = plan_of(before, {**after, "other.py": "import new.core\n"}, MOVES, renamed=RENAMED)
    left = [
        "use.py:2 `app.core.NAME` is imported by its old name",
        "run:2 `app.core` is imported by its old name",
    ]
    verdicts = judged(tmp_path, before, plan, findings=False)
    assert told(verdicts["resolve"].problems) == left
    listed = plan._replace(notes=(Note("run", 2, "a script"), Note("use.py", 2, "on purpose")))
    again = judge(Tree(str(tmp_path)), listed, wanted_in(tmp_path, findings=False))
    assert [verdict.outcome for verdict in again if verdict.gate == "resolve"] == [PASSED]


def test_a_module_below_its_old_name_is_no_old_name(tmp_path: Path) -> None:
    before: Files = {"app/__init__.py": "", "app/core.py": "X = 1\n", "use.py": "import app.core\n"}
    after: Files = {"app/inner/__init__.py": "", "use.py": "import app.inner.core\n"}
    plan = plan_of(before, after, {"app/core.py": "app/inner/core.py"}, renamed=(("app", "app.inner"),))
    assert failures(judged(tmp_path, before, plan)) == {}


def test_a_symbol_that_moved_alone(tmp_path: Path) -> None:
    before: Files = {"a.py": "X = 1\nY = 2\n", "use.py": "from a import X, Y\nprint(X, Y)\n"}
    after: Files = {
        "a.py": "Y = 2\n",
        "b.py": "Z = 1\n",
        "use.py": "from a import Y\nfrom b import Z\nprint(Z, Y)\n",
    }
    plan = plan_of(before, after, renamed=(("a:X", "b:Z"),), keeps=ANYTHING)
    assert failures(judged(tmp_path, before, plan)) == {}
    half = plan_of(before, {**after, "use.py": before["use.py"]}, renamed=(("a:X", "b:Z"),), keeps=ANYTHING)
    found = judge(Tree(str(tmp_path)), half, wanted_in(tmp_path))
    assert [verdict.gate for verdict in found if verdict.outcome == FAILED] == ["resolve", "findings"]


def test_a_new_cycle(tmp_path: Path) -> None:
    before: Files = {**PACKAGE, "app/ui.py": "import app.core\n"}
    plan = plan_of(before, {"app/core.py": "import app.ui\nNAME = 1\n"}, keeps=ANYTHING)
    assert [note.text[:6] for note in failures(judged(tmp_path, before, plan))["findings"]] == ["NET104"]
    assert judged(tmp_path, before, plan, findings=False)["findings"].outcome == SKIPPED


def test_a_broken_layer_by_the_configuration_of_afterwards(tmp_path: Path) -> None:
    before: Files = {
        "app/ui.py": "import app.db\n",
        "app/db.py": "",
        "pyproject.toml": "[tool.netra]\n" + LAYERS,
    }
    moves = {"app/ui.py": "new/ui.py", "app/db.py": "new/db.py"}
    after: Files = {
        "new/ui.py": "import new.db\n",
        "pyproject.toml": "[tool.netra]\n" + LAYERS.replace("app.", "new."),
    }
    plan = plan_of(before, after, moves, renamed=RENAMED)
    assert failures(judged(tmp_path, before, plan)) == {}
    wrong = plan_of(
        before,
        {**after, "new/db.py": "import new.ui\n", "new/ui.py": ""},
        moves,
        renamed=RENAMED,
        keeps=ANYTHING,
    )
    found = judge(Tree(str(tmp_path)), wrong, wanted_in(tmp_path))
    assert [note.text.split()[1] for note in found[3].problems] == ["layer-violation:"]


def test_a_finding_moves_with_its_file(tmp_path: Path) -> None:
    before: Files = {**PACKAGE, "app/bad.py": "import os\n\nX = os.environ['X']\nfrom .core import NAME\n"}
    plan = plan_of(before, {}, {**MOVES, "app/bad.py": "new/bad.py"}, renamed=RENAMED)
    assert failures(judged(tmp_path, before, plan)) == {}


def test_a_finding_on_a_relative_import_stays_one_under_a_new_name(tmp_path: Path) -> None:
    before: Files = {
        **PACKAGE,
        "app/bad.py": "from .core import NAME\n",
        "app/sub/worse.py": "from ..core import NAME\n",
    }
    bad, worse = "from .heart import NAME\n", "from ..heart import NAME\n"
    renamed = (("app.core", "app.heart"),)
    after: Files = {"app/bad.py": bad, "app/sub/worse.py": worse}
    plan = plan_of(before, after, {"app/core.py": "app/heart.py"}, renamed=renamed)
    assert failures(judged(tmp_path, before, plan)) == {}
    more = plan_of(
        before, {**after, "app/__init__.py": bad}, {"app/core.py": "app/heart.py"}, renamed=renamed
    )
    found = failures({one.gate: one for one in judge(Tree(str(tmp_path)), more, wanted_in(tmp_path))})
    assert [note.path for note in found["findings"]] == ["app/__init__.py"]


def test_a_number_that_rises_with_an_import_is_no_new_finding(tmp_path: Path) -> None:
    lines = "x = 1\n" * 460
    before: Files = {"a.py": "X = 1\nY = 2\n", "b.py": "X = 1\n", "use.py": "from a import X, Y\n" + lines}
    after: Files = {"use.py": "from a import Y\nfrom b import X\n" + lines}
    plan = plan_of(before, after, renamed=(("a:X", "b:X"),))
    assert failures(judged(tmp_path, before, plan)) == {}
    found = judge(Tree(str(tmp_path)), plan._replace(keeps=ANYTHING), wanted_in(tmp_path))
    assert [note.text for note in found[3].problems] == ["NET201 file-too-long: 462 lines, limit 450"]


def test_without_python_there_is_nothing_to_resolve(tmp_path: Path) -> None:
    plan = plan_of({"a.md": "app\n"}, {"a.md": "new\n"}, renamed=RENAMED)
    outcomes = [verdict.outcome for verdict in judged(tmp_path, {"a.md": "app\n"}, plan).values()]
    assert outcomes == [PASSED, PASSED, SKIPPED, SKIPPED]
