"""`netra literals stats`: what the index holds, counted."""

from __future__ import annotations

import sys
from typing import Any

import click

from netra_tools.cli.literals_options import CATEGORY, index, notify, takes_shared
from netra_tools.errors import CLEAN, FINDINGS


@click.command()
@click.option("--category", "categories", type=CATEGORY, multiple=True, help="Only this category.")
@click.option("--top", type=click.IntRange(0), default=3, help="Most frequent values to show of each.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@takes_shared
def stats(**options: Any) -> int:
    """Count values, places and places in tests by category, and name the most frequent values.

    Exit codes: 0 counted, 1 nothing found, 2 something you can mend.
    """
    from netra_tools.literals.categories import CATEGORIES
    from netra_tools.literals.listing import most_frequent
    from netra_tools.literals.survey import survey
    from netra_tools.report.frequencies import render_json, render_text

    indexed = index(options)
    notify(indexed.notices)
    counted = survey(indexed.store)
    names = [name for name in CATEGORIES if name in (options["categories"] or CATEGORIES)]
    frequent = most_frequent(indexed.store, names, options["top"])
    render = render_json if options["as_json"] else render_text
    sys.stdout.write(render(counted, frequent))
    held = sum(count.places for count in counted.categories if count.category in frequent)
    return CLEAN if held else FINDINGS
