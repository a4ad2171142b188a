"""What stands around an import in the text: whether it runs whenever its module or function does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

WORD: Final = re.compile(r"\s*(async\s+def|\w+)?")
TYPING: Final = re.compile(r"\s*if\s+(\w+\.)?TYPE_CHECKING\s*:")
BODY, CONDITION = "body", "condition"
BODIES: Final = ("def", "class")
BLOCKS: Final = frozenset(
    (
        *BODIES,
        "if",
        "elif",
        "else",
        "for",
        "while",
        "with",
        "async",
        "try",
        "except",
        "finally",
        "match",
        "case",
    )
)


def is_conditional(lines: Sequence[str], row: int) -> bool:
    """Say whether a line is in a block that is no body of a definition and no `if TYPE_CHECKING:`.

    Lines are read upwards, each that is less indented than the one before. What is not understood, such as
    text in a string, can only make an import count as conditional.
    """
    depth = indent_of(lines[row - 1])
    for line in reversed(lines[: row - 1]):
        if not depth:
            return False
        kind = opens(line) if indent_of(line) < depth else ""
        if kind == CONDITION:
            return True
        if kind:
            depth = indent_of(line)
    return False


def opens(line: str) -> str:
    """Say what a line opens: the body of a definition, a block that may not run, or nothing."""
    if TYPING.match(line):
        return BODY
    match = WORD.match(line)
    word = match[1] if match else ""
    if word in BODIES or (word or "").endswith("def"):
        return BODY
    return CONDITION if word in BLOCKS else ""


def indent_of(line: str) -> int:
    """Count the columns in front of a line's text."""
    text = line.expandtabs()
    return len(text) - len(text.lstrip())
