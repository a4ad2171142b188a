"""`netra literals replace`: write another value wherever one has a category."""

from __future__ import annotations

from typing import Any

import click

from netra_tools.cli.change_options import Repository, plans_change, propose
from netra_tools.cli.literals_options import CATEGORY, configure, index, notify
from netra_tools.errors import FINDINGS
from netra_tools.literals.categories import CATEGORIES


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--category",
    type=CATEGORY,
    required=True,
    help="Only where OLD is of this category: the same text may mean something else elsewhere.",
)
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0 lets netra choose.")
@plans_change
def replace(old: str, new: str, category: str, **options: Any) -> int:
    """Write NEW for OLD wherever OLD is of a category. Without --apply the plan is shown.

    Places that have to be changed by hand are listed.
    Exit codes: 0 done, or it could be; 1 refused by a gate, or no place can be changed.
    """
    from netra_tools.changes.literals import plan_replacement
    from netra_tools.changes.tree import Tree
    from netra_tools.literals.replace import plan

    indexed = index(options)
    notify(indexed.notices)
    if indexed.store.find(new):
        notify([f"{new!r} stands here already: after this the two cannot be told apart"])
    found = plan(indexed.store, indexed.config.root, (old, new), CATEGORIES.index(category))
    config, cache = configure(options)
    tree = Tree(config.root)
    change = plan_replacement(tree, found, (old, new, category))
    code = propose(Repository(config, tree, cache), change, options)
    return code if change.edits else FINDINGS
