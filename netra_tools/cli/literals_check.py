"""`netra literals check`: the rules about string literals, and no others."""

from __future__ import annotations

from typing import Any

import click

from netra_tools.cli.check_command import check as check_all
from netra_tools.report.formats import FORMATS

RULES = ("NET6",)


@click.command(short_help="Check the literals of a repository, or those that a change brings.")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option("--staged", is_flag=True, help="Report only what the staged changes bring.")
@click.option(
    "--changed",
    is_flag=False,
    flag_value="HEAD",
    metavar="[BASE]",
    help="Report only what is new since BASE, a commit or branch (default: HEAD).",
)
@click.option("--strict", is_flag=True, help="Warnings count, too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to report.")
@click.option("--show", type=click.IntRange(0), default=5, help="Findings shown for each rule; 0 shows all.")
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0 lets netra choose.")
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows, too.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(), help="Where the cache lies; default .netra/cache.")
@click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key, as TOML.")
@click.option("--root", type=click.Path(), help="The repository; default is the one around the directory.")
@click.pass_context
def check(ctx: click.Context, /, **options: Any) -> int:
    """Run the rules about string literals, as `netra check --select NET6` does.

    Exit codes: 0 clean, 1 findings, 2 something you can mend.
    """
    code: int = ctx.invoke(check_all, select=RULES, **options)
    return code
