"""`netra fix`: repair what a check finds, without a model; shown first, and written with --apply."""

from __future__ import annotations

from functools import reduce
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from netra_tools.cli.change_options import Repository, plans_change, propose, repository_of
from netra_tools.errors import NetraError, near_miss

if TYPE_CHECKING:
    from netra_tools.plan import Plan

# rule -> tier, module and function that plans its repair: (config, tree, paths, cache_dir) -> Plan.
# They are made in this order, each on what the one before leaves.
REPAIRS: Final = {
    "function-too-long": (1, "netra_tools.fix.plan_extractions", "plan_extractions"),
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Repair what this rule finds.")
@click.option("--tier", type=click.IntRange(0, 1), help="0: safe repairs alone, 1: mechanical ones alone.")
@plans_change
def fix(paths: tuple[str, ...], rules: tuple[str, ...], tier: int | None, **options: Any) -> int:
    """Repair what rules find, in the whole repository or in PATHS.

    What cannot be shown to do the same afterwards stays, and is named with the reason. Without --rule, all
    rules are asked that have a repair.

    Exit codes: 0 done, or it can be; 1 refused; 2 something you can mend; 3 a bug of netra's.
    """
    wanted = chosen_rules(rules, tier)
    found = repository_of(options, paths)
    return propose(found, plan_all(found, wanted, places(found, paths)), options)


def chosen_rules(rules: tuple[str, ...], tier: int | None) -> list[str]:
    """Say which repairs are meant.

    Raises: NetraError for a rule that has none.
    """
    asked = named(rules)
    wanted = [rule for rule in REPAIRS if not rules or rule in asked]
    if tier is not None:
        wanted = [rule for rule in wanted if REPAIRS[rule][0] == tier]
    if not wanted:
        raise NetraError(f"there is no repair of tier {tier}", "leave --tier out")
    return wanted


def named(rules: tuple[str, ...]) -> list[str]:
    """Give the names of rules that may be written as codes.

    Raises: NetraError for a rule that has no repair.
    """
    from netra_tools.rules.registry import rule_types

    slugs = {kind.code: kind.slug for kind in rule_types()}
    asked = [slugs.get(rule.upper(), rule) for rule in rules]
    for rule in asked:
        if rule not in REPAIRS:
            hint = near_miss(rule, REPAIRS) or f"these have one: {', '.join(sorted(REPAIRS))}"
            raise NetraError(f"the rule '{rule}' has no repair", hint)
    return asked


def places(found: Repository, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Say where the paths of a command line lie in the repository."""
    from netra_tools.cli.paths import relative

    return tuple([relative(found.config.root, path) for path in paths])


def plan_all(found: Repository, rules: list[str], paths: tuple[str, ...]) -> Plan:
    """Plan one repair after the other as one."""
    from netra_tools.plan import Author, compose

    config, tree, cache = found
    plans: list[Plan] = []
    for rule in rules:
        _, module, name = REPAIRS[rule]
        plan: Plan = getattr(import_module(module), name)(config, tree, paths, cache)
        tree = tree.after(plan.edits)
        plans.append(plan)
    words = [word for rule in rules for word in ("--rule", rule)]
    return reduce(compose, plans)._replace(author=Author("fix", (*words, *paths)))
