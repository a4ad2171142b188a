"""Import statements in Python that stands in other files: in a fence, behind `python -c`."""

from __future__ import annotations

import re

from netra_tools.changes.documents.draft import Draft, Span
from netra_tools.changes.documents.references import take_modules, take_value
from netra_tools.changes.documents.taken import find_taken

IMPORT = re.compile(
    r"(?:^|;)[ \t]*+(?:>>>[ \t]|\.\.\.[ \t])?[ \t]*+"
    r"(?:from[ \t]++([\w.\x80-\xff]++)[ \t]++import|import[ \t]++([\w.,\x80-\xff \t]++))",
    re.MULTILINE,
)


def take_code(draft: Draft, span: Span) -> None:
    """Rewrite the modules of import statements, and what else can only be a reference."""
    take_parted(draft, span)
    at = 0
    for match in IMPORT.finditer(span.text):
        group = 1 if match[1] else 2
        take_value(draft, span.part(at, match.start(group)))
        take_modules(draft, span.part(*match.span(group)))
        at = match.end(group)
    take_value(draft, span.part(at, len(span.text)))


def take_parted(draft: Draft, span: Span) -> None:
    """Rewrite the imports that name a module in two words."""
    for taken in find_taken(span.text, draft.names.dotted):
        draft.splice(span.start + taken.start, span.start + taken.end, taken.text)
