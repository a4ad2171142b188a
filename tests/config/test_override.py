"""Keys that the command line sets are laid over the file, and held against the same shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.config.load import load_config
from netra_tools.errors import ConfigError, NetraError
from tests.config.rules import specs

FILE = "roots = ['a']\n[rules.file-too-long]\nmax_lines = 3\nseverity = 'warning'\n"


def problems(root: Path, *settings: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(str(root), None, specs, settings)
    return [message for message, _ in caught.value.problems]


def test_settings_win_and_leave_the_rest(tmp_path: Path) -> None:
    (tmp_path / "netra.toml").write_text(FILE)
    settings = (
        "rules.file-too-long.max_lines=7",
        "select = ['NET2']",
        "rules.function-too-long.count=code",
        "exclude = ['x=y']",
    )
    config = load_config(str(tmp_path), None, specs, settings)
    assert config.rules == {
        "file-too-long": {"max_lines": 7, "severity": "warning"},
        "function-too-long": {"count": "code"},
    }
    assert (config.roots, config.select, config.exclude) == (("a",), ("NET2",), ("x=y",))
    assert config.source == "netra.toml"
    assert config.fingerprint != load_config(str(tmp_path), None, specs).fingerprint


def test_without_a_file_there_is_no_source(tmp_path: Path) -> None:
    config = load_config(str(tmp_path), None, specs, ["rules.file-too-long.max_lines=7"])
    assert (config.source, config.rules) == ("", {"file-too-long": {"max_lines": 7}})


def test_mistakes_are_told_like_those_of_a_file(tmp_path: Path) -> None:
    wrong = '[tool.netra.rules.file-too-long] max_lines expects an integer, given the string "many"'
    assert problems(tmp_path, "rules.file-too-long.max_lines=many") == [f"--set: {wrong}"]
    (tmp_path / "pyproject.toml").write_text("[tool.netra]\nroots = []")
    assert problems(tmp_path, "rules.file-too-long.max_lines=many") == [f"pyproject.toml: {wrong}"]
    (tmp_path / "pyproject.toml").write_text("[tool]\nnetra = 3")
    assert problems(tmp_path, "roots=[]") == ["pyproject.toml: [tool.netra] is a table, given the integer 3"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("rules", "--set rules is not KEY=VALUE"),
        ("=3", "--set =3 is not KEY=VALUE"),
        ("a b=3", "--set a b is no key of a TOML table"),
    ],
)
def test_what_is_no_setting(tmp_path: Path, setting: str, message: str) -> None:
    with pytest.raises(NetraError) as caught:
        load_config(str(tmp_path), None, specs, [setting])
    assert caught.value.message.startswith(message)
