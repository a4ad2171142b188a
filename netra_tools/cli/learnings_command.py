"""`netra learnings`: what went wrong once, why, and what keeps it from happening again."""

from __future__ import annotations

import click

from netra_tools.cli.lazy import LazyGroup

# command -> (module, function, one-line help shown in the list)
COMMANDS = {
    "add": ("netra_tools.cli.learnings_add", "add", "Write a learning down, or add to one."),
    "apply": (
        "netra_tools.cli.learnings_apply",
        "apply",
        "Say in specifications what was learned; write with --apply.",
    ),
    "check": ("netra_tools.cli.learnings_check", "check", "Say what is wrong with learnings."),
    "index": ("netra_tools.cli.learnings_index", "index", "Write the index of all learnings."),
    "merge": ("netra_tools.cli.learnings_merge", "merge", "Join what two branches made of learnings."),
    "search": ("netra_tools.cli.learnings_search", "search", "Find learnings by words, or about a file."),
    "suggest": (
        "netra_tools.cli.learnings_suggest",
        "suggest",
        "Print what happened that is worth a learning.",
    ),
    "show": ("netra_tools.cli.learnings_search", "show", "Show learnings whole."),
}


@click.group(cls=LazyGroup, table=COMMANDS, no_args_is_help=True)
def learnings() -> None:
    """Write down what was learned, in SPEC/learnings, and find it again."""
