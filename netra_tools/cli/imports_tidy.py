"""`netra imports absolute` and `netra imports optimize`."""

from __future__ import annotations

import os
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.change_options import Repository, plans_change, propose, repository_of

if TYPE_CHECKING:
    from netra_tools.plan import Plan


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--absolute-only", is_flag=True, help="Accepted from old calls: it does nothing else anyway.")
@plans_change
def absolute(paths: tuple[str, ...], absolute_only: bool, **options: Any) -> int:
    """Make relative imports absolute, in the whole repository or in PATHS.

    Only imports that find the same afterwards are changed; the others are named, with the reason.

    Exit codes: 0 done, or it can be; 1 refused; 2 something you can mend; 3 a bug of netra's.
    """
    from netra_tools.changes.tidying.absolute import plan_absolute

    found = repository_of(options, paths)
    return propose(found, plan_absolute(found.config, found.tree, chosen(found, paths)), options)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--absolute", "also_absolute", is_flag=True, help="Make relative imports absolute, too.")
@click.option(
    "--fix-cycles",
    is_flag=True,
    help="Move imports that close a cycle to where they run later, if that is safe.",
)
@plans_change
def optimize(paths: tuple[str, ...], also_absolute: bool, fix_cycles: bool, **options: Any) -> int:
    """Remove unused and repeated imports and sort them, in the whole repository or in PATHS.

    What is unused and how imports are sorted is for ruff to say, which must be installed; its configuration
    counts. What has a reason to stay is named with it. Cycles are named with the import that is cheapest to
    cut.

    Exit codes: 0 done, or it can be; 1 refused; 2 something you can mend; 3 a bug of netra's.
    """
    found = repository_of(options, paths)
    plan = plan_all(found, chosen(found, paths), also_absolute=also_absolute, fix_cycles=fix_cycles)
    return propose(found, plan, options)


def plan_all(found: Repository, paths: tuple[str, ...], *, also_absolute: bool, fix_cycles: bool) -> Plan:
    """Plan one change after the other, each on what the one before leaves, as one."""
    from netra_tools.changes.tidying.absolute import plan_absolute
    from netra_tools.changes.tidying.optimize import plan_optimize
    from netra_tools.changes.tidying.untangle import plan_untangle
    from netra_tools.plan import Author, compose

    config, tree, cache = found
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


def chosen(found: Repository, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Say where the paths of a command line lie in the repository."""
    from netra_tools.cli.paths import relative

    return tuple([relative(found.config.root, path) for path in paths])
