"""mypy's configuration without what would run code or write files: a copy that a stranger may have written.

mypy imports the `plugins` that its configuration names, starts the `python_executable`, installs packages
when told to, and writes reports. The copy has none of these and says everything else.
"""

from __future__ import annotations

import configparser
import io
import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from netra_tools.errors import NetraError
from netra_tools.project.read import read_source

NAMES = ("mypy.ini", ".mypy.ini", "pyproject.toml", "setup.cfg")  # the first that speaks of mypy
SHARED = ("pyproject.toml", "setup.cfg")
DROPPED = frozenset(
    (
        *("plugins", "python_executable", "install_types", "non_interactive", "pdb"),
        *("cache_dir", "sqlite_cache", "num_workers", "junit_xml", "junit_format"),
        *("timing_stats", "line_checking_stats", "output"),
    )
)
REPORT = "_report"  # html_report and its like
TARGETS = frozenset(("files", "packages", "modules"))
Tables = dict[str, dict[str, Any]]


class Sanitised(NamedTuple):
    """A copy of a configuration, with the ending that its form asks for."""

    suffix: str
    text: str
    has_targets: bool  # it says what to check
    dropped: tuple[str, ...]  # what it asked for and does not get


NONE = Sanitised("", "", False, ())


def sanitise(root: str) -> Sanitised:
    """Read the configuration that mypy would choose, and leave out what is not to be trusted.

    Raises: NetraError for one that cannot be read.
    """
    for name in NAMES:
        data = read_source(root, name, 1 << 24) if os.path.lexists(f"{root}/{name}") else None
        if data is None:
            continue
        if not isinstance(data, bytes):
            raise NetraError(f"mypy's configuration {name} {data.message}", "make it readable")
        try:
            found = sanitise_text(name, data.decode("utf-8-sig"), root)
        except (ValueError, configparser.Error) as error:
            reason = " ".join(str(error).split())
            raise NetraError(f"mypy's configuration {name} cannot be read: {reason}", "correct it") from error
        if found is not None:
            return found
    return NONE


def sanitise_text(name: str, text: str, root: str) -> Sanitised | None:
    """Sanitise one file; None when it does not speak of mypy."""
    return sanitise_toml(text, root) if name.endswith(".toml") else sanitise_ini(name, text, root)


def sanitise_toml(text: str, root: str) -> Sanitised | None:
    """Sanitise [tool.mypy] of a pyproject.toml."""
    table = tomllib.loads(text).get("tool", {}).get("mypy")
    if not isinstance(table, dict):
        return None
    overrides = table.get("overrides", [])
    tables = [table, *(one for one in overrides if isinstance(one, dict))]
    lines: list[str] = []
    for number, one in enumerate(tables):
        lines += ["[[tool.mypy.overrides]]" if number else "[tool.mypy]"]
        lines += [f"{quoted(key)} = {written(value, root)}" for key, value in allowed(one)]
    return Sanitised(".toml", "\n".join([*lines, ""]), has_targets(table), dropped_of(tables))


def sanitise_ini(name: str, text: str, root: str) -> Sanitised | None:
    """Sanitise an INI file: each section is written out with the defaults that hold for it."""
    parser = configparser.RawConfigParser()
    parser.read_string(text, name)
    sections: Tables = {key: dict(parser[key]) for key in parser.sections()}
    if name in SHARED and "mypy" not in sections:
        return None
    copy = configparser.RawConfigParser(default_section="\0")
    ours = {key: table for key, table in sections.items() if key == "mypy" or key.startswith("mypy-")}
    for key, table in ours.items():
        copy[key] = {option: placed(value, root) for option, value in allowed(table)}
    stream = io.StringIO()
    copy.write(stream)
    return Sanitised(
        ".ini", stream.getvalue(), has_targets(sections.get("mypy", {})), dropped_of(ours.values())
    )


def plain(option: str) -> str:
    """Write the name of an option in one way."""
    return option.strip().lower().replace("-", "_")


def is_dropped(option: str) -> bool:
    """Say whether an option is one that would run code or write files."""
    return plain(option) in DROPPED or plain(option).endswith(REPORT)


def allowed(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the options that a copy keeps; tables within are written apart."""
    for key, value in table.items():
        if not is_dropped(key) and key != "overrides":
            yield key, value


def dropped_of(tables: Any) -> tuple[str, ...]:
    """List the options that a copy lacks and that change what mypy finds."""
    asked = {plain(key) for table in tables for key in table}
    return tuple(sorted(asked & {"plugins", "python_executable"}))


def has_targets(table: Mapping[str, Any]) -> bool:
    """Say whether a configuration says what to check."""
    return any(plain(key) in TARGETS for key in table)


def placed(text: str, root: str) -> str:
    """Say where the configuration lies: the copy lies elsewhere."""
    for written_as in ("$MYPY_CONFIG_FILE_DIR", "${MYPY_CONFIG_FILE_DIR}"):
        text = text.replace(written_as, root)
    return text


def quoted(text: str) -> str:
    """Write a string as TOML does; JSON's strings are TOML's, but for the one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def written(value: Any, root: str) -> str:
    """Write a value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(placed(value, root))
    if isinstance(value, list):
        return f"[{', '.join([written(one, root) for one in value])}]"
    if isinstance(value, dict):
        inner = [f"{quoted(key)} = {written(one, root)}" for key, one in value.items()]
        return f"{{{', '.join(inner)}}}"
    return str(value)
