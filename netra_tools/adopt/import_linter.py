"""Reads a configuration of import-linter, wherever it keeps one, as import-linter itself would."""

from __future__ import annotations

import configparser
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

from netra_tools.errors import NetraError
from netra_tools.project.read import read_source

LARGEST = 1 << 24
SECTION = "importlinter"
# Its own order: the first that speaks of it is read, and no other.
FILES = ("setup.cfg", ".importlinter", "pyproject.toml")
Options = Mapping[str, Any]


class Contract(NamedTuple):
    """One contract as written."""

    name: str
    kind: str
    options: Options

    def listed(self, key: str) -> list[str]:
        """Give an option as a list, without blank lines."""
        return as_list(self.options.get(key, []))

    def is_on(self, key: str, *, default: bool = False) -> bool:
        """Tell whether an option is true."""
        return is_true(self.options.get(key, default))

    def text(self, key: str) -> str:
        """Give an option as text."""
        return str(self.options.get(key, "")).strip()


class Linter(NamedTuple):
    """What a configuration of import-linter says."""

    file: str
    packages: tuple[str, ...]
    typing: bool  # imports for type checkers count
    externals: bool  # packages outside of the project are looked at, too
    contracts: tuple[Contract, ...]


def read_linter(root: str) -> Linter:
    """Read the configuration at the root of a repository.

    Raises: NetraError when there is none, or it cannot be read.
    """
    for file in FILES:
        content = read_source(root, file, LARGEST)
        found = read_file(file, content) if isinstance(content, bytes) else None
        if found is not None:
            return make(file, *found)
    raise NetraError(
        "no configuration of import-linter is found",
        f"looked for {', '.join(FILES)} with [{SECTION}] in {root}",
    )


def read_file(file: str, content: bytes) -> tuple[Options, list[Options]] | None:
    """Read one file; None when it does not speak of import-linter.

    Raises: NetraError when it cannot be parsed.
    """
    try:
        text = content.decode("utf-8-sig")
        return read_toml(text) if file.endswith(".toml") else read_ini(text)
    except (ValueError, configparser.Error) as error:
        reason = str(error).splitlines()[0]
        raise NetraError(f"{file} cannot be read: {reason[:1].lower()}{reason[1:]}") from error


def read_ini(text: str) -> tuple[Options, list[Options]] | None:
    """Read an INI file; a value of several lines is a list."""
    parser = configparser.ConfigParser()
    parser.read_string(text)
    if SECTION not in parser:
        return None
    names = [name for name in parser.sections() if name.startswith(f"{SECTION}:")]
    return split_lines(parser[SECTION]), [split_lines(parser[name]) for name in names]


def split_lines(section: Mapping[str, str]) -> dict[str, Any]:
    """Split the values of several lines."""
    return {key: value.strip().split("\n") if "\n" in value else value for key, value in section.items()}


def read_toml(text: str) -> tuple[Options, list[Options]] | None:
    """Read a pyproject.toml."""
    table = tomllib.loads(text).get("tool", {}).get(SECTION)
    return (table, table.get("contracts", [])) if table else None


def make(file: str, session: Options, contracts: list[Options]) -> Linter:
    """Make what was read easy to ask.

    Raises: NetraError for a contract without a name or a type.
    """
    for contract in contracts:
        if "name" not in contract or "type" not in contract:
            raise NetraError(f"{file}: a contract lacks its name or its type", "see what lint-imports says")
    return Linter(
        file,
        tuple(as_list(session.get("root_packages", session.get("root_package", [])))),
        not is_true(session.get("exclude_type_checking_imports", False)),
        is_true(session.get("include_external_packages", False)),
        tuple([Contract(str(one["name"]), str(one["type"]), one) for one in contracts]),
    )


def as_list(value: Any) -> list[str]:
    """Give one value or several as a list."""
    values = value if isinstance(value, list) else [value]
    return [str(one).strip() for one in values if str(one).strip()]


def is_true(value: object) -> bool:
    """Read a boolean in either notation."""
    return str(value).strip().lower() == "true"
