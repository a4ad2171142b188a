"""`netra spec`: what the team decided and learned, as XML in `SPEC`, kept valid and true."""

from __future__ import annotations

import click

from netra_tools.cli.lazy import LazyGroup

# command -> (module, function, one-line help shown in the list)
COMMANDS = {
    "check": (
        "netra_tools.cli.spec_check",
        "check",
        "Say what cannot be read, leads nowhere, or is out of date.",
    ),
    "confirm": (
        "netra_tools.cli.spec_change",
        "confirm",
        "Record what is spoken of, so that a change of it is told.",
    ),
    "format": ("netra_tools.cli.spec_change", "lay_out", "Lay files out without changing what they say."),
    "index": (
        "netra_tools.cli.spec_index",
        "index",
        "Write the index of specifications, services, scripts and rules.",
    ),
    "repair": ("netra_tools.cli.spec_change", "repair", "Mend what is not well-formed, with proof."),
}


@click.group(cls=LazyGroup, table=COMMANDS, no_args_is_help=True)
def spec() -> None:
    """Keep the files of knowledge valid: specifications, learnings, conventions, exemptions and the like.

    Commands that write show what they would do, and do it with --apply. `netra changes undo` takes it back.
    """
