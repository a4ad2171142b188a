"""`netra literals explain`: why a value has the categories that it has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.literals_options import CATEGORY, index, notify, takes_shared
from netra_tools.errors import CLEAN, FINDINGS

if TYPE_CHECKING:
    from netra_tools.check.literals import Indexed


@click.command()
@click.argument("value")
@click.option("--category", "categories", type=CATEGORY, multiple=True, help="Only this category.")
@click.option("--file", "files", multiple=True, metavar="GLOB", help="Only in files that match.")
@click.option("--limit", type=click.IntRange(0), default=20, help="Places to look into, 0 for all.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for each place.")
@takes_shared
def explain(value: str, **options: Any) -> int:
    """Say for each place of VALUE which category it has there, and which rule decided.

    Exit codes: 0 explained, 1 VALUE stands nowhere, 2 it cannot be told, or something you can mend.
    """
    from netra_tools.check.reread import reading_of
    from netra_tools.literals.explain import explain as look_into
    from netra_tools.literals.listing import Filter
    from netra_tools.report.explanations import render_json, render_text

    indexed = index(options)
    notify(indexed.notices)
    config = indexed.config
    wanted = Filter(options["categories"], files=options["files"])
    found = look_into(indexed.store, value, wanted, lambda path: reading_of(config, path), options["limit"])
    if found is not None:
        sys.stdout.write(render_json(found) if options["as_json"] else render_text(found))
        return CLEAN
    return tell_absence(indexed, value, as_json=options["as_json"])


def tell_absence(indexed: Indexed, value: str, *, as_json: bool) -> int:
    """Say what else is known of a value that stands nowhere, or not where it was asked for."""
    from netra_tools.literals.question import Question, exit_code
    from netra_tools.literals.validate import Index
    from netra_tools.report.answers import render_text

    answer = Index(indexed.store, indexed.config.root).answer(Question(value))
    if not as_json:
        sys.stdout.write(render_text([answer]))
    return exit_code([answer]) or FINDINGS
