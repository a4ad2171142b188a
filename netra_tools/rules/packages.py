"""Rules of other packages: imported once each is known to be installed, then held to what ours are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from netra_tools.config.model import RuleOrigin, RulePackages
from netra_tools.errors import NetraError
from netra_tools.rules.installed import broken, find_package, forget_repository

if TYPE_CHECKING:
    from netra_tools.rules.rule import Rule

CODE = re.compile(r"[A-Z]{2,}[0-9]+")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OURS = "NET"  # how our codes begin


@lru_cache(maxsize=8)
def load_packages(wanted: RulePackages) -> Mapping[type[Rule], RuleOrigin]:
    """Import the rules of packages, and say where each comes from.

    What they hold is digested: a rule that has changed must not be answered for by the old one.

    Raises: NetraError for a package that is not installed, lies in the repository, or has no proper rules.
    """
    origins = [find_package(name, wanted) for name in wanted.names]
    forget_repository(wanted)
    return {rule: origin for origin in origins for rule in load_rules(origin.name)}


def load_rules(name: str) -> Iterator[type[Rule]]:
    """Import a package and the modules in it, and give the rules that they define."""
    from importlib import import_module
    from pkgutil import iter_modules

    try:
        package = import_module(name)
        names = [module.name for module in iter_modules(getattr(package, "__path__", ()))]
        modules = [package, *(import_module(f"{name}.{inner}") for inner in names)]
    except (Exception, SystemExit) as error:
        raise broken(name, error) from error
    rules = {value for module in modules for value in vars(module).values() if is_rule_of(value, name)}
    if not rules:
        raise NetraError(f"the rule package '{name}' has no rules", "see docs/third-party-rules.md")
    for rule in sorted(rules, key=lambda rule: rule.code):
        check_rule(rule, name)
        yield rule


def is_rule_of(value: object, name: str) -> bool:
    """Say whether a value is a rule that a package defines, and not one that it imports."""
    from netra_tools.rules.rule import FileRule, GraphRule

    if not isinstance(value, type) or not issubclass(value, FileRule | GraphRule):
        return False
    return hasattr(value, "code") and f"{value.__module__}.".startswith(f"{name}.")


def check_rule(rule: type[Rule], name: str) -> None:
    """Hold a rule against what every rule has, and make it once."""
    complaint = complain(rule)
    if complaint:
        raise NetraError(f"rule {rule.__name__} of '{name}': {complaint}", "see docs/third-party-rules.md")
    try:
        rule()
    except Exception as error:
        raise broken(name, error) from error


def complain(rule: type[Rule]) -> str:
    """Say what a rule lacks, or ""."""
    code, slug = str(rule.code), getattr(rule, "slug", "")
    if not CODE.fullmatch(code) or code.rstrip("0123456789") == OURS:
        return f"its code '{code}' is none of its own: capitals and digits such as ACME001, {OURS} is netra's"
    if not isinstance(slug, str) or not SLUG.fullmatch(slug):
        return f"its slug '{slug}' is not words with hyphens"
    if not isinstance(getattr(rule, "hint", None), str):
        return "it has no hint"
    if not rule.__doc__:
        return "it has no docstring, which is its manual"
    return complain_of_options(rule)


def complain_of_options(rule: type) -> str:
    """Say what is wrong with the options of a rule, or ""."""
    from netra_tools.config.shape import fields_of

    try:
        missing = [field.name for field in fields_of(rule) if field.required]
    except (TypeError, NameError) as error:
        return str(error)
    return f"its option '{missing[0]}' has no default" if missing else ""


def check_clashes(rules: Iterable[type[Rule]]) -> None:
    """See that no two rules have a code or a slug in common.

    Raises: NetraError.
    """
    owners: dict[str, type[Rule]] = {}
    for rule in rules:
        for word in (rule.code, rule.slug):
            other = owners.setdefault(word, rule)
            if other is not rule:
                both = f"{rule.__module__}.{rule.__name__} and {other.__module__}.{other.__name__}"
                raise NetraError(f"two rules are called {word}: {both}", "codes and slugs belong to one rule")
