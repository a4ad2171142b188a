"""A group of commands that are imported when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from netra_tools.errors import NetraError, near_miss

Table = Mapping[str, tuple[str, str, str]]  # command -> module, function, one-line help shown in the list


class LazyGroup(click.Group):
    """A group that knows its commands by name and help, and imports one when it is called."""

    def __init__(self, *args: Any, table: Table, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands."""
        return sorted({*self.table, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self.table:
            return super().get_command(ctx, cmd_name)
        module, name, _ = self.table[cmd_name]
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; say which one was probably meant."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            within = "" if ctx.parent is None else f" in {ctx.command_path}"
            raise NetraError(f"there is no command '{args[0]}'{within}", near_miss(args[0], known))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.line_of(name)) for name in self.list_commands(ctx)])

    def line_of(self, name: str) -> str:
        """Give the line of a command in the list."""
        return self.table[name][2] if name in self.table else self.commands[name].get_short_help_str(80)
