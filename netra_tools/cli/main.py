"""The command line: a group whose commands are imported when they are called."""

from __future__ import annotations

import sys

import click

from netra_tools.cli.lazy import LazyGroup
from netra_tools.errors import USAGE, NetraError

# command -> (module, function, one-line help shown in the list)
COMMANDS = {
    "baseline": (
        "netra_tools.cli.baseline_command",
        "baseline",
        "Accept the findings of today; a check then reports only new ones.",
    ),
    "changes": (
        "netra_tools.cli.changes_command",
        "changes",
        "List the changes that were made, and take them back.",
    ),
    "check": ("netra_tools.cli.check_command", "check", "Check a repository and give one verdict."),
    "explain": ("netra_tools.cli.rules_command", "explain", "Print the manual of a rule."),
    "fix": (
        "netra_tools.cli.fix_command",
        "fix",
        "Repair findings where that is safe; write with --apply.",
    ),
    "graph": (
        "netra_tools.cli.graph_command",
        "graph",
        "Draw the imports, explain one, or find what to cut.",
    ),
    "imports": (
        "netra_tools.cli.imports_command",
        "imports",
        "Rename, make absolute and tidy imports; write with --apply.",
    ),
    "init": ("netra_tools.cli.init_command", "init", "Propose a configuration for a repository."),
    "legacy": (
        "netra_tools.cli.legacy_command",
        "legacy",
        "Find what nothing needs any more.",
    ),
    "literals": (
        "netra_tools.cli.literals_command",
        "literals",
        "Ask which strings exist, what each is, and what was meant.",
    ),
    "rules": ("netra_tools.cli.rules_command", "rules", "List the rules."),
    "spec": (
        "netra_tools.cli.spec_command",
        "spec",
        "Check, mend and lay out what SPEC holds as XML.",
    ),
    "status": (
        "netra_tools.cli.status_command",
        "status",
        "Tell how a repository is: scores, findings, tests, coverage; nothing is made up.",
    ),
    "structure": (
        "netra_tools.cli.structure_command",
        "structure",
        "Move files and folders with every reference to them.",
    ),
    "schema": ("netra_tools.cli.rules_command", "schema", "Print the JSON Schema of the configuration."),
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)
@click.option(
    "--version", "show_version", is_flag=True, help="Print the version; with -v also how it was built."
)
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.pass_context
def cli(ctx: click.Context, show_version: bool, verbose: bool) -> None:
    """Governance of Python repositories that people and agents change at machine speed."""


def invoke(argv: list[str], seen: object = None) -> int:
    """Run a command and give its exit code. `seen` is what a check has looked at already."""
    if "--version" in argv and all(word in ("--version", "-v", "--verbose") for word in argv):
        return print_version(len(argv) > 1)
    try:
        code = cli.main(argv, prog_name="netra", standalone_mode=False, obj=seen)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return USAGE
    except click.UsageError as error:
        raise usage_error(error) from error
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return code if isinstance(code, int) else 0


def usage_error(error: click.UsageError) -> NetraError:
    """Say a mistake on the command line as we say all mistakes."""
    message = error.format_message().rstrip(".")
    hint = f"see {error.ctx.command_path} --help" if error.ctx else ""
    return NetraError(message[:1].lower() + message[1:], hint)


def print_version(verbose: bool) -> int:
    """Print the version, and how the reader was built."""
    from netra_tools import __version__

    print(f"netra {__version__}")
    if verbose:
        from netra_tools.facts import native

        form = "compiled" if native.__file__.endswith((".so", ".pyd")) else "pure Python"
        known = "ast-serialize" if native.format_is_known() else "the standard library's ast (fallback)"
        print(f"reader: {form}, parsing with {known}")
        print(f"python: {sys.version.split()[0]}")
    return 0
