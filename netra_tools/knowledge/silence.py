"""Comments that silence findings: `<!-- netra: ignore[spec-dead-reference] it is generated -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netra_tools.knowledge.document import Document
from netra_tools.model import Suppression

COMMAND = re.compile(r"\s*netra:\s*ignore(-file)?(?:\[([^\]]*)\])?\s*(.*?)\s*", re.DOTALL)


def suppressions(document: Document) -> Iterator[Suppression]:
    """Give the comments that silence findings. One that stands alone speaks for the line below its end."""
    for comment in document.comments:
        found = COMMAND.fullmatch(comment.text)
        if found is None:
            continue
        rules = tuple(word.strip() for word in (found[2] or "").split(",") if word.strip())
        line, column = document.lines.place(comment.start)
        last, end = document.lines.place(comment.end)
        alone = not document.source.text[document.lines.starts[line - 1] : comment.start].strip()
        reason = " ".join(found[3].split())
        yield Suppression(rules, reason, bool(found[1]), last if alone else line, column, end, alone)
