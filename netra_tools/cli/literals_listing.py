"""What the commands that list values of the index have in common: which places count, how many are shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from netra_tools.cli.literals_options import CATEGORY, notify

if TYPE_CHECKING:
    from netra_tools.check.literals import Indexed
    from netra_tools.literals.listing import Filter, Listed, Selection

SHOWN = 30  # values in a terminal
PLACES = 10  # of each value, with --places
Command = TypeVar("Command", bound=Callable[..., Any])
OPTIONS = (
    click.option("--category", "categories", type=CATEGORY, multiple=True, help="Only in this category."),
    click.option(
        "--file", "files", multiple=True, metavar="GLOB", help="Only in files that match, as in 'exclude'."
    ),
    click.option("--no-tests", is_flag=True, help="Leave out what stands in tests."),
    click.option(
        "--limit",
        type=click.IntRange(0),
        help=f"Values to show, 0 for all; default {SHOWN}, with --json all.",
    ),
    click.option("--places", is_flag=True, help=f"Show up to {PLACES} places of each value."),
    click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all places."),
)


def takes_listing(command: Command) -> Command:
    """Give a command the options that say which places count, and how much is shown."""
    for decorate in reversed(OPTIONS):
        command = decorate(command)
    return command


def filter_of(options: dict[str, Any]) -> Filter:
    """Say which places count."""
    from netra_tools.literals.listing import Filter

    roles = options.get("roles", ())
    return Filter(options["categories"], roles, options["files"], tests=not options["no_tests"])


def limit_of(options: dict[str, Any]) -> int | None:
    """Give how many values are shown; None for all."""
    if options["limit"] is None:
        return None if options["as_json"] else SHOWN
    return options["limit"] or None


def show(selection: Selection, listed: Sequence[Listed], options: dict[str, Any], matched: str = "") -> None:
    """Print values with their places."""
    from netra_tools.report.listings import render_json, render_text

    shown = listed[: limit_of(options)]
    places = selection.places(shown)
    if options["as_json"]:
        sys.stdout.write(render_json(shown, places, matched))
        return
    sys.stdout.write(render_text(shown, places, PLACES if options["places"] else 1))
    if len(shown) < len(listed):
        print(f"and {len(listed) - len(shown):,} more values (--limit 0 shows all)")


def say_nothing(what: str, indexed: Indexed, options: dict[str, Any]) -> None:
    """Say that nothing was found, and what the index does not know of."""
    from netra_tools.literals.postings import HAS_PROBLEM
    from netra_tools.report.result import plural

    if not options["as_json"]:
        print(what)
    names = indexed.store.paths(HAS_PROBLEM)
    if names:
        notify([f"{plural(len(names), 'file')} could not be parsed in full, {names[0]} first"])
