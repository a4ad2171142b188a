"""`netra literals diff`: how the vocabularies of two commits differ."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.literals_options import configure, index, notify, takes_shared
from netra_tools.errors import CLEAN, FINDINGS

if TYPE_CHECKING:
    from netra_tools.literals.vocabulary import Vocabulary

WORKING_TREE = "the working tree"


@click.command()
@click.argument("commits", default="HEAD")
@click.option("--exit-code", is_flag=True, help="Exit 1 when they differ.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@takes_shared
def diff(commits: str, **options: Any) -> int:
    """Say which words of the committed vocabulary came, went or are in another category now.

    COMMITS is A..B, A...B from where B left A, or A alone, which is held against the strings of the
    working tree; default HEAD.
    Exit codes: 0 compared, 1 with --exit-code: they differ, 2 something you can mend.
    """
    from netra_tools.literals.difference import TREE, compare, resolve, span_of, vocabulary_at
    from netra_tools.report.differences import render_json, render_text

    span = span_of(commits)
    config, _ = configure(options)
    root, manifest = config.root, config.literals.vocabulary
    ids = resolve(root, span)
    before = vocabulary_at(root, manifest, ids.before, span.before)
    if span.after == TREE:
        after = vocabulary_now(options, tests=before.tests)
    else:
        after = vocabulary_at(root, manifest, ids.after, span.after)
    found = compare(before, after)
    names = (span.before, span.after or WORKING_TREE)
    sys.stdout.write(render_json(found) if options["as_json"] else render_text(found, names))
    return FINDINGS if options["exit_code"] and any(found) else CLEAN


def vocabulary_now(options: dict[str, Any], *, tests: bool) -> Vocabulary:
    """Collect the vocabulary of the working tree."""
    from netra_tools.literals.survey import roots_of
    from netra_tools.literals.vocabulary import Vocabulary, collect

    indexed = index(options)
    notify(indexed.notices)
    roots = tuple(roots_of(indexed.store.files()))
    return Vocabulary(collect(indexed.store, tests=tests), roots, tests)
