"""`netra literals search`: values by what they look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.literals_listing import filter_of, say_nothing, show, takes_listing
from netra_tools.cli.literals_options import index, notify, takes_shared
from netra_tools.errors import CLEAN, FINDINGS, NetraError

if TYPE_CHECKING:
    from netra_tools.literals.listing import Selection
    from netra_tools.literals.search import Pattern

FORMS = ("prefix", "glob", "regex", "template")
TEMPLATES = 5  # that are shown below values found otherwise


@click.command()
@click.argument("pattern")
@click.option("--prefix", is_flag=True, help="Values that begin with PATTERN.")
@click.option("--glob", is_flag=True, help="Values that match as a whole; * and ? stand for any characters.")
@click.option("--regex", is_flag=True, help="Values in which the regular expression is found.")
@click.option("--template", is_flag=True, help="Templates that can make PATTERN: 'agent:{}' makes 'agent:7'.")
@click.option("--case-sensitive", is_flag=True, help="Tell capital letters from small ones.")
@takes_listing
@takes_shared
def search(pattern: str, **options: Any) -> int:
    """Find values that hold PATTERN, whatever its case; templates that can make it are listed below.

    Templates are f-strings, texts for % and str.format, and routes with parameters.
    Exit codes: 0 found, 1 nothing found, 2 something you can mend.
    """
    from netra_tools.literals.listing import Selection
    from netra_tools.literals.search import PART, TEMPLATE, Pattern
    from netra_tools.literals.search import search as find

    wanted = Pattern(pattern, form_of(options) or PART, options["case_sensitive"])
    indexed = index(options)
    notify(indexed.notices)
    selection = Selection(indexed.store, filter_of(options))
    found = find(selection, wanted)
    show(selection, found, options, "template" if wanted.form == TEMPLATE else "text")
    templates = show_templates(selection, wanted, options) if wanted.form == PART else 0
    if found or templates:
        return CLEAN
    say_nothing(f"no value {verb_of(wanted)} this", indexed, options)
    return FINDINGS


def form_of(options: dict[str, Any]) -> str:
    """Give the form of the pattern, "" when none is named.

    Raises: NetraError when several are.
    """
    named = [form for form in FORMS if options[form]]
    if len(named) > 1:
        raise NetraError(f"--{named[0]} does not go with --{named[1]}", "a pattern has one form")
    return named[0] if named else ""


def show_templates(selection: Selection, wanted: Pattern, options: dict[str, Any]) -> int:
    """Print the templates that say the most of a value, and count them."""
    from netra_tools.literals.search import search_templates

    found = [one for one in search_templates(selection, wanted.text) if one.value != wanted.text]
    found = found[:TEMPLATES]
    if found and not options["as_json"]:
        print("templates that can make it")
    show(selection, found, {**options, "limit": 0}, "template")
    return len(found)


def verb_of(wanted: Pattern) -> str:
    """Say what no value does."""
    verbs = {"prefix": "begins with", "glob": "matches", "regex": "matches", "template": "can make"}
    return verbs.get(wanted.form, "holds")
