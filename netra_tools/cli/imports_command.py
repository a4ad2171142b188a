"""`netra imports`: rename, make absolute and tidy imports; shown first, and written with --apply."""

from __future__ import annotations

import click

from netra_tools.cli.lazy import LazyGroup

# command -> (module, function, one-line help shown in the list)
COMMANDS = {
    "absolute": (
        "netra_tools.cli.imports_tidy",
        "absolute",
        "Make relative imports absolute.",
    ),
    "migrate": (
        "netra_tools.cli.imports_migrate",
        "migrate",
        "Call modules differently wherever they are spoken of.",
    ),
    "optimize": (
        "netra_tools.cli.imports_tidy",
        "optimize",
        "Remove unused imports, sort the others, and open cycles.",
    ),
}


@click.group(cls=LazyGroup, table=COMMANDS, no_args_is_help=True)
def imports() -> None:
    """Change imports, and what they bind.

    Each command shows what it would do, and does it with --apply: all of it or nothing. `netra changes undo`
    takes it back.
    """
