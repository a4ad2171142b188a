"""What stands against a change, told all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.errors import MistakesError
from netra_tools.plan import Edit


class Problem(NamedTuple):
    """Why a file cannot be changed as it should."""

    edit: Edit | None  # None: none was planned
    path: str
    text: str
    mendable: bool = True  # the rest may proceed without it


class RefusedError(MistakesError):
    """A change that is not made: nothing was written. Exit code 1."""

    def __init__(self, reason: str, problems: Sequence[Problem] = (), hint: str = "") -> None:
        lines = sorted({f"{problem.path}: {problem.text}" for problem in problems})
        super().__init__([*[(line, "") for line in lines], (reason, hint)])
        self.reason = reason
        self.found = tuple(problems)
