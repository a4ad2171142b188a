"""`netra literals`: which strings exist, what each is, where it stands, and what was meant."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.lazy import LazyGroup
from netra_tools.cli.literals_options import CATEGORY, configure, index, notify, takes_shared
from netra_tools.errors import CLEAN, FINDINGS, NetraError
from netra_tools.literals.postings import INDEX
from netra_tools.literals.question import Question, exit_code

if TYPE_CHECKING:
    from netra_tools.literals.spoken import Nobody, Spoken
    from netra_tools.literals.validate import Index

# command -> (module, function, one-line help shown in the list)
COMMANDS = {
    "check": (
        "netra_tools.cli.literals_check",
        "check",
        "Check the literals of a repository, or those that a change brings.",
    ),
    "diff": (
        "netra_tools.cli.literals_diff",
        "diff",
        "Say how the vocabularies of two commits differ.",
    ),
    "explain": (
        "netra_tools.cli.literals_explain",
        "explain",
        "Say why a value has the categories that it has.",
    ),
    "export": (
        "netra_tools.cli.literals_export",
        "export",
        "Write the vocabulary for a program or a prompt.",
    ),
    "list": ("netra_tools.cli.literals_query", "query", "The same as query."),
    "query": (
        "netra_tools.cli.literals_query",
        "query",
        "List values by category, role, file or use.",
    ),
    "replace": (
        "netra_tools.cli.literals_replace",
        "replace",
        "Print what renaming a literal would change.",
    ),
    "search": ("netra_tools.cli.literals_search", "search", "Find values by what they look like."),
    "stats": ("netra_tools.cli.literals_stats", "stats", "Count values and places by category."),
}


class AskingGroup(LazyGroup):
    """The commands that ask the index."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; damage of the index that shows only now is said."""
        try:
            return super().invoke(ctx)
        except sqlite3.DatabaseError as error:
            raise NetraError(
                f"the index of string literals cannot be read: {error}",
                f"remove {INDEX} from the cache directory (.netra/cache): the next command makes it anew",
            ) from error


@click.group(cls=AskingGroup, table=COMMANDS, no_args_is_help=True)
def literals() -> None:
    """Ask the index of string literals, so that nobody guesses a key, path or identifier.

    The index in .netra is brought up to date by every command; the vocabulary in SPEC/generated is
    committed and written by `scan`.
    """


@literals.command()
@click.argument("values", nargs=-1)
@click.option("--category", type=CATEGORY, help="Only this category counts.")
@click.option("--near", type=click.Path(), metavar="FILE", help="Places beside this file come first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@takes_shared
def validate(values: tuple[str, ...], **options: Any) -> int:
    """Say whether each VALUE exists, what it is and where; if it does not, what was meant.

    `-` reads values from standard input, one a line.
    Exit codes: 0 all exist, 1 one does not, 2 it cannot be told.
    """
    if not values:
        raise NetraError("no value given", "netra literals validate VALUE, or - for standard input")
    from netra_tools.report.answers import render_json, render_text

    asked = questions(values, options)
    render = render_json if options["as_json"] else render_text
    codes = []
    oracle = find_oracle(options)
    for question in asked:
        answer = oracle.answer(question)
        sys.stdout.write(render([answer]))
        codes.append(answer)
    return exit_code(codes)


def questions(values: tuple[str, ...], options: dict[str, Any]) -> Iterator[Question]:
    """Give the questions of a call, those from standard input as they come."""
    from netra_tools.cli.paths import relative, repository

    near = relative(repository(options["root"]), options["near"]) if options["near"] else ""
    category = options["category"] or ""
    for value in values:
        if value != "-":
            yield Question(value, category, near)
            continue
        for line in sys.stdin.buffer:
            text = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
            if text:
                yield Question(text, category, near)


def find_oracle(options: dict[str, Any]) -> Index | Spoken | Nobody:
    """Give what answers: the index, the committed vocabulary where there is none, or nobody."""
    config, cache = configure(options)
    if cache and os.path.exists(f"{cache}/{INDEX}"):
        from netra_tools.literals.validate import Index

        indexed = index(options)
        notify(indexed.notices)
        return Index(indexed.store, config.root)
    from netra_tools.literals.spoken import Nobody, Spoken
    from netra_tools.literals.vocabulary import read

    vocabulary = read(config.root, config.literals.vocabulary)
    return Nobody() if vocabulary is None else Spoken(vocabulary, config.literals.near_synonyms)


@literals.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 when it differs.")
@click.option(
    "--include-tests/--no-include-tests",
    default=None,
    help="Whether strings of tests are in the vocabulary; default: as it was written last, at first no.",
)
@click.option("--allow-loss", is_flag=True, help="Write a vocabulary that has lost a root, or a fifth.")
@click.option("--output", type=click.Path(), metavar="FILE", help="Write this manifest instead.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@takes_shared
def scan(**options: Any) -> int:
    """Write the committed vocabulary, and count what was found by category.

    Exit codes: 0 written, or nothing differs; 1 with --check: it differs; 2 something you can mend.
    """
    from netra_tools.cli.paths import relative
    from netra_tools.literals.scan import refuse_loss
    from netra_tools.literals.scan import scan as collect
    from netra_tools.literals.survey import survey
    from netra_tools.literals.vocabulary import write
    from netra_tools.report.surveys import render_json, render_text

    indexed = index(options)
    root = indexed.config.root
    output = options["output"]
    manifest = relative(root, output) if output else indexed.config.literals.vocabulary
    scanned = collect(indexed.store, root, manifest, options["include_tests"])
    if not options["allow_loss"]:
        refuse_loss(scanned)
    differs = bool(scanned.added or scanned.removed or scanned.before is None)
    changed = [] if options["only_check"] else write(root, scanned.files)
    notify(indexed.notices)
    render = render_json if options["as_json"] else render_text
    sys.stdout.write(render(survey(indexed.store), scanned, manifest, changed))
    return FINDINGS if options["only_check"] and differs else CLEAN
