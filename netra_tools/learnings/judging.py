"""What is wrong with learnings taken together: twins, missing parts, an index of yesterday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from netra_tools.learnings.index import index_of
from netra_tools.learnings.likeness import twins
from netra_tools.learnings.model import INDEX, TEXTS, Learning
from netra_tools.model import Finding

TWIN: Final = "learning-twin"
THIN: Final = "learning-thin"
STALE: Final = "learnings-index"
HINTS: Final = {
    TWIN: "join them: netra learnings add --extend ID",
    THIN: "say what went wrong, or what to do: netra learnings add --extend ID",
    STALE: "netra learnings index writes it",
}


def judged(learnings: Sequence[Learning], index: bytes | None) -> Iterator[Finding]:
    """Give what is wrong with learnings, and with their index; None when there is no index."""
    for learning in learnings:
        yield from thin(learning)
    for first, second, likeness in twins(learnings):
        message = f"'{second.id}' says nearly what '{first.id}' says"
        yield found(TWIN, second, f"{message} ({likeness:.0%}, {first.path}:{first.line})")
    if learnings and index != index_of(learnings):
        message = "it is not as the files of learnings say" if index else "there is no index of learnings"
        severity = "warning" if index is None else "error"
        yield Finding(STALE, STALE, severity, INDEX, 0, 0, 0, 0, "content", message)


def thin(learning: Learning) -> Iterator[Finding]:
    """Give a learning that says nothing but its title."""
    if not any(getattr(learning, name) for name in (*TEXTS, "rest")):
        yield found(THIN, learning, f"'{learning.id or learning.title}' says only its title")


def found(code: str, learning: Learning, message: str) -> Finding:
    """Make a finding about a learning."""
    line, subject = learning.line, learning.id or learning.title
    return Finding(code, code, "warning", learning.path, line, 0, line, 0, subject, message)
