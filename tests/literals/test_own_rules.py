"""Rules for literals, from the configuration file to what they decide."""

from __future__ import annotations

from pathlib import Path

from netra_tools.config.load import load_config
from netra_tools.config.model import LiteralRule

TEXT = """
[[literals.rules]]
call = "announce_*"
argument = 0
category = "events"

[[literals.rules]]
key_of = "kinds"
category = "states"
"""


def test_rules_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "netra.toml").write_text(TEXT)
    assert load_config(str(tmp_path), None, tuple).literals.rules == (
        LiteralRule("events", call="announce_*", argument=0),
        LiteralRule("states", key_of="kinds"),
    )


def test_there_are_none_by_default(tmp_path: Path) -> None:
    assert load_config(str(tmp_path), None, tuple).literals.rules == ()
