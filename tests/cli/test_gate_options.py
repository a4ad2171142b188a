"""Which gates the options and the configuration ask for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from netra_tools.changes.gates.wanted import Wanted
from netra_tools.cli.gate_options import wanted_gates
from netra_tools.config.load import load_config
from netra_tools.errors import ConfigError
from netra_tools.rules.registry import rule_specs

CONFIGURED = """
[changes]
gates = ["ruff", "collect"]
test_command = "pytest"
commands = ["make lint"]
variables = ["DATABASE_URL"]
timeout = 5
"""


NOTHING = {
    "ruff": False,
    "mypy": False,
    "collect": False,
    "tests": None,
    "commands": (),
    "no_findings": False,
}


def wanted(root: Path, said: str = "", *, trusted: bool = False, **options: Any) -> Wanted:
    """Say which gates are wanted by options, which are as the command line gives them."""
    (root / "netra.toml").write_text(said)
    config = load_config(str(root), None, rule_specs, trusted=trusted)
    return wanted_gates({**NOTHING, **options}, config)


def test_what_is_asked_for_is_wanted(tmp_path: Path) -> None:
    asked = wanted(tmp_path, mypy=True, tests="pytest -q", commands=("a", "b"), no_findings=True)
    assert asked[1:-1] == (False, False, True, False, "pytest -q", ("a", "b"), (), (), 900)


def test_code_runs_by_configuration_only_with_trust(tmp_path: Path) -> None:
    asked = wanted(tmp_path, CONFIGURED)
    skipped = ("collect", "tests", "command")
    assert asked[1:-1] == (True, True, False, False, "", (), skipped, ("DATABASE_URL",), 5)
    trusted = wanted(tmp_path, CONFIGURED, trusted=True)
    assert trusted[1:-1] == (True, True, False, True, "pytest", ("make lint",), (), ("DATABASE_URL",), 5)


def test_what_is_asked_for_as_well_is_not_skipped(tmp_path: Path) -> None:
    asked = wanted(tmp_path, CONFIGURED, collect=True, tests="tox", commands=("make lint",))
    assert (asked.collect, asked.tests, asked.commands, asked.unasked) == (True, "tox", ("make lint",), ())


@pytest.mark.parametrize("said", ['gates = ["flake8"]', "timeout = 0", "test-command = 'x'"])
def test_what_is_wrong_is_refused(tmp_path: Path, said: str) -> None:
    (tmp_path / "netra.toml").write_text(f"[changes]\n{said}\n")
    with pytest.raises(ConfigError):
        load_config(str(tmp_path), None, rule_specs)


def test_gates_are_no_reason_to_check_anew(tmp_path: Path) -> None:
    plain = load_config(str(tmp_path), None, rule_specs)
    (tmp_path / "netra.toml").write_text(CONFIGURED)
    assert load_config(str(tmp_path), None, rule_specs).fingerprint == plain.fingerprint
