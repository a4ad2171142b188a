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
}


@click.group(cls=LazyGroup, table=COMMANDS, no_args_is_help=True)
def legacy() -> None:
    """Find what nothing needs: dead code, and files that were left behind."""
