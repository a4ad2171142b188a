"""Which gates a plan is to pass, besides those that it always passes."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.check.request import CheckRequest
from netra_tools.config.model import DEFAULT_TIMEOUT


class Wanted(NamedTuple):
    """What is asked of the gates. All but `findings` run other programs, in a copy of the repository."""

    request: CheckRequest  # configuration, cache and variables
    findings: bool = True
    ruff: bool = False
    mypy: bool = False
    collect: bool = False  # the tests that pytest finds
    tests: str = ""  # the command that runs the tests
    commands: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()  # gates that the configuration names and nobody has trusted
    variables: tuple[str, ...] = ()  # of the environment, for tests and commands
    timeout: int = DEFAULT_TIMEOUT
    retired: tuple[str, ...] = ()  # tests that are to go, as pytest calls them, or what they begin with
