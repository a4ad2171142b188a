"""The index of literals is configured with the same care as the rest, and does without configuration."""

from __future__ import annotations

from pathlib import Path

from netra_tools.config.literals import CATEGORIES
from netra_tools.config.load import load_config
from netra_tools.config.model import (
    DEFAULT_DEFINITION_FILES,
    DEFAULT_UNINDEXED,
    Config,
    LiteralRule,
    LiteralSettings,
    Protected,
)
from netra_tools.literals import categories
from tests.config.rules import specs

FULL = """
[literals]
definition_files = ["/.env", "deploy/**"]
near_synonyms = [["uri", "url"]]
[[literals.rules]]
call = "publish_*"
argument = 0
category = "events"
[[literals.rules]]
call = "publish_*"
argument = "topic"
category = "events"
[[literals.protected]]
value = "payment.settled"
owner = "billing"
reason = "the ledger reads it"
"""


def load(directory: Path, text: str) -> Config:
    (directory / "netra.toml").write_text(text, encoding="utf-8")
    return load_config(str(directory), None, specs)


def test_the_categories_are_those_of_the_literals() -> None:
    assert CATEGORIES == categories.CATEGORIES


def test_what_is_said_arrives_and_the_rest_is_the_default(tmp_path: Path) -> None:
    assert load(tmp_path, FULL).literals == LiteralSettings(
        definition_files=("/.env", "deploy/**"),
        exclude=DEFAULT_UNINDEXED,
        near_synonyms=(("uri", "url"),),
        rules=(
            LiteralRule("events", call="publish_*", argument=0),
            LiteralRule("events", call="publish_*", argument="topic"),
        ),
        protected=(Protected("payment.settled", "the ledger reads it", "billing"),),
    )


def test_nothing_said_is_the_default(tmp_path: Path) -> None:
    for text in ("", "[literals]", "[literals]\nrules = []"):
        settings = load(tmp_path, text).literals
        assert settings == LiteralSettings()
        assert settings.definition_files == DEFAULT_DEFINITION_FILES


def test_the_fingerprint_knows_them(tmp_path: Path) -> None:
    assert load(tmp_path, FULL).fingerprint != load(tmp_path, "").fingerprint
