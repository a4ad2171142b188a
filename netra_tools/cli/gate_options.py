"""The options that say which gates a change must pass, the same for every command that changes files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from netra_tools.changes.gates.wanted import Wanted
    from netra_tools.config.model import Config

Command = TypeVar("Command", bound=Callable[..., Any])
OPTIONS = (
    click.option("--ruff", is_flag=True, help="Refuse what brings new violations of ruff."),
    click.option("--mypy", is_flag=True, help="Refuse what brings new errors of mypy."),
    click.option(
        "--collect", is_flag=True, help="Refuse when pytest collects other tests (runs their code)."
    ),
    click.option("--test", "tests", metavar="CMD", help="Refuse when this test command fails, in a copy."),
    click.option(
        "--gate", "commands", multiple=True, metavar="CMD", help="Refuse when this command fails, in a copy."
    ),
    click.option("--no-findings", is_flag=True, help="Let new errors of netra check pass."),
)


def takes_gates(command: Command) -> Command:
    """Give a command the options of gates."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def wanted_gates(options: Mapping[str, Any], config: Config, cache_dir: str = "") -> Wanted:
    """Say which gates are wanted by the options and the configuration.

    What runs code of the repository because the repository says so is run only when it is trusted.
    """
    from netra_tools.changes.gates.wanted import Wanted
    from netra_tools.check.request import CheckRequest
    from netra_tools.cli.replay import today

    said = config.changes
    trusted = said if config.trusted else said._replace(test_command="", commands=())
    collect = "collect" in said.gates and config.trusted
    return Wanted(
        CheckRequest(config, cache_dir=cache_dir, variables=os.environ, today=today()),
        findings=not options["no_findings"],
        ruff=options["ruff"] or "ruff" in said.gates,
        mypy=options["mypy"] or "mypy" in said.gates,
        collect=options["collect"] or collect,
        tests=options["tests"] or trusted.test_command,
        commands=tuple(dict.fromkeys((*options["commands"], *trusted.commands))),
        unasked=unasked(options, config),
        variables=said.variables,
        timeout=said.timeout,
    )


def unasked(options: Mapping[str, Any], config: Config) -> tuple[str, ...]:
    """Name the gates that the configuration wants and that nobody who is trusted has asked for."""
    if config.trusted:
        return ()
    said, found = config.changes, []
    if "collect" in said.gates and not options["collect"]:
        found.append("collect")
    if said.test_command and not options["tests"]:
        found.append("tests")
    missing = set(said.commands) - set(options["commands"])
    return (*found, *["command" for _ in missing])
