"""Checks of a learning as somebody gives them, and as the elements that are written; see `config.learned`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from netra_tools.errors import NetraError, near_miss
from netra_tools.learnings.fragment import escaped

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "forbidden_import": ("module", "within", "indirect"),
    "canonical_literal": ("value", "instead_of"),
    "rule_option": ("rule", "options"),
}
SETTING: Final = re.compile(r"\s*([a-z][a-z-]*)\.([a-z_]+)\s*=\s*(.+)", re.DOTALL)
BARE: Final = re.compile(r"-?\d+|true|false|[\[{\"'].*", re.DOTALL)


def checks_from(given: object) -> tuple[str, ...]:
    """Write checks that are given as JSON as elements.

    Raises: NetraError for what is none.
    """
    checks = given if isinstance(given, list) else [given]
    return tuple([element for check in checks for element in elements_of(check)])


def elements_of(check: object) -> Iterator[str]:
    """Write one object, which names what it asks by its key."""
    if not isinstance(check, Mapping) or not check:
        raise NetraError(f"a check is an object, given {json.dumps(check)[:60]}", f"known: {', '.join(KEYS)}")
    for kind, values in check.items():
        if kind not in KEYS:
            raise NetraError(f"there is no check '{kind}'", near_miss(kind, KEYS))
        table = values if isinstance(values, Mapping) else {KEYS[kind][0]: values}
        strange = [key for key in table if key not in KEYS[kind]]
        if strange:
            raise NetraError(f"the check {kind} has no '{strange[0]}'", near_miss(strange[0], KEYS[kind]))
        yield option_element(table) if kind == "rule_option" else element(kind, table)


def element(kind: str, table: Mapping[str, Any]) -> str:
    """Write a check whose values are attributes."""
    told = {key: word(table[key]) for key in KEYS[kind] if table.get(key)}
    attributes = [f' {key}="{escaped(value, quoted=True)}"' for key, value in told.items()]
    return f"<{kind}{''.join(attributes)}/>"


def option_element(table: Mapping[str, Any]) -> str:
    """Write options of a rule, given as the text of a table or as values."""
    options = table.get("options", "")
    if isinstance(options, Mapping):
        options = "\n".join([f"{name} = {json.dumps(value)}" for name, value in options.items()])
    rule = escaped(word(table.get("rule", "")), quoted=True)
    return f'<rule_option rule="{rule}">{escaped(str(options))}</rule_option>'


def word(value: object) -> str:
    """Write a value as an attribute holds it: a list with commas."""
    if isinstance(value, list | tuple):
        return ", ".join([word(one) for one in value])
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


def checks_of_options(
    forbid: Sequence[str],
    within: Sequence[str],
    literal: tuple[str | None, Sequence[str]],
    settings: Sequence[str],
) -> list[dict[str, Any]]:
    """Give the checks that options of the command line ask for, as JSON would.

    Raises: NetraError for options that say too little.
    """
    value, instead_of = literal
    if (within and not forbid) or bool(value) != bool(instead_of):
        raise NetraError("a check lacks a part", "--forbid goes with --within, --literal with --instead-of")
    checks: list[dict[str, Any]] = [
        {"forbidden_import": {"module": module, "within": list(within)}} for module in forbid
    ]
    if value:
        checks.append({"canonical_literal": {"value": value, "instead_of": list(instead_of)}})
    return [*checks, *map(option_of, settings)]


def option_of(setting: str) -> dict[str, Any]:
    """Read RULE.OPTION=VALUE; a value that is no TOML is a text."""
    found = SETTING.fullmatch(setting)
    if found is None:
        raise NetraError(
            f"--option {setting} is not RULE.OPTION=VALUE", "for example file-too-long.max_lines=400"
        )
    value = found[3].strip()
    toml = value if BARE.fullmatch(value) else json.dumps(value)
    return {"rule_option": {"rule": found[1], "options": f"{found[2]} = {toml}"}}
