"""What another tool said: one message, and its whole answer."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.errors import NetraError

PREFIXES = {"mypy": "MYPY", "ruff": "RUF"}  # tool -> how the names of its rules begin


class Message(NamedTuple):
    """One message of a tool, as it counts: lines from 1, columns from 0, in characters or in bytes."""

    rule: str
    severity: str  # "error" or "warning"
    path: str  # as the tool wrote it
    line: int  # 0: the file as a whole
    column: int
    end_line: int
    end_column: int
    text: str
    hint: str = ""
    in_bytes: bool = False


class Answer(NamedTuple):
    """All that a tool said."""

    messages: tuple[Message, ...]
    stopped: bool = False  # it gave up at one of the messages, and did not look at everything
    notices: tuple[str, ...] = ()


class UnreadableError(NetraError):
    """What a tool wrote is not what it was asked for."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} cannot be understood: {why}", "run the tool by itself to see what it says")


def number(value: object, *, least: int = 0) -> int:
    """Give a position as a number; what is none, or lies before the beginning, is the beginning."""
    return max(value, least) if isinstance(value, int) else least


def text_of(value: object) -> str:
    """Give a text; nothing for what is none."""
    return value if isinstance(value, str) else ""
