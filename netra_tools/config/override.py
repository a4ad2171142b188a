"""Keys of the configuration that the command line sets: `rules.file-too-long.max_lines=300`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netra_tools.errors import NetraError

EXAMPLE = "for example --set rules.file-too-long.max_lines=300"


def apply_settings(table: object, settings: Sequence[str]) -> object:
    """Give a copy of the netra table with keys set; values are TOML, anything else is a string.

    Raises: NetraError for a setting that is not KEY=VALUE.
    """
    merged: object = table if isinstance(table, Mapping) else {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or not key.strip():
            raise NetraError(f"--set {setting} is not KEY=VALUE", EXAMPLE)
        merged = merge(merged, parse_setting(key.strip(), value.strip()))
    return merged


def parse_setting(key: str, value: str) -> dict[str, Any]:
    """Parse one setting into the table it stands for."""
    import tomllib

    try:
        return tomllib.loads(f"{key} = {value}")
    except tomllib.TOMLDecodeError:
        pass
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    try:
        return tomllib.loads(f'{key} = "{quoted}"')
    except tomllib.TOMLDecodeError as error:
        raise NetraError(f"--set {key} is no key of a TOML table: {error}", EXAMPLE) from error


def merge(table: object, other: object) -> object:
    """Lay one table over another."""
    if not isinstance(table, Mapping) or not isinstance(other, Mapping):
        return other
    merged = dict(table)
    for key, value in other.items():
        merged[key] = merge(merged[key], value) if key in merged else value
    return merged
