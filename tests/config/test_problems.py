"""Every mistake is named with its place and what was probably meant; all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.config.load import load_config
from netra_tools.errors import ConfigError
from tests.config.rules import specs
from tests.config.tables import INVALID, VALID, Wrong


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in VALID.items()])
def test_what_is_right_is_accepted(tmp_path: Path, text: str) -> None:
    (tmp_path / "netra.toml").write_text(text, encoding="utf-8")
    assert load_config(str(tmp_path), None, specs).source == "netra.toml"


@pytest.mark.parametrize("wrong", [pytest.param(wrong, id=name) for name, wrong in INVALID.items()])
def test_what_is_wrong_is_told(tmp_path: Path, wrong: Wrong) -> None:
    (tmp_path / "netra.toml").write_text(wrong.text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(str(tmp_path), None, specs)
    assert caught.value.problems == ((f"netra.toml: {wrong.message}", wrong.hint),)


MANY = """
[tool.netra]
root = []
select = ["NET999"]
[tool.netra.services.api]
package = 3
[tool.netra.rules.file-too-long]
max_line = 3
max_lines = "3"
[tool.netra.rules.nonsense]
[[tool.netra.overrides]]
ignore = [1]
rules.file-too-long.max_lines = -3
"""


def test_all_problems_are_told_at_once_under_their_full_names(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(MANY)
    with pytest.raises(ConfigError) as caught:
        load_config(str(tmp_path), None, specs)
    assert [message.removeprefix("pyproject.toml: ") for message, _ in caught.value.problems] == [
        "[tool.netra] has no key 'root'",
        "[tool.netra.services.api] package expects a string, given the integer 3",
        "[tool.netra.services.api] lacks the key 'root'",
        "[tool.netra] select: no rule is called 'NET999'",
        "[tool.netra.rules.file-too-long] has no key 'max_line'",
        '[tool.netra.rules.file-too-long] max_lines expects an integer, given the string "3"',
        "[tool.netra.rules] has no rule 'nonsense'",
        "[[tool.netra.overrides]] no. 1 ignore item 1 expects a string, given the integer 1",
        "[[tool.netra.overrides]] no. 1 lacks the key 'paths'",
        "[tool.netra.overrides.rules.file-too-long] of [[tool.netra.overrides]] no. 1 "
        "max_lines must not be negative, given -3",
    ]


def test_a_table_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\nnetra = 3")
    with pytest.raises(ConfigError) as caught:
        load_config(str(tmp_path), None, specs)
    assert caught.value.problems == (("pyproject.toml: [tool.netra] is a table, given the integer 3", ""),)
