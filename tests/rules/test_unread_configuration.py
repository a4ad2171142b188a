"""NET604."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.rules.unread_configuration import UnreadConfiguration
from tests.literals.views import told

FILES = {
    ".env.example": "READ=\nIDLE=\nlower=\n",
    "config/app.yaml": "log_level: x\nidle_key: y\n",
    "app/a.py": 'import os\nos.environ["READ"], os.environ["LOWER"], settings["log_level"]\n',
}
RULES = [
    pytest.param(UnreadConfiguration(), [".env.example:2 environment `IDLE` is read nowhere"], id="default"),
    pytest.param(
        UnreadConfiguration(categories=("configuration",)),
        ["config/app.yaml:2 configuration `idle_key` is read nowhere"],
        id="other category",
    ),
    pytest.param(UnreadConfiguration(exempt_keys=("ID*",)), [], id="exempt key"),
    pytest.param(UnreadConfiguration(exempt_files=(".env*",)), [], id="exempt file"),
]


@pytest.mark.parametrize(("rule", "expected"), RULES)
def test_rules(tmp_path: Path, rule: UnreadConfiguration, expected: list[str]) -> None:
    assert told(rule, tmp_path, FILES) == expected


def test_a_test_reads_too(tmp_path: Path) -> None:
    files = {**FILES, "tests/test_a.py": 'import os\nos.environ["IDLE"]\n'}
    assert told(UnreadConfiguration(), tmp_path, files) == []


def test_a_key_is_told_once(tmp_path: Path) -> None:
    files = {"a.env": "IDLE=\nIDLE=\n", "b.env": "IDLE=\n"}
    assert told(UnreadConfiguration(), tmp_path, files) == ["a.env:1 environment `IDLE` is read nowhere"]
