"""`netra legacy`: what nothing needs any more."""

from __future__ import annotations

import click

from netra_tools.cli.lazy import LazyGroup

# command -> (module, function, one-line help shown in the list)
COMMANDS = {
    "find": (
        "netra_tools.cli.legacy_find",
        "find",
        "List what nothing needs, with the evidence and what goes with it.",
    ),
    "remove": (
        "netra_tools.cli.legacy_remove",
        "remove",
        "Remove what nothing needs, with its tests, imports and exports, as one change.",
    ),
}


@click.group(cls=LazyGroup, table=COMMANDS, no_args_is_help=True)
def legacy() -> None:
    """Find and remove what nothing needs: dead code, and files that were left behind."""
