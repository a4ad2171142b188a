"""`netra literals export`: the vocabulary for a program or a prompt."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.literals_options import CATEGORY, index, notify, takes_shared
from netra_tools.errors import CLEAN, FINDINGS, NetraError

if TYPE_CHECKING:
    from netra_tools.literals.export import Counted
    from netra_tools.literals.store import Store

NOT_LEGACY = ("max_tokens", "compact")


@click.command()
@click.option("--format", "form", type=click.Choice(["json", "jsonl"]), default="json", help="How to write.")
@click.option("--compact", is_flag=True, help="Values alone, without counts and spaces.")
@click.option(
    "--max-tokens",
    type=click.IntRange(1),
    metavar="N",
    help="Only what fits: the most useful values, each category its share.",
)
@click.option("--category", "categories", type=CATEGORY, multiple=True, help="Only this category.")
@click.option("--include-tests", is_flag=True, help="Strings of tests, too.")
@click.option("--legacy", is_flag=True, help="The classic layout in one file, with places.")
@click.option("--output", type=click.Path(), metavar="FILE", help="Write this file instead of printing.")
@takes_shared
def export(**options: Any) -> int:
    """Write the values of the vocabulary, grouped by category; those that most files hold come first.

    Tokens are estimated without a model's tables, rather too many than too few.
    Exit codes: 0 written, 1 nothing found, 2 something you can mend.
    """
    for name in NOT_LEGACY:
        if options["legacy"] and options[name]:
            raise NetraError(f"--legacy does not go with --{name.replace('_', '-')}", "it has one form")
    if options["legacy"] and options["form"] != "json":
        raise NetraError("--legacy does not go with --format jsonl", "it has one form")
    from netra_tools.literals.export import words_of

    indexed = index(options)
    notify(indexed.notices)
    words = words_of(indexed.store, options["categories"], tests=options["include_tests"])
    text = legacy(indexed.store, words, options) if options["legacy"] else plain(words, options)
    write(text, options["output"])
    return CLEAN if words else FINDINGS


def plain(words: list[Counted], options: dict[str, Any]) -> str:
    """Write words, as many as fit."""
    from netra_tools.report.exports import render

    form, compact = options["form"], options["compact"]
    if options["max_tokens"]:
        words = fitting(words, options)
    return render(words, form, compact=compact)


def fitting(words: list[Counted], options: dict[str, Any]) -> list[Counted]:
    """Keep the words that fit, and say how many do not.

    Raises: NetraError when not even one does.
    """
    from netra_tools.literals.export import fit
    from netra_tools.literals.tokens import estimate
    from netra_tools.report.exports import head, piece

    form, compact = options["form"], options["compact"]

    def cost(word: Counted) -> int:
        return estimate(piece(word, form, compact=compact))

    heads = max([estimate(head(word.category)) for word in words], default=0)
    kept = fit(words, options["max_tokens"], cost, heads)
    if words and not kept:
        raise NetraError(f"nothing fits into {options['max_tokens']} tokens", "give --max-tokens more")
    left = len(words) - len(kept)
    notify([f"{left:,} of {len(words):,} words left out to stay within the tokens"] if left else ())
    return kept


def legacy(store: Store, words: list[Counted], options: dict[str, Any]) -> str:
    """Write the classic layout."""
    from netra_tools.literals.export import places_of
    from netra_tools.report.exports import render_legacy

    return render_legacy(words, places_of(store, words, tests=options["include_tests"]))


def write(text: str, output: str | None) -> None:
    """Print a text, or write it to a file.

    Raises: NetraError when it cannot be written.
    """
    if output is None:
        sys.stdout.write(text)
        return
    from netra_tools.project.write import write_whole

    try:
        write_whole(output, text.encode())
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise NetraError(
            f"cannot write {output}: {reason}", "--output takes a file in a directory"
        ) from error
