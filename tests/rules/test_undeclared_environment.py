"""NET603."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.rules.undeclared_environment import UndeclaredEnvironment
from tests.literals.views import told

ENV = {".env.example": "KNOWN=\n"}
USE = 'import os\nos.environ["TOKEN"]\nos.getenv("KNOWN")\n'
SAID = "environment variable `TOKEN` is used here and declared nowhere"

TREES = [
    pytest.param({**ENV, "app/a.py": USE}, [f"app/a.py:2 {SAID}"], id="undeclared"),
    pytest.param({**ENV, "app/a.py": USE, "app/b.py": USE}, [f"app/a.py:2 {SAID}"], id="told once"),
    pytest.param({"app/a.py": USE}, [], id="no file defines variables"),
    pytest.param({"compose.yaml": "name: x\n", "app/a.py": USE}, [], id="nor does one without variables"),
    pytest.param({".env.example": "KNOWN=\nTOKEN=\n", "app/a.py": USE}, [], id="declared"),
    pytest.param(
        {**ENV, "compose.yaml": "services: {a: {environment: [TOKEN]}}\n", "app/a.py": USE},
        [],
        id="declared in a compose file",
    ),
    pytest.param(
        {**ENV, "compose.yaml": "services: {a: {image: '${TOKEN}'}}\n", "app/a.py": USE},
        [f"app/a.py:2 {SAID}"],
        id="used in a compose file",
    ),
    pytest.param({**ENV, "tests/test_a.py": USE}, [], id="test"),
    pytest.param({**ENV, "app/a.py": 'import os\nos.environ["HOME"]\n'}, [], id="given by the system"),
    pytest.param({**ENV, "app/a.py": 'import os\nos.environ["APP_" + name]\n'}, [], id="beginning of a name"),
]


@pytest.mark.parametrize(("files", "expected"), TREES)
def test_trees(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    assert told(UndeclaredEnvironment(), tmp_path, files) == expected


def test_what_is_provided_can_be_named(tmp_path: Path) -> None:
    rule = UndeclaredEnvironment(provided=("TOK*",))
    assert told(rule, tmp_path, {**ENV, "app/a.py": USE}) == []
