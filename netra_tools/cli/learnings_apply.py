"""`netra learnings apply`: what was learned flows back into the specifications."""

from __future__ import annotations

from typing import Any

import click

from netra_tools.cli.change_options import plans_change, propose, repository_of
from netra_tools.errors import CLEAN, FINDINGS


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--check", is_flag=True, help="Only say whether all is applied: exit 1 when it is not.")
@plans_change
def apply(ids: tuple[str, ...], check: bool, **options: Any) -> int:
    """Write learnings into the section of the specification that they name; see the diff without --apply.

    Each is one element, <learning-ref>, which is inserted or brought up to date; the learning says in turn
    where it is applied. What is said already stays as it is.

    Exit codes: 0 done, or it can be; 1 refused, or with --check something is not applied.
    """
    from netra_tools.changes.applying import plan_applying
    from netra_tools.changes.learnings import writing
    from netra_tools.check.learnings import learned
    from netra_tools.cli.learnings_search import chosen_of, tell_unread

    found = repository_of(options)
    root = found.config.root
    if check or not options["applying"]:
        known = learned(root, found.cache)
        chosen_of(known, ids)
        plan = plan_applying(found.tree, known, ids)
        if not check:
            tell_unread(known)
            return propose(found, plan, options)
        for note in plan.failed:
            click.echo(f"{note.path}:{note.line}: {note.text}")
        for edit in plan.edits:
            click.echo(f"{edit.path}: not as the learnings say")
        return FINDINGS if plan.edits or plan.failed else CLEAN
    with writing(root):
        known = learned(root, found.cache)
        chosen_of(known, ids)
        tell_unread(known)
        return propose(found, plan_applying(found.tree, known, ids), options)
