"""The keys of [tool.netra.changes]: the gates that a change must pass besides those of every change."""

from __future__ import annotations

from typing import Final

from netra_tools.config.model import DEFAULT_TIMEOUT, ChangeSettings
from netra_tools.config.shape import Field, Shape, string, strings

GATES: Final = ("collect", "mypy", "ruff")
CHANGES = Field(
    "changes",
    Shape(
        "table",
        fields=(
            Field(
                "gates",
                Shape("list", item=Shape("choice", choices=GATES)),
                (),
                description="Gates besides the usual ones: what ruff, mypy or pytest's collection say anew.",
            ),
            Field("test_command", string("text"), "", description="The command that runs the tests."),
            Field("commands", strings("text"), (), description="Further commands that must end with 0."),
            Field(
                "variables",
                strings("text"),
                (),
                description="Variables of the environment that tests and commands see; never secrets.",
            ),
            Field(
                "timeout",
                Shape("integer", minimum=1),
                DEFAULT_TIMEOUT,
                description="Seconds that one tool or command may take.",
            ),
        ),
        build=ChangeSettings,
    ),
    {},
    description="The gates of changes. Tests and commands are run only with --trust, or when asked for.",
)
