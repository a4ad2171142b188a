"""Files of knowledge: what they refer to is rewritten, what they tell is not."""

from __future__ import annotations

from netra_tools.changes.documents.draft import Draft
from netra_tools.changes.documents.items import BrokenError
from netra_tools.changes.documents.prose import rewrite_markup
from netra_tools.changes.documents.references import take_modules, take_paths
from netra_tools.changes.documents.shell import take_shell
from netra_tools.knowledge.document import Document, read
from netra_tools.knowledge.faults import LINE_END
from netra_tools.knowledge.known import COMMAND, MODULE, PATH
from netra_tools.knowledge.mentions import mentions
from netra_tools.knowledge.resolve import PARTS

READ_HERE = ("utf-8", "ascii")


def rewrite_knowledge(draft: Draft) -> None:
    """Rewrite the references that a check would follow; sentences only where prose is asked for.

    Raises: BrokenError when the file cannot be read.
    """
    document = read(draft.data)
    if not isinstance(document, Document):
        raise BrokenError(f"not well-formed: {document[0].message}")
    if document.source.codec not in READ_HERE:
        raise BrokenError(f"its encoding is {document.source.codec}")
    mark = len(document.source.mark)
    starts = [mark, *(found.end() for found in LINE_END.finditer(draft.text, mark))]
    for one in mentions(document):
        start = starts[one.line - 1] + one.column
        take(draft, one.kind, start, start + one.end_column - one.column)
    if draft.documents:
        rewrite_markup(draft)


def take(draft: Draft, kind: str, start: int, end: int) -> None:
    """Rewrite one reference."""
    if kind == MODULE:
        take_modules(draft, draft.span(start, end))
    elif kind == COMMAND:
        take_shell(draft, draft.span(start, end))
    elif kind == PATH and (parts := PARTS.fullmatch(draft.text[start:end])):
        path = parts["path"].lstrip("/")  # the root of the repository is meant
        begin = start + len(parts["path"]) - len(path)
        take_paths(draft, draft.span(begin, begin + len(path)))
