"""Every rule there is, and those that a configuration asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from netra_tools.config.model import Config, RuleOrigin, RulePackages, RuleSpec
from netra_tools.config.select import expand, unknown
from netra_tools.errors import ConfigError, NetraError

if TYPE_CHECKING:  # importing a rule costs 20 ms, which a run without news can do without
    from netra_tools.rules.rule import Rule


NO_PACKAGES = RulePackages()


def rule_types(packages: RulePackages = NO_PACKAGES) -> tuple[type[Rule], ...]:
    """Return our rules and those of other packages, sorted by code.

    Raises: NetraError when rules of other packages cannot be had, or clash.
    """
    if not packages.names:
        return own_rules()
    from netra_tools.rules.packages import check_clashes, load_packages

    rules = sorted((*own_rules(), *load_packages(packages)), key=lambda rule: rule.code)
    check_clashes(rules)
    return tuple(rules)


@lru_cache(maxsize=1)
def own_rules() -> tuple[type[Rule], ...]:
    """Import the modules of `netra_tools.rules` and return their rules, sorted by code."""
    from importlib import import_module
    from pkgutil import iter_modules

    import netra_tools.rules
    from netra_tools.rules.rule import Rule

    found = set()
    for module in iter_modules(netra_tools.rules.__path__):
        for value in vars(import_module(f"netra_tools.rules.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Rule) and hasattr(value, "code"):
                found.add(value)
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule_specs(
    types: Sequence[type[Rule]] | None = None, packages: RulePackages = NO_PACKAGES
) -> tuple[RuleSpec, ...]:
    """Say of each rule what a configuration needs to know."""
    types = rule_types(packages) if types is None else types
    origins = origins_of(packages)
    return tuple(
        RuleSpec(rule.slug, rule.code, rule, rule.whole_project, origins.get(rule)) for rule in types
    )


def origins_of(packages: RulePackages) -> Mapping[type[Rule], RuleOrigin]:
    """Say where the rules of other packages come from."""
    if not packages.names:
        return {}
    from netra_tools.rules.packages import load_packages

    return load_packages(packages)


def configuration_schema(packages: RulePackages = NO_PACKAGES) -> dict[str, Any]:
    """Make the JSON Schema of the netra table, with the options of every rule."""
    from netra_tools.config.schema import config_schema
    from netra_tools.rules.manual import manual

    return config_schema(rule_specs(None, packages), lambda rule: manual(rule).options)


def select_rules(
    config: Config,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    types: Sequence[type[Rule]] | None = None,
) -> tuple[type[Rule], ...]:
    """Choose the rules to run; `select` and `ignore` are those of the command line.

    A `select` there speaks alone: it replaces what the configuration selects and ignores. Its `ignore`
    adds to what the configuration ignores. Rules that are off everywhere are left out.

    Raises: ConfigError for words that stand for no rule; NetraError when no rule is left.
    """
    types = rule_types(config.packages) if types is None else types
    specs = rule_specs(types)
    if problems := [*unknown(select, specs, "--select"), *unknown(ignore, specs, "--ignore")]:
        raise ConfigError(problems)
    chosen = expand(select or config.select or ("ALL",), specs)
    dropped = expand([*ignore, *(() if select else config.ignore)], specs)
    left = tuple(rule for rule in types if rule.slug in chosen - dropped and _runs(config, rule))
    if not left:
        raise NetraError("no rule is left to run", 'see --select, --ignore and severity = "off"')
    return left


def _runs(config: Config, rule: type[Rule]) -> bool:
    """Say whether a rule is on for some path at least."""
    tables = [config.rules, *(override.rules for override in config.overrides)]
    severities = [table.get(rule.slug, {}).get("severity") for table in tables]
    return (severities[0] or rule.severity) != "off" or any(
        one not in (None, "off") for one in severities[1:]
    )


@lru_cache(maxsize=1024)
def rules_for(
    config: Config, override_indexes: tuple[int, ...], types: tuple[type[Rule], ...]
) -> tuple[Rule, ...]:
    """Make the rules for files that these overrides match, each index into `config.overrides`.

    Options of later overrides win. Rules that an override ignores or turns off are left out; those that
    look at the whole project have the options for all files, whatever the overrides.
    """
    ignored = ignored_by_override(config, override_indexes)
    tables = [config.rules, *(config.overrides[index].rules for index in sorted(override_indexes))]
    made = (_make(rule, tables) for rule in types if rule.slug not in ignored)
    return tuple(rule for rule in made if rule.severity != "off")


def ignored_by_override(config: Config, override_indexes: tuple[int, ...]) -> frozenset[str]:
    """Give the slugs of the rules that these overrides ignore or turn off.

    Findings of rules that look at the whole project are dropped by it, for the paths concerned.
    """
    ignored: set[str] = set()
    severities: dict[str, object] = {}
    for index in sorted(override_indexes):
        override = config.overrides[index]
        ignored.update(override.ignore)
        severities.update(
            {slug: table["severity"] for slug, table in override.rules.items() if "severity" in table}
        )
    return frozenset(ignored.union(slug for slug, severity in severities.items() if severity == "off"))


def _make(rule: type[Rule], tables: Sequence[Mapping[str, Mapping[str, object]]]) -> Rule:
    """Make a rule from the options of several tables, the last one strongest."""
    options: dict[str, Any] = {}
    for table in tables[:1] if rule.whole_project else tables:
        options.update(table.get(rule.slug, {}))
    return rule(**options)
