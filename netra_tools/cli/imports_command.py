"""`netra imports`: changes of import statements, shown first and written with --apply."""

from __future__ import annotations

import os
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.changing import ROOT, carry_out, takes_changing

if TYPE_CHECKING:
    from netra_tools.changes.tree import Tree
    from netra_tools.config.model import Config
    from netra_tools.plan import Plan

CONFIG = click.option(
    "--config", type=click.Path(), help="Read this configuration instead of the repository's."
)


@click.group(no_args_is_help=True)
def imports() -> None:
    """Change import statements.

    Each command shows what it would do, and does it with --apply: all of it or nothing. `netra changes undo`
    takes it back.
    """


@imports.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--absolute-only", is_flag=True, help="Accepted from old calls: it does nothing else anyway.")
@CONFIG
@ROOT
@takes_changing
def absolute(paths: tuple[str, ...], absolute_only: bool, **options: Any) -> int:
    """Make relative imports absolute, in the whole repository or in PATHS.

    Only imports that find the same afterwards are changed; the others are named, with the reason.

    Exit codes: 0 done, or it can be; 1 refused; 2 something you can mend; 3 a bug of netra's.
    """
    from netra_tools.changes.absolute import plan_absolute

    root, config, tree, chosen = see(paths, options)
    return carry_out(root, plan_absolute(config, tree, chosen), options)


@imports.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--absolute", "also_absolute", is_flag=True, help="Make relative imports absolute, too.")
@click.option(
    "--fix-cycles",
    is_flag=True,
    help="Move imports that close a cycle to where they run later, if that is safe.",
)
@CONFIG
@ROOT
@takes_changing
def optimize(paths: tuple[str, ...], also_absolute: bool, fix_cycles: bool, **options: Any) -> int:
    """Remove unused and repeated imports and sort them, in the whole repository or in PATHS.

    What is unused and how imports are sorted is for ruff to say, which must be installed; its configuration
    counts. What has a reason to stay is named with it. Cycles are named with the import that is cheapest to
    cut.

    Exit codes: 0 done, or it can be; 1 refused; 2 something you can mend; 3 a bug of netra's.
    """
    root, config, tree, chosen = see(paths, options)
    plan = plan_all(config, tree, chosen, also_absolute=also_absolute, fix_cycles=fix_cycles)
    return carry_out(root, plan, options)


def plan_all(
    config: Config, tree: Tree, paths: tuple[str, ...], *, also_absolute: bool, fix_cycles: bool
) -> Plan:
    """Plan one change after the other, each on what the one before leaves, as one."""
    from netra_tools.changes.absolute import plan_absolute
    from netra_tools.changes.optimize import plan_optimize
    from netra_tools.changes.untangle import plan_untangle
    from netra_tools.cli.paths import cache_directory
    from netra_tools.plan import Author, compose

    cache = cache_directory(config.root, None)
    cycles = plan_untangle(config, tree, paths, fix=fix_cycles, cache_dir=cache)
    plans = [cycles] if cycles.edits else []
    later = tree.after(cycles.edits)
    if also_absolute:
        plans.append(plan_absolute(config, later, paths))
        later = later.after(plans[-1].edits)
    plan = reduce(compose, [*plans, plan_optimize(config, later, paths, os.environ, cache)])
    notes = plan.notes if cycles.edits else (*plan.notes, *cycles.notes)
    flags = {"--absolute": also_absolute, "--fix-cycles": fix_cycles}
    words = (*[flag for flag, given in flags.items() if given], *paths)
    return plan._replace(notes=notes, author=Author("imports optimize", words))


def see(paths: tuple[str, ...], options: dict[str, Any]) -> tuple[str, Config, Tree, tuple[str, ...]]:
    """Find the repository that is meant, its configuration, and where the paths lie in it."""
    from netra_tools.changes.tree import Tree
    from netra_tools.cli.paths import locate, relative
    from netra_tools.config.load import load_config
    from netra_tools.rules.registry import rule_specs

    root = locate(options["root"], paths)
    config = load_config(root, options["config"], rule_specs)
    return root, config, Tree(root), tuple([relative(root, path) for path in paths])
