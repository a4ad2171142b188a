"""NET606."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.rules.protected_literal import ProtectedLiteral
from tests.literals.views import findings, told

CONFIG = """
[[tool.netra.literals.protected]]
value = "TOKEN"
category = "environment"
owner = "the platform team"
reason = "the vault has it"
"""
USE = 'import os\nos.environ["TOKEN"]\n'
SAID = "`TOKEN` (environment) has been changed or removed: the vault has it; ask the platform team"

TREES = [
    pytest.param({"app/a.py": USE}, False, id="it stands"),
    pytest.param({"app/a.py": USE.replace("TOKEN", "TOKEN2")}, True, id="renamed"),
    pytest.param({"app/a.py": 'raise E("TOKEN")\n'}, True, id="as something else"),
    pytest.param({"tests/test_a.py": USE}, True, id="in a test alone"),
    pytest.param({"app/a.py": f"{USE}def broken(:\n"}, False, id="in a file that does not parse"),
    pytest.param({".env.example": "TOKEN=\n"}, False, id="in a file that defines it"),
]


@pytest.mark.parametrize(("files", "is_told"), TREES)
def test_trees(tmp_path: Path, files: dict[str, str], is_told: bool) -> None:
    found = told(ProtectedLiteral(), tmp_path, {"pyproject.toml": CONFIG, **files})
    assert found == ([f"pyproject.toml:0 {SAID}"] if is_told else [])


def test_any_category(tmp_path: Path) -> None:
    config = CONFIG.replace('category = "environment"', "")
    files = {"pyproject.toml": config, "app/a.py": 'raise E("TOKEN")\n'}
    assert told(ProtectedLiteral(), tmp_path, files) == []
    found = findings(ProtectedLiteral(), tmp_path, {**files, "app/a.py": "\n"})
    assert [(item.path, item.subject) for item in found] == [("pyproject.toml", "TOKEN")]
