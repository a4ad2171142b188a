"""`netra imports`: rename, make absolute and tidy imports."""

from __future__ import annotations

import click

from netra_tools.cli.lazy import LazyGroup

# command -> (module, function, one-line help shown in the list)
COMMANDS = {
    "migrate": (
        "netra_tools.cli.imports_migrate",
        "migrate",
        "Call modules differently wherever they are spoken of.",
    ),
}


@click.group(cls=LazyGroup, table=COMMANDS, no_args_is_help=True)
def imports() -> None:
    """Rename, make absolute and tidy imports: planned, gated, all or nothing."""
