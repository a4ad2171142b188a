"""`netra learnings index`: one page that says where each learning stands."""

from __future__ import annotations

import click

from netra_tools.cli.changing import ROOT, emit
from netra_tools.errors import CLEAN, FINDINGS, NetraError


@click.command()
@click.option("--check", is_flag=True, help="Only say whether it is up to date: exit 1 when it is not.")
@ROOT
def index(check: bool, root: str | None) -> int:
    """Write SPEC/learnings/index.xml from the files of learnings: the same files give the same bytes.

    Exit codes: 0 done, 1 with --check when it is not as the files say, 2 something you can mend.
    """
    from netra_tools.changes.journal.apply import Wish, apply
    from netra_tools.changes.learnings import PATIENCE, plan_index, writing
    from netra_tools.changes.tree import Tree
    from netra_tools.cli.paths import cache_directory, repository
    from netra_tools.learnings.model import INDEX

    place = repository(root)
    if check:
        plan = plan_index(Tree(place), cache_directory(place, None))
        for note in plan.notes:
            emit(f"{note.path}:{note.line}: not read: {note.text}\n")
        if plan.edits:
            emit(f"{INDEX} is not as the files say: netra learnings index writes it\n")
        return FINDINGS if plan.edits or plan.notes else CLEAN
    with writing(place):
        plan = plan_index(Tree(place), cache_directory(place, None))
        if plan.notes:
            first = plan.notes[0]
            raise NetraError(
                f"{first.path}:{first.line}: {first.text}", "netra spec repair mends what can be mended"
            )
        if plan.edits:
            apply(place, plan, Wish(patience=PATIENCE))
    emit(f"{INDEX}: {plan.title}{'' if plan.edits else ', as before'}\n")
    return CLEAN
