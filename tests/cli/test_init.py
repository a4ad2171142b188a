"""`netra init` as a whole: what it proposes, shows and writes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import make, netra

LAYERED = {
    "pyproject.toml": "[project]\nname = 'app'\n",
    "src/app/__init__.py": "",
    "src/app/ui/__init__.py": "import app.core.x\nimport app.db\n",
    "src/app/core/__init__.py": "",
    "src/app/core/x.py": "import app.db\n",
    "src/app/db/__init__.py": "",
    "tests/test_app.py": "import app.ui\n\n\ndef test_app():\n    assert app.ui\n",
}
TABLE = """
[[tool.netra.rules.layer-violation.contracts]]
name = "layers"
containers = ["app"]
layers = ["ui", "core", "db"]
"""


SHOWN = """\
files     6 files, 1 of them tests; app (5), tests (1)
roots     ., src (the tree says so)
exclude   nothing that is generated or copied
services  none: the repository is one project
layers    3 levels: 3 of 3 imports between the parts of app lead downwards
limits    file-too-long 450 (the default): 100 % of 2 keep it, the largest has 2

--- a/pyproject.toml
+++ b/pyproject.toml
@@ -1,2 +1,7 @@
 [project]
 name = 'app'
+
+[[tool.netra.rules.layer-violation.contracts]]
+name = "layers"
+containers = ["app"]
+layers = ["ui", "core", "db"]

under it, netra check says: PASS no findings in 6 files

nothing is written; netra init --apply writes pyproject.toml
"""


def test_shows_and_writes_nothing(tmp_path: Path) -> None:
    root = make(tmp_path, LAYERED)
    assert netra(root, "init") == (0, SHOWN, "")
    assert (root / "pyproject.toml").read_text() == LAYERED["pyproject.toml"]
    assert sorted(os.listdir(root)) == [".git", "pyproject.toml", "src", "tests"]


def test_writes_when_told_to_and_never_again(tmp_path: Path) -> None:
    root = make(tmp_path, LAYERED)
    assert netra(root, "init", "--apply").out.endswith("\nwrote pyproject.toml\n")
    assert (root / "pyproject.toml").read_text() == LAYERED["pyproject.toml"] + TABLE
    assert netra(root, "check", "--ci").out.startswith("PASS no findings in 6 files\n")
    (root / "src/app/db/__init__.py").write_text("import app.ui\n")
    assert "layer-violation" in netra(root, "check", "--ci").out
    again = netra(root, "init", "--apply")
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("netra: netra is configured already, in pyproject.toml\n  hint: ")


def test_services_and_what_they_share(tmp_path: Path) -> None:
    files = {
        "worker/src/worker/__init__.py": "import lib.text\n",
        "api/src/api/__init__.py": "import lib, worker\n",
    }
    files |= {"lib/src/lib/__init__.py": "", "lib/src/lib/text.py": "A = 1\n"}
    files |= {f"{name}/pyproject.toml": "[project]\n" for name in ("api", "worker", "lib")}
    root = make(tmp_path, files)
    assert netra(root, "init", "--apply").code == 0
    assert (root / "netra.toml").read_text() == (
        '[services.api]\nroot = "api"\n\n[services.lib]\nroot = "lib"\n\n'
        '[services.worker]\nroot = "worker"\n\n'
        '[rules.service-independence]\nshared = ["lib"]\n'
    )
    assert "service `api` imports `worker` of service `worker`" in netra(root, "check", "--ci").out


def test_tests_in_packages_are_not_held_to_the_layers(tmp_path: Path) -> None:
    files = {**LAYERED, "src/app/db/tests/__init__.py": "", "src/app/db/tests/test_db.py": "import app.ui\n"}
    root = make(tmp_path, files)
    assert netra(root, "init", "--apply").code == 0
    assert (
        'ignore_imports = ["**.tests.** -> **", "**.test_* -> **"]' in (root / "pyproject.toml").read_text()
    )
    assert "layer-violation" not in netra(root, "check", "--ci").out


NOTHING = {
    "no Python": ({"a.txt": ""}, [], "no Python files found in "),
    "no tach": ({}, ["--from", "tach"], "there is no tach.toml and no [tool.tach]"),
    "no import-linter": ({}, ["--from", "import-linter"], "no configuration of import-linter is found"),
    "another form": (
        {"tach.toml": "modules = 3\n"},
        ["--from", "tach"],
        "tach.toml is not as tach writes it",
    ),
    "no INI": ({".importlinter": "x\n"}, ["--from", "import-linter"], ".importlinter cannot be read"),
    "nothing converted": (
        {".importlinter": "[importlinter]\nroot_package=a\n[importlinter:contract:1]\nname=n\ntype=own\n"},
        ["--from", "import-linter"],
        "nothing of import-linter's configuration can be converted\nnetra: contract 'n': netra has no",
    ),
}


@pytest.mark.parametrize(("files", "arguments", "said"), NOTHING.values(), ids=NOTHING.keys())
def test_nothing_to_go_by(tmp_path: Path, files: dict[str, str], arguments: list[str], said: str) -> None:
    code = {"a.py": ""} if arguments else {}
    ran = netra(make(tmp_path, code | files), "init", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"netra: {said}")


IMPORT_LINTER = """\
[importlinter]
root_packages =
    app
