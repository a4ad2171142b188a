"""`netra rules`, `netra explain`, `netra schema`: what netra knows of itself."""

from __future__ import annotations

import click

from netra_tools.config.model import RulePackages

TRUST = click.option("--trust", is_flag=True, help="Let the repository run code: its rules.")


def packages_here(trusted: bool) -> RulePackages:
    """Say which packages of rules the repository around the current directory names."""
    import os

    from netra_tools.config.load import read_rule_packages
    from netra_tools.project.root import find_root

    return read_rule_packages(find_root(os.getcwd()), trusted=trusted)


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@TRUST
def rules(form: str, trust: bool) -> int:
    """List every rule with its code, its severity and what it forbids."""
    from netra_tools.check.ruleset import describe
    from netra_tools.rules.registry import rule_types

    infos = [describe(kind()) for kind in rule_types(packages_here(trust))]
    if form == "json":
        import json

        fields = ("code", "slug", "severity", "summary", "hint")
        click.echo(json.dumps([dict(zip(fields, info, strict=False)) for info in infos], indent=2))
        return 0
    width = max(len(info.slug) for info in infos)
    for info in infos:
        click.echo(f"{info.code}  {info.slug:<{width}}  {info.severity:<7}  {info.summary}")
    return 0


@click.command()
@click.argument("rule")
@TRUST
def explain(rule: str, trust: bool) -> int:
    """Print the manual of RULE: its code or its name."""
    from inspect import cleandoc

    from netra_tools.config.select import meant
    from netra_tools.errors import NetraError
    from netra_tools.rules.registry import rule_specs, rule_types

    packages = packages_here(trust)
    for kind in rule_types(packages):
        if rule.lower() in (kind.code.lower(), kind.slug):
            instance = kind()
            click.echo(f"{kind.code} {kind.slug} ({instance.severity})\n")
            click.echo(cleandoc(kind.__doc__ or ""))
            click.echo(f"\nHint: {kind.hint}")
            return 0
    raise NetraError(f"no rule is called '{rule}'", meant(rule, rule_specs(None, packages)))


@click.command()
@TRUST
def schema(trust: bool) -> int:
    """Print the JSON Schema of [tool.netra]."""
    import json

    from netra_tools.rules.registry import configuration_schema

    click.echo(json.dumps(configuration_schema(packages_here(trust)), indent=2))
    return 0
