"""What commands share that plan a change: which repository, which gates, and the way on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from netra_tools.cli.changing import ROOT, Judged, carry_out, takes_changing
from netra_tools.cli.gate_options import takes_gates, wanted_gates

if TYPE_CHECKING:
    from netra_tools.changes.gates.wanted import Wanted
    from netra_tools.changes.tree import Tree
    from netra_tools.config.model import Config
    from netra_tools.plan import Plan

Command = TypeVar("Command", bound=Callable[..., Any])
PLACE = (
    click.option("--no-cache", is_flag=True, help="Neither read nor write what checks remember in .netra."),
    click.option("--cache-dir", type=click.Path(), help="Where checks remember; default .netra/cache."),
    click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's."),
    click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key, as TOML."),
    click.option("--trust", is_flag=True, help="Run the gates that the repository's configuration names."),
    ROOT,
)


class Repository(NamedTuple):
    """Where a change is planned."""

    config: Config
    tree: Tree
    cache: str  # directory; "" for none


def passes_gates(command: Command) -> Command:
    """Give a command the options that say which repository is changed, and which gates hold the change."""
    for decorate in reversed(PLACE):
        command = decorate(command)
    return takes_gates(command)


def plans_change(command: Command) -> Command:
    """Give a command the options of all commands that plan a change."""
    return takes_changing(passes_gates(command))


def repository_of(options: dict[str, Any], paths: Iterable[str] = ()) -> Repository:
    """Find the repository that is meant, also by `paths` of a command line, and read its configuration."""
    import gc

    from netra_tools.changes.tree import Tree
    from netra_tools.cli.paths import cache_directory, repository
    from netra_tools.config.load import load_config
    from netra_tools.rules.registry import rule_specs

    gc.disable()  # a plan makes no cycles worth looking for
    root = repository(options["root"], paths)
    config = load_config(root, options["config"], rule_specs, options["settings"], trusted=options["trust"])
    cache = "" if options["no_cache"] else cache_directory(root, options["cache_dir"])
    return Repository(config, Tree(root), cache)


def propose(found: Repository, plan: Plan, options: dict[str, Any]) -> int:
    """Show a plan, ask the gates, and carry it out where that was asked for."""
    wanted = wanted_gates(options, found.config, found.cache)
    return carry_out(found.config.root, plan, options, partial(judged, found.tree, wanted))


def judged(tree: Tree, wanted: Wanted, plan: Plan) -> Judged:
    """Hold a plan against its gates."""
    from netra_tools.changes.gates.judge import judge
    from netra_tools.report.verdicts import refused, render_verdicts, verdict_records

    verdicts = judge(tree, plan, wanted)
    return Judged("\n" + render_verdicts(verdicts), tuple(verdict_records(verdicts)), refused(verdicts))
