"""The copy of mypy's configuration: all that it says, but for what would run code or write files."""

from __future__ import annotations

import configparser
import tomllib
from pathlib import Path

import pytest

from netra_tools.errors import NetraError
from netra_tools.external.mypy_config import NONE, sanitise

TOML = r"""
[tool.mypy]
plugins = ["evil"]
"python-executable" = "./evil"
strict = true
mypy_path = ["$MYPY_CONFIG_FILE_DIR/stubs", "C:\\x \"y\" é \u007f"]
html_report = "out"
files = "app"

[[tool.mypy.overrides]]
module = ["a.*", "b"]
plugins = ["evil"]
disallow_untyped_defs = false
"""


def test_toml_is_copied_without_what_runs(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(TOML)
    found = sanitise(str(tmp_path))
    assert tomllib.loads(found.text)["tool"]["mypy"] == {
        "strict": True,
        "mypy_path": [f"{tmp_path}/stubs", 'C:\\x "y" é \x7f'],
        "files": "app",
        "overrides": [{"module": ["a.*", "b"], "disallow_untyped_defs": False}],
    }
    assert (found.suffix, found.has_targets, found.dropped) == (
        ".toml",
        True,
        ("plugins", "python_executable"),
    )


INI = """
[DEFAULT]
plugins = evil
warn_unused_ignores = True
[mypy]
Python-Executable = ./evil
install_types = True
mypy_path =
    $MYPY_CONFIG_FILE_DIR/stubs
    other
[mypy-a.*]
ignore_errors = True
plugins = evil
[flake8]
max-line-length = 100
"""


def test_ini_is_copied_with_its_defaults(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text(INI)
    found = sanitise(str(tmp_path))
    parser = configparser.RawConfigParser()
    parser.read_string(found.text)
    assert {name: dict(parser[name]) for name in parser.sections()} == {
        "mypy": {"warn_unused_ignores": "True", "mypy_path": f"\n{tmp_path}/stubs\nother"},
        "mypy-a.*": {"warn_unused_ignores": "True", "ignore_errors": "True"},
    }
    assert (found.suffix, found.has_targets, found.dropped) == (
        ".ini",
        False,
        ("plugins", "python_executable"),
    )


def test_the_file_that_mypy_would_choose_is_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\n")
    assert sanitise(str(tmp_path)) == NONE
    for name, text in (("setup.cfg", "[mypy]\na = 1\n"), ("pyproject.toml", "[tool.mypy]\na = 2\n")):
        (tmp_path / name).write_text(text)
        assert text.split()[1] in sanitise(str(tmp_path)).text
    (tmp_path / "mypy.ini").write_text("[mypy]\nb = 3\n")
    assert "b = 3" in sanitise(str(tmp_path)).text


BAD = [
    ("mypy.ini", "[mypy"),
    ("pyproject.toml", "[tool.mypy"),
    ("setup.cfg", "a\n[mypy]"),
    ("mypy.ini", "\xff"),
]


@pytest.mark.parametrize(("name", "text"), BAD)
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="latin-1")
    with pytest.raises(NetraError, match=f"mypy's configuration {name} cannot be read: "):
        sanitise(str(tmp_path))
