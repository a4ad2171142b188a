"""`netra spec index`: the file that leads to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.change_options import plans_change, propose, repository_of
from netra_tools.errors import CLEAN, FINDINGS

if TYPE_CHECKING:
    from netra_tools.plan import Plan

MOST = 20  # lines that are told of a difference


@click.command()
@click.option("--output", "-o", type=click.Path(), help="Write this file; default LLM_MASTER_INDEX.md.")
@click.option(
    "--check", is_flag=True, help="Only say whether the index is up to date: exit 1 when it is not."
)
@plans_change
def index(output: str | None, check: bool, **options: Any) -> int:
    """Write the index of all specifications, learnings, services, entry points, scripts and rules.

    Each gets a line with its purpose, taken from the file itself, and a link. Only what stands between marks
    is written; what people wrote around them stays to the byte. Without --apply the diff is shown.

    Exit codes: 0 done, or it can be; 1 refused, or with --check out of date.
    """
    from netra_tools.changes.indexing.plan import plan_index
    from netra_tools.cli.paths import relative

    found = repository_of(options)
    if output is not None:
        settings = found.config.master_index._replace(file=relative(found.config.root, output))
        found = found._replace(config=found.config._replace(master_index=settings))
    plan = plan_index(found.config, found.tree)
    return tell(plan, found.config.master_index.file) if check else propose(found, plan, options)


def tell(plan: Plan, path: str) -> int:
    """Say whether the index is up to date, and what is not."""
    from netra_tools.changes.indexing.plan import changed_lines
    from netra_tools.report.escape import printable

    if not plan.edits:
        click.echo(f"{printable(path)} is up to date")
        return CLEAN
    lines = changed_lines(plan)
    click.echo(f"{printable(path)} is out of date; `netra spec index --apply` writes it anew")
    for line in lines[:MOST]:
        click.echo(f"  {printable(line)}")
    if len(lines) > MOST:
        click.echo(f"  and {len(lines) - MOST:,} more lines; --diff without --check shows all")
    return FINDINGS
