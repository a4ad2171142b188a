"""The schema and the loader agree on what is right."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from netra_tools.config.load import load_config
from netra_tools.config.schema import config_schema
from netra_tools.rules.registry import configuration_schema, rule_specs
from tests.config.rules import specs
from tests.config.tables import INVALID, VALID, Wrong

SCHEMA = config_schema(specs(), lambda rule: {"max_lines": "the most lines"})


def accepts(text: str) -> bool:
    return bool(Draft202012Validator(SCHEMA).is_valid(tomllib.loads(text)))


@pytest.mark.parametrize("schema", [SCHEMA, configuration_schema()], ids=["fakes", "real rules"])
def test_it_is_a_schema(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in VALID.items()])
def test_it_accepts_what_the_loader_accepts(text: str) -> None:
    assert accepts(text)


@pytest.mark.parametrize(
    "wrong", [pytest.param(wrong, id=name) for name, wrong in INVALID.items() if wrong.by_schema]
)
def test_it_refuses_what_the_loader_refuses(wrong: Wrong) -> None:
    assert not accepts(wrong.text)


def test_a_rule_is_described_with_its_defaults() -> None:
    rule = SCHEMA["$defs"]["function-too-long"]
    assert rule["title"] == "NET202 function-too-long"
    assert rule["description"] == "A function is too long."
    assert rule["additionalProperties"] is False
    assert rule["properties"]["max_lines"] == {
        "type": "integer",
        "minimum": 0,
        "default": 25,
        "description": "the most lines",
    }
    assert rule["properties"]["count"] == {
        "type": "string",
        "enum": ["physical", "code"],
        "default": "physical",
    }
    assert SCHEMA["$defs"]["file-too-long"]["description"] == "A file is too long."


def test_every_key_and_every_option_of_the_real_rules_has_a_text_and_a_default() -> None:
    schema = configuration_schema()
    tables = [schema, *(schema["$defs"][spec.slug] for spec in rule_specs())]
    keys = {key: told for table in tables for key, told in table["properties"].items()}
    assert {key for key, told in keys.items() if not told.get("description")} == set()
    assert {key for key, told in keys.items() if "default" not in told} <= {"rules", "overrides"}


def test_netra_configures_itself() -> None:
    root = Path(__file__).parents[2]
    config = load_config(str(root), None, rule_specs)
    assert config.source == "pyproject.toml"
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["netra"]
    assert list(Draft202012Validator(configuration_schema()).iter_errors(table)) == []