include_external_packages = True

[importlinter:contract:1]
name = layers
type = layers
layers =
    app.ui
    app.core
ignore_imports =
    app.db -> app.ui

[importlinter:contract:2]
name = no requests
type = forbidden
source_modules = app.db
forbidden_modules = requests
broken_contract_guidance = Ask the team.

[importlinter:contract:3]
name = ring
type = acyclic_siblings
ancestors = app
"""
CONVERTED = """\
[[rules.layer-violation.contracts]]
name = "layers"
layers = ["app.ui", "app.core"]
ignore_imports = ["app.db -> app.ui"]

# Ask the team.
[[rules.forbidden-import.contracts]]
name = "no requests"
source = ["app.db"]
forbidden = ["requests"]
indirect = true
"""


def test_converts_import_linter(tmp_path: Path) -> None:
    files = {name: source for name, source in LAYERED.items() if name != "pyproject.toml"}
    root = make(
        tmp_path, {**files, ".importlinter": IMPORT_LINTER, "src/app/core/y.py": "import app.ui, requests\n"}
    )
    ran = netra(root, "init", "--from", "import-linter", "--apply")
    assert (ran.code, ran.err) == (0, "")
    assert (root / "netra.toml").read_text() == CONVERTED
    assert ran.out.endswith(
        "\nnot converted:\n"
        "  contract 'layers': no import is 'app.db -> app.ui'; "
        "import-linter minds that (error), netra does not\n"
        "  contract 'ring': netra has no contract of the type acyclic_siblings; it is left out\n"
        "\nunder it, netra check --select layer-violation,forbidden-import,confined-import says: "
        "FAIL 1 error in 1 of 7 files\n"
        "        1  layer-violation\n"
        "\nwrote netra.toml\n"
        "next: netra baseline record accepts what is there today, so that only what is new fails\n"
    )


TACH = """\
source_roots = ["src"]
interfaces = [{expose = ["x"]}]

[[modules]]
path = "app.core"
depends_on = [{path = "app.db", deprecated = true}]

[[modules]]
path = "app.db"
depends_on = []

[[modules]]
path = "app.ui"
"""


def test_converts_tach(tmp_path: Path) -> None:
    source = "# tach-ignore\nimport app.ui\n"
    root = make(tmp_path, {**LAYERED, "tach.toml": TACH, "src/app/core/y.py": source})
    ran = netra(root, "init", "--from", "tach")
    assert (ran.code, ran.err) == (0, "")
    assert '+source = ["app.core"]\n+forbidden = ["app.ui"]\n' in ran.out
    assert '+roots = ["src"]\n' in ran.out
    assert ran.out.split("not converted:\n")[1].splitlines()[:3] == [
        "  interfaces: netra has no rule for which names of a module are public",
        "  module 'app.core': 'app.db' is allowed, without a word of its being deprecated",
        "  # tach-ignore in src/app/core/y.py: write # netra: ignore[forbidden-import] instead",
    ]


@pytest.mark.parametrize(
    ("source", "code"), [("import app.db\n", 0), ("import app.ui\n", 1)], ids=["kept", "broken"]
)
def test_import_linter_itself_agrees(tmp_path: Path, source: str, code: int) -> None:
    pytest.importorskip("importlinter")
    contracts = IMPORT_LINTER.partition("[importlinter:contract:3]")[0].replace(
        "ignore_imports =\n    app.db -> app.ui\n", ""
    )
    files = {name: text for name, text in LAYERED.items() if name != "pyproject.toml"}
    root = make(tmp_path, {**files, ".importlinter": contracts, "src/app/core/y.py": source})
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as main; main()",
        "--no-cache",
    ]
    theirs = subprocess.run(
        command, cwd=root, env=os.environ | {"PYTHONPATH": "src"}, capture_output=True, text=True, check=False
    )
    assert netra(root, "init", "--from", "import-linter", "--apply").code == 0
    ours = netra(root, "check", "--select", "layer-violation,forbidden-import")
    assert (theirs.returncode, ours.code) == (code, code), theirs.stdout + theirs.stderr
