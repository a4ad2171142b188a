"""Comments that silence findings: `<!-- netra: ignore[spec-dead-reference] it is generated -->`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from netra_tools.knowledge.document import Document, Piece
from netra_tools.knowledge.faults import Lines
from netra_tools.model import Suppression

COMMAND = re.compile(r"\s*netra:\s*ignore(-file)?(?:\[([^\]]*)\])?\s*(.*?)\s*", re.DOTALL)


def suppressions(document: Document) -> Iterator[Suppression]:
    """Give the comments of a file that silence findings."""
    return found_in(document.source.text, document.lines, document.comments)


def found_in(text: str, lines: Lines, comments: Iterable[Piece]) -> Iterator[Suppression]:
    """Give the comments that silence findings. One that stands alone speaks for the line below its end."""
    for comment in comments:
        found = COMMAND.fullmatch(comment.text)
        if found is None:
            continue
        rules = tuple(word.strip() for word in (found[2] or "").split(",") if word.strip())
        line, column = lines.place(comment.start)
        last, end = lines.place(comment.end)
        alone = not text[lines.starts[line - 1] : comment.start].strip()
        reason = " ".join(found[3].split())
        yield Suppression(rules, reason, bool(found[1]), last if alone else line, column, end, alone)
