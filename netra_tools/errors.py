"""What a user can get wrong, and the exit codes.

NetraError                exit 2: the user can mend it; message, hint
└── MistakesError         several of one kind, told at once
    └── ConfigError       every problem of the configuration
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

CLEAN = 0
FINDINGS = 1
USAGE = 2
BUG = 3


class NetraError(Exception):
    """A user's mistake: what is wrong as written, then what to do. Lower case, no full stop."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class MistakesError(NetraError):
    """Several mistakes of one kind, told at once: pairs of message and hint."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__(*problems[0])
        self.problems = tuple(problems)


class ConfigError(MistakesError):
    """All problems of one configuration file."""


def near_miss(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or list them all."""
    import difflib  # only a mistake needs it

    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known: {', '.join(choices)}" if choices else ""
