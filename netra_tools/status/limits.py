"""The limits that were applied, each with what says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from netra_tools.rules.rule import options_of
from netra_tools.status.model import Data

if TYPE_CHECKING:
    from netra_tools.config.model import Config
    from netra_tools.rules.rule import Rule

DEFAULT = "default"


def limits_of(rules: Mapping[str, Rule], config: Config) -> list[Data]:
    """List the numbers that rules hold files to: those for all files, of overrides and of exemptions."""
    rows = [row for rule in rules.values() for row in limits_in(rule, config)]
    codes = {rule.slug: rule.code for rule in rules.values()}
    for one in config.exemptions:
        if one.limit is not None:
            where = f"exemption for {one.path} in {one.source or config.source}"
            rows += [limit(codes[slug], "limit", one.limit, where) for slug in one.rules if slug in codes]
    return rows


def limits_in(rule: Rule, config: Config) -> Iterator[Data]:
    """Yield the limits of one rule."""
    for name in options_of(type(rule)):
        value = getattr(rule, name)
        if isinstance(value, int) and not isinstance(value, bool):
            said = name in config.rules.get(rule.slug, {})
            yield limit(rule.code, name, value, config.source if said else DEFAULT)
            yield from overridden(rule, name, config)


def overridden(rule: Rule, name: str, config: Config) -> Iterator[Data]:
    """Yield what overrides say of a limit."""
    for one in config.overrides:
        value = one.rules.get(rule.slug, {}).get(name)
        if isinstance(value, int):
            yield limit(rule.code, name, value, f"override for {', '.join(one.paths)} in {config.source}")


def limit(code: str, option: str, value: int, where: str) -> Data:
    """Tell one limit."""
    return {"rule": code, "option": option, "value": value, "from": where}
