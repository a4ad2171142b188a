"""`netra literals query`: values by category, role, file and use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.literals_listing import filter_of, say_nothing, show, takes_listing
from netra_tools.cli.literals_options import OneOf, index, notify, takes_shared
from netra_tools.errors import CLEAN, FINDINGS, NetraError
from netra_tools.model import ROLES

if TYPE_CHECKING:
    from netra_tools.check.literals import Indexed
    from netra_tools.literals.listing import Listed, Selection

QUESTIONS = ("unused", "single_use", "undeclared_env")


@click.command()
@click.option("--role", "roles", type=OneOf("role", ROLES), multiple=True, help="Only where it stands so.")
@click.option(
    "--unused", is_flag=True, help="Keys and constants that neither a string nor a name in code asks for."
)
@click.option("--single-use", is_flag=True, help="Values that stand in one place of the whole repository.")
@click.option("--undeclared-env", is_flag=True, help="Variables that code reads and nothing declares.")
@takes_listing
@takes_shared
def query(**options: Any) -> int:
    """List values with the places where they stand, sorted; `list` is another name for it.

    Exit codes: 0 found, 1 nothing found, 2 something you can mend.
    """
    from netra_tools.literals.listing import Selection

    asked = [name for name in QUESTIONS if options[name]]
    if len(asked) > 1:
        names = " and ".join([f"--{name.replace('_', '-')}" for name in asked])
        raise NetraError(f"{names} are different questions", "ask one at a time")
    indexed = index(options)
    notify(indexed.notices)
    selection = Selection(indexed.store, filter_of(options))
    found = sorted(answer(indexed, selection, asked), key=lambda listed: listed.value)
    show(selection, found, options)
    if found:
        return CLEAN
    say_nothing("no value is like this", indexed, options)
    return FINDINGS


def answer(indexed: Indexed, selection: Selection, asked: list[str]) -> list[Listed]:
    """Give the values that are asked for."""
    if asked == ["undeclared_env"]:
        from netra_tools.literals.declared import undeclared

        return undeclared(selection)
    if asked == ["unused"]:
        from netra_tools.check.reread import content_of, reading_of
        from netra_tools.literals.unused import unused

        config = indexed.config
        return unused(selection, lambda path: reading_of(config, path), lambda path: content_of(config, path))
    if asked == ["single_use"]:
        from netra_tools.literals.listing import once

        return once(selection)
    return selection.values(lambda _: True)
