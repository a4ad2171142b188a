"""`netra literals replace`: what renaming a literal would change."""

from __future__ import annotations

import sys
from typing import Any

import click

from netra_tools.cli.literals_options import CATEGORY, index, notify, takes_shared
from netra_tools.errors import CLEAN, FINDINGS
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
@takes_shared
def replace(old: str, new: str, category: str, **options: Any) -> int:
    """Print, as a diff, what writing NEW for OLD would change wherever OLD is of a category.

    Nothing is written: `git apply` takes the diff. Exit codes: 0 all places can be changed so,
    1 none can, or some have to be changed by hand.
    """
    from netra_tools.literals.replace import plan
    from netra_tools.report.diff import unified
    from netra_tools.report.escape import printable
    from netra_tools.report.result import plural

    indexed = index(options)
    notify(indexed.notices)
    if indexed.store.find(new):
        notify([f"{new!r} stands here already: after this the two cannot be told apart"])
    found = plan(indexed.store, indexed.config.root, (old, new), CATEGORIES.index(category))
    for file in found.files:
        sys.stdout.write(unified(file.path, file.before, file.after))
    for place in found.left:
        print(f"netra: {printable(place.path)}:{place.line} by hand: {place.why}", file=sys.stderr)
    changed = f"{plural(found.places, 'place')} in {plural(len(found.files), 'file')} would change"
    print(
        f"netra: {changed}, {plural(len(found.left), 'place')} by hand; nothing is written", file=sys.stderr
    )
    return CLEAN if found.files and not found.left else FINDINGS
