"""The rewriting of references in files that are no Python, each by what its format says of its parts.

Whatever is not a reference stays to the byte; a file that is broken stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from netra_tools.changes.documents.draft import Draft
from netra_tools.changes.documents.formats import Format, format_of, is_prose
from netra_tools.changes.documents.items import BrokenError, take_items
from netra_tools.changes.documents.names import Renamed, Rewritten
from netra_tools.changes.documents.shell import take_comment


def rewrite_document(path: str, data: bytes, names: Renamed, *, documents: bool = False) -> Rewritten | None:
    """Rewrite the references in a file; None when it is of no kind that is known here.

    `documents` takes prose too, and comments, which are else noted.
    """
    found = format_of(path, data)
    if found is None or (is_prose(found) and not documents):
        return None
    if not concerns(path, data, names, prose=is_prose(found)):
        return Rewritten(data)
    draft = Draft(path, data, names, documents=documents)
    try:
        rewrite(draft, found)
        after = draft.finish()
        check(found.parse, data, after.after)
    except BrokenError as error:
        return draft.untouched(f"left as it is: {error}")
    return after


def concerns(path: str, data: bytes, names: Renamed, *, prose: bool) -> bool:
    """Say whether a file can hold an old name, or is a page whose links its own move breaks."""
    return any(word in data for word in names.old_words) or (prose and names.path(path) is not None)


def rewrite(draft: Draft, found: Format) -> None:
    """Rewrite a document, and note what comments say."""
    if found.read is not None:
        take_items(draft, found.flavour, found.read(draft))
    elif found.rewrite is not None:
        found.rewrite(draft)
    for span in draft.unseen():
        at = span.text.find("#")
        if at >= 0 or ";" in span.text or "/" in span.text:
            take_comment(draft, span)


def check(parse: Callable[[bytes], object] | None, before: bytes, after: bytes) -> None:
    """Refuse a result that has another structure than the document had.

    Raises: BrokenError when it has.
    """
    if parse is None or before == after:
        return
    try:
        same = outline(parse(before)) == outline(parse(after))
    except RecursionError:
        raise BrokenError("nested too deep") from None
    if not same:
        raise BrokenError("its structure would have changed")


def outline(value: object) -> object:
    """Give the structure of a value: what is in what, and all that is no text."""
    if isinstance(value, dict):
        return [outline(item) for item in value.values()]
    if isinstance(value, list | tuple):
        return [outline(item) for item in value]
    return "" if isinstance(value, str) else value
