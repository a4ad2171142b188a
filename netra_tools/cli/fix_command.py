"""`netra fix`: repair what breaks the rules, where that can be done safely and without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.change_options import Repository, plans_change, repository_of
from netra_tools.cli.changing import Judged, carry_out, emit
from netra_tools.cli.gate_options import wanted_gates

if TYPE_CHECKING:
    from netra_tools.fix.restore import Restored


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--rule", "rules", multiple=True, metavar="NAME", help="Repair findings of this rule only; repeatable."
)
@click.option(
    "--tier",
    type=click.IntRange(0, 1),
    default=1,
    help="0: only what is safe whoever reads the code; 1: what is built otherwise, too (default).",
)
@click.option("--all", "every", is_flag=True, help="Name every finding, not only the first.")
@plans_change
def fix(paths: tuple[str, ...], rules: tuple[str, ...], tier: int, every: bool, **options: Any) -> int:
    """Repair the findings of a check in the whole repository, or in PATHS, where that is safe.

    Each finding is shown with what repairs it, or with the reason why it stays. Without --apply nothing is
    written. What a gate refuses is left out, and said.

    Exit codes: 0 done, or it can be; 1 refused; 2 something you can mend; 3 a bug of netra's.
    """
    from netra_tools.cli.paths import relative
    from netra_tools.fix.choice import Choice, choose
    from netra_tools.fix.restore import Wish, restore

    found = repository_of(options, paths)
    inside = tuple([relative(found.config.root, path) for path in paths])
    gates = wanted_gates(options, found.config, found.cache)
    chosen = choose(found.config, found.tree, gates.request, Choice(rules, tier, inside))
    return tell(found, restore(Wish(found.tree, chosen, gates)), options, every=every)


def tell(found: Repository, restored: Restored, options: dict[str, Any], *, every: bool) -> int:
    """Show what becomes of the findings, and carry the plan out where that was asked for."""
    from netra_tools.fix.account import account_record, render_account
    from netra_tools.report.verdicts import refused, render_verdicts, verdict_records

    verdicts = restored.verdicts
    records = tuple(verdict_records(verdicts))
    judged = Judged("\n" + render_verdicts(verdicts), records, refused(verdicts))
    if options["form"] != "json":
        emit(render_account(restored, every=every))
    about = account_record(restored)
    return carry_out(found.config.root, restored.plan, options, lambda _: judged, about)
